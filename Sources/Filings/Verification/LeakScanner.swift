/// Looks for confidential values in public files, in one pass whatever their number.
///
/// Every token with a digit is looked at: is it an identification number, is it the number of a case, does a date end
/// with it? Dates count in the forms that people write: `1958-03-01`, `03/01/1958`, `3-1-1958`, `19580301`,
/// `March 1, 1958` and `1 de marzo de 1958`.
struct LeakScanner {
    /// What was found, never the value itself.
    struct Leak: Hashable {
        enum Kind {
            case birthDate, identification
        }

        let kind: Kind
        /// The case that the place belongs to; 0 if to none.
        let sequence: Int
        /// The date as `yyyymmdd`, to be compared with other documents only; 0 for an identification number.
        let date: Int32
    }

    private let identities: Identities
    private(set) var leaks: [Leak] = []
    /// Dates of the document, if they are asked for.
    private(set) var dates: [Int32] = []
    private var keepsDates = false
    /// The case that the text speaks of.
    private var sequence = 0

    init(_ identities: Identities) { self.identities = identities }

    /// Starts a document.
    ///
    /// - Parameters:
    ///   - sequence: The case that it belongs to; 0 if to none or many.
    ///   - keepsDates: Whether to collect its dates.
    mutating func begin(case sequence: Int, keepsDates: Bool) {
        self.sequence = sequence
        self.keepsDates = keepsDates
        leaks.removeAll(keepingCapacity: true)
        dates.removeAll(keepingCapacity: true)
    }

    /// How much of a piece is kept for the next one, so that no date is cut in two.
    static let overlap = 256

    /// Scans a piece of the document.
    ///
    /// - Parameters:
    ///   - bytes: The piece, with the overlap of the last one in front.
    ///   - start: Where the part that was not scanned yet begins.
    ///   - isLast: Whether the document ends with it; otherwise the last half of the overlap is left to the next piece.
    /// - Returns: Where the next piece has to start scanning.
    mutating func scan(_ bytes: UnsafeRawBufferPointer, from start: Int, isLast: Bool) -> Int {
        guard let text = bytes.baseAddress else { return 0 }
        let stop = isLast ? bytes.count : max(start, bytes.count - Self.overlap / 2)
        var position = start
        while position < stop {
            // Eight bytes at a time, most of which have no digit.
            if position + 8 <= bytes.count {
                let eight = (text + position).loadUnaligned(as: UInt64.self).littleEndian
                let digits = Self.digits(in: eight)
                guard digits != 0 else {
                    position += 8
                    continue
                }
                position += digits.trailingZeroBitCount >> 3
            } else if !TokenBytes.isDigit(bytes[position]) {
                position += 1
                continue
            }
            guard position < stop else { break }
            var first = position
            while first > 0, TokenBytes.isPart(bytes[first - 1]), position - first < 64 { first -= 1 }
            var end = position + 1
            while end < bytes.count, TokenBytes.isPart(bytes[end]) { end += 1 }
            look(at: first..<end, in: bytes)
            position = end
        }
        return position
    }

    /// The highest bit of each byte that is a digit.
    @inline(__always)
    private static func digits(in eight: UInt64) -> UInt64 {
        let mixed = eight ^ 0x3030_3030_3030_3030
        let low = (mixed & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676
        return ~(low | mixed) & 0x8080_8080_8080_8080
    }

    @inline(__always)
    private mutating func look(at token: Range<Int>, in bytes: UnsafeRawBufferPointer) {
        guard token.count >= 4, token.count <= 40 else { return }
        if token.count > 4 {
            let hash = Identities.hash(UnsafeRawBufferPointer(rebasing: bytes[token]))
            if let known = identities.caseNumbered(hash) { sequence = known }
            if token.count >= Identities.shortestNumber, identities.isIdentification(hash) {
                leaks.append(Leak(kind: .identification, sequence: sequence, date: 0))
            }
        }
        guard token.count == 4 || token.count == 8, let date = WrittenDate.read(token, in: bytes) else { return }
        if keepsDates { dates.append(date) }
        if identities.isBirthDate(date, ofCase: sequence) {
            leaks.append(Leak(kind: .birthDate, sequence: sequence, date: date))
        }
    }
}
