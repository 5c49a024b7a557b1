private import CCrypto

/// Random bytes that nobody can guess, from libcrypto's generator.
package enum SecureRandom {
    package static func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            // Without random numbers no secret can be vouched for; only a broken machine comes here.
            precondition(RAND_bytes(buffer.baseAddress, Int32(count)) == 1, "libcrypto gives no random bytes")
            filled = count
        }
    }
}

/// A secret that proves who sends it: of a session, or an API token. Only its digest is ever stored, so that whoever
/// reads the store cannot use it.
package struct Secret: Sendable {
    /// 64 hexadecimal digits, 256 bits of chance.
    package let text: String
    /// What is stored, and what a secret that comes back is looked up by.
    package var digest: Digest { Digest(of: text) }

    /// A new secret.
    package init() { text = Self.hex(SecureRandom.bytes(32)) }

    /// A secret as it came back; nil if it cannot be one.
    package init?(received text: some StringProtocol) {
        let text = String(text)
        guard text.utf8.count == 64, text.utf8.allSatisfy(Self.isDigit) else { return nil }
        self.text = text
    }

    /// A second secret that belongs to this one and does not betray it, such as the token in the forms of a session.
    package func derived(for purpose: String) -> Secret { Secret(checked: Digest(of: "\(purpose)\n\(text)").hex) }

    /// Compares in a time that does not depend on where the texts differ.
    package func matches(_ other: some StringProtocol) -> Bool {
        ConstantTime.areEqual(Array(text.utf8), Array(other.utf8))
    }

    private init(checked text: String) { self.text = text }

    private static func isDigit(_ byte: UInt8) -> Bool { 48...57 ~= byte || 97...102 ~= byte }

    static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

/// Comparison of secrets.
package enum ConstantTime {
    /// Whether two byte strings are the same. How long that takes depends on their lengths only.
    package static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count
            && one.withUnsafeBytes { one in
                other.withUnsafeBytes { CRYPTO_memcmp(one.baseAddress, $0.baseAddress, one.count) == 0 }
            }
    }
}
