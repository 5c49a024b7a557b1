/// The confidential values of a packet, made to be looked for in its public files.
///
/// A birth date alone betrays nobody: with 66,000 people every day of sixty years is somebody's. It is looked for where
/// it belongs to the person: in the documents of their case, and behind their case number elsewhere. An identification
/// number must stand nowhere.
struct Identities: Sendable {
    /// By sequence from 1: the birth date as `yyyymmdd`; 0 if unknown.
    private var birthDates: [Int32] = []
    /// By sequence from 1: where the case's own dates, which are public, end in `publicDates`.
    private var ends: [Int] = []
    private var publicDates: [Int32] = []
    private var numbers = HashTable()
    private var caseNumbers = HashTable()

    var cases: Int { birthDates.count }

    /// Shorter tokens say nothing: they may be amounts, sections or sequences.
    static let shortestNumber = 7

    mutating func addCase(number: ArraySlice<UInt8>, birthDate: Int32, ciiNumber: ArraySlice<UInt8>) {
        birthDates.append(birthDate)
        ends.append(publicDates.count)
        let sequence = UInt32(birthDates.count)
        if let token = Self.longestToken(in: number) { caseNumbers.insert(Self.hash(token), sequence) }
        if let token = Self.longestToken(in: ciiNumber), token.count >= Self.shortestNumber {
            numbers.insert(Self.hash(token), sequence)
        }
    }

    /// Adds a date that is public to the case added last.
    mutating func addPublicDate(_ date: Int32) {
        guard let last = ends.indices.last, date > 0 else { return }
        publicDates.append(date)
        ends[last] = publicDates.count
    }

    /// Whether the day is the birth date of that case's person, and is not in the case for another reason.
    func isBirthDate(_ date: Int32, ofCase sequence: Int) -> Bool {
        guard birthDates.indices.contains(sequence - 1), birthDates[sequence - 1] == date else { return false }
        let start = sequence == 1 ? 0 : ends[sequence - 2]
        return !publicDates[start..<ends[sequence - 1]].contains(date)
    }

    /// The case that a token is the number of, or the longest part of the number.
    func caseNumbered(_ hash: UInt64) -> Int? { caseNumbers[hash].map(Int.init) }

    /// Whether a token is somebody's identification number, and no case's number.
    func isIdentification(_ hash: UInt64) -> Bool { numbers[hash] != nil && caseNumbers[hash] == nil }

    /// Letters count as capitals.
    @inline(__always)
    static func hash(_ token: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in token { hash = (hash ^ UInt64(byte &- 97 < 26 ? byte & 0xDF : byte)) &* 0x0000_0100_0000_01B3 }
        return (hash ^ hash &>> 29) | 1
    }

    /// The longest run of letters and digits that has a digit.
    private static func longestToken(in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var longest: ArraySlice<UInt8>?
        for run in bytes.split(whereSeparator: { !TokenBytes.isPart($0) }) where run.contains(where: TokenBytes.isDigit)
        {
            if run.count > longest?.count ?? 0 { longest = run }
        }
        return longest
    }
}

/// The bytes that tokens are made of.
enum TokenBytes {
    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    @inline(__always)
    static func isPart(_ byte: UInt8) -> Bool { byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 }
}

/// A set of hashes, none of them zero, each with a number.
private struct HashTable: Sendable {
    private var slots = [(hash: UInt64, value: UInt32)](repeating: (0, 0), count: 64)
    private var count = 0

    var isEmpty: Bool { count == 0 }

    @inline(__always)
    subscript(hash: UInt64) -> UInt32? {
        var index = Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
        while slots[index].hash != 0 {
            if slots[index].hash == hash { return slots[index].value }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Keeps the first value of a hash.
    mutating func insert(_ hash: UInt64, _ value: UInt32) {
        guard self[hash] == nil else { return }
        if count * 2 >= slots.count {
            let old = slots
            slots = Array(repeating: (0, 0), count: old.count * 2)
            for slot in old where slot.hash != 0 { place(slot) }
        }
        place((hash, value))
        count += 1
    }

    private mutating func place(_ slot: (hash: UInt64, value: UInt32)) {
        var index = Int(truncatingIfNeeded: slot.hash >> 20) & (slots.count - 1)
        while slots[index].hash != 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = slot
    }
}
