import Cases
import Digests
import Filings

/// Names a message: a UUID of version 8 (RFC 9562, 5.8) out of SHA-256.
///
/// The same case with the same files in the same batch has the same identifier, so that a court sees a message that it gets
/// twice as a duplicate. A case that is filed again with other files, or because it was rejected, has another.
struct MessageIdentifier {
    private let hasher = SHA256()
    private let prefix: [UInt8]

    init(_ setting: MessageSetting) {
        let context = setting.context
        let again = setting.round > 1 ? "round \(setting.round)\n" : ""
        prefix = Array(
            "message\n\(context.batchName)\n\(context.jurisdiction.id)\n\(setting.postedAt)\n\(again)".utf8)
    }

    func identifier(of filing: CaseFiling) -> String {
        hasher.update(prefix)
        hasher.update("\(filing.sequence)\n\(filing.number)\n")
        for document in filing.documents {
            hasher.update(document.fileName)
            hasher.update(document.digest.bytes)
        }
        return Self.text(of: hasher.finish().bytes)
    }

    private static func text(of digest: [UInt8]) -> String {
        var bytes = Array(digest.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        return String(unsafeUninitializedCapacity: 36) { buffer in
            var position = 0
            for (index, byte) in bytes.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    buffer[position] = UInt8(ascii: "-")
                    position += 1
                }
                for digit in [byte >> 4, byte & 15] {
                    buffer[position] = digit < 10 ? 48 + digit : 87 + digit
                    position += 1
                }
            }
            return position
        }
    }
}
