import Testing

@testable import Digests

@Suite("Passwords and secrets")
struct PasswordHashTests {
    private static let cheap = PasswordHash.Cost(exponent: 4, blockSize: 8, lanes: 1)

    /// Made by Python's `hashlib.scrypt`, which also gives the vectors of RFC 7914 section 12.
    @Test("The key is that of scrypt as another program makes it")
    func vector() throws {
        let stored =
            "scrypt:10:8:16:000102030405060708090a0b0c0d0e0f:"
            + "e20f368ecfc124b3b6f7db47b7d7538b95883eeab5e9d71720a2381f59086007"
        #expect(try #require(PasswordHash(stored: stored)).matches("password"))
    }

    @Test(
        "A password passes, and no other does",
        arguments: ["correct horse battery", "ñandú 🦤", "", " ", String(repeating: "x", count: 300)])
    func passes(password: String) throws {
        let hash = try PasswordHash(of: password, cost: Self.cheap)
        #expect(try hash.matches(password))
        for other in ["", password + " ", password + "x", password.uppercased() + "!", "x"] where other != password {
            #expect(try !hash.matches(other))
        }
        #expect(try #require(PasswordHash(stored: hash.stored)).matches(password))
    }

    @Test("The same password is stored otherwise every time")
    func salted() throws {
        #expect(try PasswordHash(of: "a", cost: Self.cheap).stored != PasswordHash(of: "a", cost: Self.cheap).stored)
    }

    /// OWASP Password Storage Cheat Sheet: N=2^17 r=8 p=1, or one of the rows that cost an attacker as much:
    /// 2^16/2, 2^15/3, 2^14/5, 2^13/10.
    @Test("What a guess costs is what is asked for, and the memory is bounded")
    func cost() throws {
        let least = [17: 1, 16: 2, 15: 3, 14: 5, 13: 10]
        let standard = PasswordHash.Cost.standard
        #expect(standard.blockSize == 8)
        #expect(standard.lanes >= (try #require(least[standard.exponent])))
        #expect(standard.memory == 32 << 20)
        #expect(try PasswordHash(of: "a").stored.hasPrefix("scrypt:15:8:3:"))
    }

    @Test(
        "What is no hash of ours is none",
        arguments: [
            "", "scrypt", "scrypt:4:8:1:00:00", "bcrypt:4:8:1:\(zeros(32)):\(zeros(64))",
            "scrypt:4:8:1:\(zeros(32)):\(zeros(63))",
            "scrypt:4:8:1:\(zeros(31))g:\(zeros(64))", "scrypt:0:8:1:\(zeros(32)):\(zeros(64))",
            "scrypt:40:8:1:\(zeros(32)):\(zeros(64))",
            "scrypt:20:32:1:\(zeros(32)):\(zeros(64))", "scrypt:4:8:1:\(zeros(32)):\(zeros(64)):",
            "scrypt:4:8:17:\(zeros(32)):\(zeros(64))",
        ])
    func refused(stored: String) { #expect(PasswordHash(stored: stored) == nil) }

    private static func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

    @Test("A secret comes back as itself, and nothing else is taken for one")
    func secrets() throws {
        let secret = Secret()
        #expect(Secret(received: secret.text)?.digest == secret.digest)
        #expect(Secret().text != secret.text)
        for text in ["", "0", secret.text + "0", secret.text.uppercased() + "g", String(repeating: "é", count: 32)] {
            #expect(Secret(received: text) == nil)
        }
        #expect(secret.derived(for: "forms").text != secret.derived(for: "other").text)
        #expect(secret.derived(for: "forms").text != secret.text)
        #expect(secret.derived(for: "forms").text == secret.derived(for: "forms").text)
    }

    @Test("Comparison finds every difference", arguments: [0, 1, 31, 32, 63])
    func comparison(place: Int) {
        let bytes = (0..<64).map { UInt8($0) }
        var other = bytes
        #expect(ConstantTime.areEqual(bytes, other))
        other[place] ^= 0x80
        #expect(!ConstantTime.areEqual(bytes, other))
        #expect(!ConstantTime.areEqual(bytes, Array(bytes.dropLast())))
        #expect(ConstantTime.areEqual([], []))
    }
}
