private import CCrypto

/// What is stored of a password: its scrypt key (RFC 7914, libcrypto), with the salt and the cost it was made with, so that
/// the cost can be raised later and old passwords still be checked.
package struct PasswordHash: Hashable, Sendable {
    /// What one guess costs. Memory is 128 × block size × 2^exponent bytes.
    package struct Cost: Hashable, Sendable {
        /// Of N, the number of blocks, as a power of two.
        package let exponent: Int
        /// r, in units of 128 bytes.
        package let blockSize: Int
        /// p, done one after the other.
        package let lanes: Int

        package init(exponent: Int, blockSize: Int, lanes: Int) {
            self.exponent = exponent
            self.blockSize = blockSize
            self.lanes = lanes
        }

        /// 32 MiB and three lanes: as hard as the OWASP Password Storage Cheat Sheet asks for scrypt, in the row that needs
        /// least memory of a service that idles in 60 MB.
        package static let standard = Cost(exponent: 15, blockSize: 8, lanes: 3)

        /// Bytes.
        package var memory: Int { 128 * blockSize << exponent }

        fileprivate var isUsable: Bool {
            1...20 ~= exponent && 1...32 ~= blockSize && 1...16 ~= lanes && memory <= 1 << 30
        }
    }

    package let cost: Cost
    private let salt: [UInt8]
    private let key: [UInt8]

    /// Hashes a password; takes a fraction of a second and the memory of its cost.
    package init(of password: String, cost: Cost = .standard) throws(HashingFailure) {
        let salt = SecureRandom.bytes(16)
        self.init(cost: cost, salt: salt, key: try Self.derive(password, cost, salt))
    }

    /// - Parameter stored: `scrypt:15:8:3:SALT:KEY`, the last two in hexadecimal digits; nil if it is anything else.
    package init?(stored: String) {
        let parts = stored.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt", let exponent = Int(parts[1]), let blockSize = Int(parts[2]),
            let lanes = Int(parts[3]), let salt = Self.bytes(parts[4], count: 16),
            let key = Self.bytes(parts[5], count: 32)
        else { return nil }
        let cost = Cost(exponent: exponent, blockSize: blockSize, lanes: lanes)
        guard cost.isUsable else { return nil }
        self.init(cost: cost, salt: salt, key: key)
    }

    private init(cost: Cost, salt: [UInt8], key: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    /// As it is stored.
    package var stored: String {
        "scrypt:\(cost.exponent):\(cost.blockSize):\(cost.lanes):\(Secret.hex(salt)):\(Secret.hex(key))"
    }

    /// Whether it was made of this password; takes as long whether it was or not.
    package func matches(_ password: String) throws(HashingFailure) -> Bool {
        ConstantTime.areEqual(try Self.derive(password, cost, salt), key)
    }

    private static func derive(_ password: String, _ cost: Cost, _ salt: [UInt8]) throws(HashingFailure) -> [UInt8] {
        var password = password
        var key = [UInt8](repeating: 0, count: 32)
        let limit = UInt64(cost.memory) + UInt64(128 * cost.blockSize * (cost.lanes + 2)) + 65_536
        let result = password.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                EVP_PBE_scrypt(
                    characters.baseAddress, characters.count, salt, salt.count, 1 << UInt64(cost.exponent),
                    UInt64(cost.blockSize), UInt64(cost.lanes), limit, &key, key.count)
            }
        }
        guard result == 1 else { throw HashingFailure() }
        return key
    }

    private static func bytes(_ hex: Substring, count: Int) -> [UInt8]? {
        let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue.map(UInt8.init) }
        guard digits.count == 2 * count, hex.utf8.count == digits.count else { return nil }
        return (0..<count).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] }
    }
}

/// libcrypto refused to hash a password, mostly for want of memory. Nobody may be let in then.
package struct HashingFailure: Error, CustomStringConvertible {
    package init() {}

    package var description: String { "a password could not be hashed; there may be too little memory" }
}
