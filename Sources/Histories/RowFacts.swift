/// Packs into a number where a row stands; compares as the rows follow each other.
struct RowKey: Hashable, Comparable {
    let bits: UInt64

    /// `block` counts all blocks of all files; `row` the rows of data in it, from 0.
    init(file: Int, block: Int, row: Int) { bits = UInt64(file) &<< 56 | UInt64(block) &<< 22 | UInt64(row) }

    init(bits: UInt64) { self.bits = bits }

    var file: Int { Int(bits >> 56) }
    var block: Int { Int(bits >> 22) & ((1 << 34) - 1) }
    var row: Int { Int(bits) & ((1 << 22) - 1) }

    static func < (left: RowKey, right: RowKey) -> Bool { left.bits < right.bits }
}

/// The record of a row: what the screening needs of it, as bytes, so that it can be put aside on the disk.
///
/// A fixed part and then texts, each of at most 255 bytes.
struct RowFacts {
    let start: UnsafeRawPointer

    // Places in the fixed part.
    static let length = 0
    static let flags = 4
    static let subjectHash = 8
    static let key = 16
    static let rowHash = 24
    static let countOrder = 32
    static let sentenceLength = 48
    static let date = 56
    static let birthDate = 60
    static let offense = 64
    static let sentenceUnit = 68
    static let textLengths = 69
    static let texts = 80

    /// Texts of a record, in their order. All but the first two are kept only of rows that may get a finding.
    enum Text: Int, CaseIterable { case subject, caseNumber, name, identificationNumber, sex, race, court }

    /// The most that a record takes.
    static let maximum = texts + 255 * Text.allCases.count

    @inline(__always)
    private func load<Value>(_ place: Int, as type: Value.Type) -> Value where Value: BitwiseCopyable {
        start.loadUnaligned(fromByteOffset: place, as: type)
    }

    var byteCount: Int { Int(load(Self.length, as: UInt32.self)) }
    var flags: RowFlags { RowFlags(rawValue: load(Self.flags, as: UInt32.self)) }
    var subjectHash: UInt64 { load(Self.subjectHash, as: UInt64.self) }
    var key: RowKey { RowKey(bits: load(Self.key, as: UInt64.self)) }
    /// Of all bytes of a convicted row; 0 of others.
    var rowHash: UInt64 { load(Self.rowHash, as: UInt64.self) }
    /// `CNT_ORDER`, padded with zeros.
    var countOrder: SIMD2<UInt64> { load(Self.countOrder, as: SIMD2<UInt64>.self) }
    /// The first six characters of it: the case.
    var courtCase: UInt64 { load(Self.countOrder, as: UInt64.self) & 0xFFFF_FFFF_FFFF }
    var sentenceLength: Int64 { load(Self.sentenceLength, as: Int64.self) }
    var sentenceUnit: SentenceUnit? { SentenceUnit(rawValue: load(Self.sentenceUnit, as: UInt8.self)) }
    /// `yyyymmdd`
    var date: Int32 { load(Self.date, as: Int32.self) }
    var birthDate: Int32 { load(Self.birthDate, as: Int32.self) }
    /// Index into the book of offenses; -1 of rows that are no conviction.
    var offense: Int { Int(load(Self.offense, as: Int32.self)) }

    func text(_ text: Text) -> UnsafeRawBufferPointer {
        var place = Self.texts
        for before in 0..<text.rawValue { place += Int(load(Self.textLengths + before, as: UInt8.self)) }
        return UnsafeRawBufferPointer(
            start: start + place, count: Int(load(Self.textLengths + text.rawValue, as: UInt8.self)))
    }

    @inline(__always)
    func has(_ flag: RowFlags, in reading: RowFlags) -> Bool { !flags.intersection(flag).isDisjoint(with: reading) }

    /// `CNT_ORDER` as text.
    var countOrderText: String {
        let bytes = UnsafeRawBufferPointer(start: start + Self.countOrder, count: 16)
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}

/// The units in which the state's file gives parts of sentences; a month has 30.5 days and a year 366.
enum SentenceUnit: UInt8 {
    case day = 1, month, year

    var hours: Int64 {
        switch self {
        case .day: 24
        case .month: 732
        case .year: 8_784
        }
    }
}
