/// A way in which a person's rows in the state's file go wrong: in the form of a row, in a value, or among rows.
enum HistoryBlemish: CaseIterable, Sendable {
    case shortRow, longRow, strayQuote, unclosedQuote, brokenRow, repeatedHeader, blankLine
    case nulByte, latin1Name, formulaName, overlongComment, lineBreakInComment
    case emptySubject, shortCountOrder, missingCaseNumber, nullCaseNumber, paddedCaseNumber
    case missingBirthDate, partialBirthDate, otherBirthDate
    case missingDate, partialDate, impossibleDate, unreadableDate, futureDate
    case unknownStep, unknownType, unknownStatus, unknownRace, unknownUnit
    case unreadableSentence, negativeSentence, endlessSentence
    case paddedStatus, paddedCounty, paddedDisposition, paddedSentence
    case repeatedRow, repeatedPerson, interleavedSentences

    /// Spoils one person's rows: the row of a relevant conviction where one is enough.
    func spoil(_ rows: inout HistoryRows, random: inout SeededGenerator) {
        guard rows.count > 0 else { return }
        let key = rows.key ?? 0
        if !spoilForm(&rows, key), !spoilRows(&rows, key, random: &random) { spoilValue(&rows, key) }
    }

    // MARK: Form

    /// - Returns: whether this blemish is one of the form of a row.
    private func spoilForm(_ rows: inout HistoryRows, _ key: Int) -> Bool {
        let row = Array(rows.bytes[rows.range(key)])
        let line = row.dropLast(2)
        switch self {
        case .shortRow: rows.replace(key, with: [line.prefix(row.count / 2) + Self.lineEnd])
        case .longRow: rows.replace(key, with: [line + Array(",surplus,\"more, surplus\"\r\n".utf8)])
        case .strayQuote:
            let field = rows.field(.offense, of: key)
            rows.set(.offense, of: key, to: Array(rows.bytes[field]) + Array(" \"X\"".utf8))
        case .unclosedQuote: rows.set(.comment, of: key, to: Array("\"NEVER CLOSED".utf8))
        case .brokenRow:
            // A line break in a field without quotation marks makes two rows of one, both short.
            let field = rows.field(.offense, of: key).lowerBound - rows.range(key).lowerBound
            rows.replace(key, with: [line.prefix(field) + Self.lineEnd, line.dropFirst(field) + Self.lineEnd])
        case .repeatedHeader: rows.replace(key, with: [HistoryColumns.header, row])
        case .blankLine: rows.replace(key, with: [Self.lineEnd + row])
        default: return false
        }
        return true
    }

    private static let lineEnd: [UInt8] = [13, 10]

    // MARK: Among rows

    /// - Returns: whether this blemish is one that several rows show.
    private func spoilRows(_ rows: inout HistoryRows, _ key: Int, random: inout SeededGenerator) -> Bool {
        let all = 0..<rows.count
        switch self {
        case .repeatedRow:
            let row = Array(rows.bytes[rows.range(key)])
            rows.replace(key, with: [row, row])
        case .repeatedPerson:
            let last = all.count - 1
            let again = all.map { Array(rows.bytes[rows.range($0)]) }
            rows.replace(last, with: [again[last]] + again)
        case .interleavedSentences:
            // Without two counts that have parts there is nothing to mix; other rows change places then.
            let second = (1..<all.count).first { rows.canMix(at: $0) } ?? min(1, all.count - 1)
            rows.swapAt(max(0, second - 1), second)
        case .otherBirthDate: rows.set(.birthDate, of: random.below(rows.count), to: Array("19110101".utf8))
        case .emptySubject: for row in all { rows.set(.subject, of: row, to: []) }
        case .missingBirthDate: for row in all { rows.set(.birthDate, of: row, to: []) }
        case .partialBirthDate: for row in all { rows.set(.birthDate, of: row, to: Array("19590000".utf8)) }
        case .unknownRace: for row in all { rows.set(.raceCode, of: row, to: Array("?".utf8)) }
        case .latin1Name: for row in all { rows.set(.name, of: row, to: Self.latin1) }
        case .formulaName: for row in all { rows.set(.name, of: row, to: Self.formula) }
        default: return false
        }
        return true
    }

    /// `MUÑOZ,JOSÉ` in the encoding of old systems, in which no two bytes are UTF-8.
    private static let latin1 = Array("\"MU".utf8) + [0xD1] + Array("OZ,JOS".utf8) + [0xC9, UInt8(ascii: "\"")]

    private static let formula = HistoryText.cell("=HYPERLINK(\"http://example.invalid\",\"SAMPLE\")")

    // MARK: Values

    private func spoilValue(_ rows: inout HistoryRows, _ key: Int) {
        func set(_ column: HistoryColumn, _ value: String) { rows.set(column, of: key, to: HistoryText.cell(value)) }
        func pad(_ column: HistoryColumn, before: String = "", after: String = "") {
            let value = rows.value(column, of: key)
            rows.set(column, of: key, to: Array(before.utf8) + value + Array(after.utf8))
        }
        switch self {
        case .nulByte: rows.set(.comment, of: key, to: Array("PRINTER".utf8) + [0, 0] + Array("RESET".utf8))
        case .overlongComment: set(.comment, String(repeating: "CONTINUED ", count: 7_000))
        case .lineBreakInComment: set(.comment, "FIRST LINE\r\nSECOND LINE,\nTHIRD")
        case .shortCountOrder: set(.countOrder, "10")
        case .missingCaseNumber: set(.caseNumber, "")
        case .nullCaseNumber: set(.caseNumber, "NULL  ")
        case .paddedCaseNumber: pad(.caseNumber, after: "   ")
        case .missingDate: set(.eventDate, "")
        case .partialDate: set(.eventDate, "19870000")
        case .impossibleDate: set(.eventDate, "19870230")
        case .unreadableDate: set(.eventDate, "04/09/1987")
        case .futureDate: set(.eventDate, "29990104")
        case .unknownStep: set(.stepType, "COURT ACTON")
        case .unknownType: set(.offenseType, "?")
        case .unknownStatus: set(.convictionStatus, "WOBBLER")
        case .unknownUnit: set(.sentenceUnit, "Q")
        case .unreadableSentence: set(.sentenceLength, "TEN")
        case .negativeSentence: set(.sentenceLength, "-10")
        case .endlessSentence:
            set(.sentenceLength, "999")
            set(.sentenceUnit, "Y")
        case .paddedStatus: set(.convictionStatus, "FELONY    ")
        case .paddedCounty: pad(.county, after: "  ")
        case .paddedDisposition: pad(.disposition, before: " ")
        case .paddedSentence: set(.sentenceLength, " 10")
        default: break
        }
    }
}

extension HistoryRows {
    /// Whether a count with a sentence begins in this row behind another one, and one of them has several parts.
    fileprivate func canMix(at row: Int) -> Bool {
        guard hasSentence(row), hasSentence(row - 1), !isSameCount(row, row - 1) else { return false }
        return row > 1 && isSameCount(row - 1, row - 2) || row + 1 < count && isSameCount(row, row + 1)
    }

    private func hasSentence(_ row: Int) -> Bool { !field(.sentenceLength, of: row).isEmpty }

    private func isSameCount(_ first: Int, _ second: Int) -> Bool {
        value(.countOrder, of: first) == value(.countOrder, of: second)
    }
}
