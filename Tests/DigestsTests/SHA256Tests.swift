import Digests
import Testing

/// Values of FIPS 180-4's examples.
struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func knownDigests(text: String, hex: String) {
        #expect(Digest(of: text).hex == hex)
    }

    @Test func aHasherStartsAfreshAfterEachDigest() {
        let hasher = SHA256()
        hasher.update("a")
        hasher.update("bc")
        let first = hasher.finish()
        hasher.update("abc")
        #expect(hasher.finish() == first)
        #expect(first == Digest(of: "abc"))
    }

    @Test func aDigestHas32Bytes() {
        #expect(Digest(bytes: Array(repeating: 1, count: 31)) == nil)
        #expect(Digest(bytes: Array(repeating: 255, count: 32))?.hex == String(repeating: "f", count: 64))
    }
}
