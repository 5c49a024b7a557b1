internal import Cases
internal import Digests

/// What makes two rows one case: the prosecuting jurisdiction and the letters and digits of the case number.
///
/// `BA-097736 ` and `ba097736` are one case; each prints as it was given.
struct CaseKey {
    /// The jurisdiction's label.
    private(set) var jurisdiction: Int64 = 0
    private var collated: [UInt8] = []
    /// For the index; equal keys have equal hashes, and the docket compares the whole key after it.
    private(set) var hash: Int64 = 0

    init() { collated.reserveCapacity(32) }

    init(jurisdiction: Int64, number: String) {
        self.init()
        set(jurisdiction: jurisdiction, number: number)
    }

    /// Takes another key's place without new memory.
    mutating func set(jurisdiction: Int64, number: String) {
        self.jurisdiction = jurisdiction
        collated.removeAll(keepingCapacity: true)
        for byte in number.utf8 where byte.isLetterOrDigit || byte >= 0x80 {
            collated.append(byte.isLetter ? byte & 0xDF : byte)
        }
        // A number of nothing but punctuation is told from another one by its punctuation.
        if collated.isEmpty { collated.append(contentsOf: number.utf8) }
        hash = Self.hash(jurisdiction, collated)
    }

    func matches(_ other: CaseKey) -> Bool {
        hash == other.hash && jurisdiction == other.jurisdiction && collated == other.collated
    }

    /// FNV-1a with a last mixing step. Stored in the docket, so it never changes.
    private static func hash(_ jurisdiction: Int64, _ bytes: [UInt8]) -> Int64 {
        var state: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bitPattern: jurisdiction)
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        state = (state ^ state >> 32) &* 0xFF51_AFD7_ED55_8CCD
        return Int64(bitPattern: state ^ state >> 29)
    }
}

/// A person's identity as a key of the docket.
enum PersonKey {
    /// 16 bytes of a digest, too many for two people to meet by chance or by design.
    ///
    /// - Returns: empty where the batch tells too little; such a person is never taken for another.
    static func of(_ person: Person, _ hasher: SHA256) -> [UInt8] {
        switch person.identity {
        case .identifier(let identifier):
            hasher.update("identifier\0")
            hasher.update(identifier)
        case .nameAndBirthDate(let name, let birthDate):
            hasher.update("name\0")
            for part in [name.last, name.first, name.middle, name.suffix] {
                hasher.update(part)
                hasher.update("\0")
            }
            hasher.update(String(birthDate.number))
        case nil: return []
        }
        return Array(hasher.finish().bytes.prefix(16))
    }
}
