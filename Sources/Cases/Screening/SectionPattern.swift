/// A row of a table of sections: what a text has to contain to be one of them.
struct SectionPattern: Sendable {
    /// What may stand between the section's number and its code. "Anything" ends with the line.
    enum Between: Sendable {
        /// One of these; an empty one is nothing.
        case listed([StaticString])
        /// Nothing, or anything that begins with `(` and ends with `)`.
        case parentheses
        /// Optionally a point and one or two digits, then as `parentheses`.
        case decimalsAndParentheses
        /// Anything or nothing.
        case anything
        /// Anything without a point in it, or nothing; also over lines.
        case anythingWithoutPoint
        /// `(` and then anything.
        case parenthesisAndAnything
        /// Nothing; or `(`, a point or a letter, and then anything.
        case subdivisionAndAnything

        static let nothing = Between.listed([""])
    }

    let numbers: [StaticString]
    let between: Between
    /// With the blank before it.
    let code: StaticString

    init(_ numbers: StaticString..., then between: Between = .nothing, code: StaticString = " PC") {
        self.numbers = numbers
        self.between = between
        self.code = code
    }

    /// Whether a text contains this, other than at the number `exception`.
    func occurs(in text: OffenseText, as reading: Reading, except exception: StaticString? = nil) -> Bool {
        place(in: text, as: reading, except: exception) != nil
    }

    /// Where a text contains this first.
    ///
    /// The reference does not look at what stands before the number, so that `237 PC` contains `37 PC`; correctly read,
    /// the number has to begin there. The code has to follow only where it `isCoded`.
    /// - Returns: where the number begins and ends.
    func place(
        in text: OffenseText, from first: Int = 0, as reading: Reading, isCoded: Bool = true,
        except exception: StaticString? = nil
    ) -> Range<Int>? {
        for start in first..<max(first, text.count) where text[start].isDigit {
            guard reading == .reference || text.isStartOfNumber(start) else { continue }
            if let exception, text.has(exception, at: start) { continue }
            for number in numbers where text.has(number, at: start) {
                let end = start + number.utf8CodeUnitCount
                if !isCoded || fits(text, behind: end) { return start..<end }
            }
        }
        return nil
    }

    private func fits(_ text: OffenseText, behind end: Int) -> Bool {
        switch between {
        case .listed(let pieces):
            return pieces.contains { text.has($0, at: end) && text.has(code, at: end + $0.utf8CodeUnitCount) }
        case .parentheses: return fitsParentheses(text, behind: end)
        case .decimalsAndParentheses:
            if fitsParentheses(text, behind: end) { return true }
            guard end < text.count, text[end] == UInt8(ascii: ".") else { return false }
            var next = end + 1
            while next < text.count, next <= end + 2, text[next].isDigit {
                next += 1
                if fitsParentheses(text, behind: next) { return true }
            }
            return false
        case .anything: return text.firstInLine(code, from: end) != nil
        case .anythingWithoutPoint:
            guard let place = text.first(code, from: end) else { return false }
            return !text.bytes[end..<place].contains(UInt8(ascii: "."))
        case .parenthesisAndAnything:
            return end < text.count && text[end] == UInt8(ascii: "(") && text.firstInLine(code, from: end + 1) != nil
        case .subdivisionAndAnything:
            if text.has(code, at: end) { return true }
            guard end < text.count else { return false }
            guard text[end] == UInt8(ascii: "(") || text[end] == UInt8(ascii: ".") || text[end].isLetter
            else { return false }
            return text.firstInLine(code, from: end + 1) != nil
        }
    }

    private func fitsParentheses(_ text: OffenseText, behind end: Int) -> Bool {
        if text.has(code, at: end) { return true }
        guard end < text.count, text[end] == UInt8(ascii: "(") else { return false }
        var close = end
        while let next = text.firstInLine(")", from: close + 1) {
            if text.has(code, at: next + 1) { return true }
            close = next
        }
        return false
    }

    /// Whether a text names one of the sections in a way that is neither listed nor plainly another offense: with a finer
    /// or coarser subdivision than listed (`187(A) PC`, `245(D) PC`), with the code set off otherwise (`187PC`), or
    /// directly behind the number of an attempt (`664187 PC`).
    ///
    /// `245(A)(1) PC` is none, since of section 245 only subdivision (d)(3) is meant.
    func occursUnlisted(in text: OffenseText) -> Bool {
        for start in 0..<text.count where text[start].isDigit {
            let isAlone = text.isStartOfNumber(start)
            guard isAlone || (text.has("664", at: start - 3) && text.isStartOfNumber(start - 3)) else { continue }
            for number in numbers where text.has(number, at: start) {
                let end = start + number.utf8CodeUnitCount
                if !isAlone && fits(text, behind: end) { return true }
                if case .listed(let pieces) = between,
                    pieces.contains(where: { isUnlisted(text, behind: end, piece: $0) })
                {
                    return true
                }
            }
        }
        return false
    }

    private func isUnlisted(_ text: OffenseText, behind end: Int, piece: StaticString) -> Bool {
        var common = 0
        while common < piece.utf8CodeUnitCount, end + common < text.count,
            text[end + common] == piece.utf8Start[common]
        { common += 1 }
        let whole = common == piece.utf8CodeUnitCount
        // A coarser subdivision ends where a parenthesis closes: `(D)` of `(D)(3)`.
        guard whole || (common > 0 && text[end + common - 1] == UInt8(ascii: ")")) else { return false }
        let place = text.endOfBlanks(from: text.endOfSubdivisions(from: end + common))
        return text.has("PC", at: place)
    }
}
