package import Digests

/// XML being written, as bytes.
package struct XMLText {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Adds markup as it is.
    package mutating func raw(_ markup: String) { bytes += markup.utf8 }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// ` name="value"`
    package mutating func attribute(_ name: String, _ value: String) {
        begin(name)
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            // As they are, an XML reader would make blanks of them.
            case 0x09, 0x0A, 0x0D: bytes += "&#\(byte);".utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func attribute(_ name: String, _ number: Int) {
        begin(name)
        bytes += String(number).utf8
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func attribute(_ name: String, _ digest: Digest) {
        begin(name)
        for byte in digest.bytes {
            bytes.append(Self.digit(byte >> 4))
            bytes.append(Self.digit(byte & 15))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Ends a document with a digest of all that is before, so that no byte of it can change unseen.
    package mutating func seal(_ root: String) {
        let hasher = SHA256()
        hasher.update(bytes)
        let digest = hasher.finish()
        raw("<seal")
        attribute("sha256", digest)
        raw("/>\n</\(root)>\n")
    }

    private mutating func begin(_ name: String) {
        bytes.append(UInt8(ascii: " "))
        bytes += name.utf8
        bytes.append(UInt8(ascii: "="))
        bytes.append(UInt8(ascii: "\""))
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
}
