import Cases
import Intake

/// Writes the rows of one block into pages of the sheets. One per thread.
struct SheetWriter {
    let pages = SheetPages(capacity: 2 * BlockSource.blockSize)
    private(set) var totals = ProblemTotals()
    private var file = ""
    private var fileIndex = 0
    private var number = 0
    /// Places of formulas in the block that are still ahead.
    private var formulas: ArraySlice<UInt32> = []

    /// What the added columns are of a row without a finding: nothing, before and after the third.
    private static let noneBefore: StaticString = ",,"
    private static let noneAfter: StaticString = ",,,,,,,,,,,,,"

    /// Starts a block.
    ///
    /// - Parameters:
    ///   - file: what problems call it.
    ///   - fileIndex: its position.
    ///   - rowsBefore: rows of data that the file has before the block.
    mutating func begin(file: String, fileIndex: Int, rowsBefore: Int) {
        pages.removeAll()
        self.file = file
        self.fileIndex = fileIndex
        number = rowsBefore
    }

    mutating func write(
        _ index: BlockIndex, _ bytes: UnsafePointer<UInt8>, _ block: BlockSource.Block, _ added: [AddedColumns],
        path: String
    ) throws(IntakeError) {
        if block.isTooLong {
            number += 1
            reject(RowCheck.Flaw(.lineTooLong))
            return
        }
        formulas = index.formulas[...]
        var damages = index.damages[...]
        var added = added[...]
        let firstRow = number
        for place in 0..<index.rowCount {
            let row = index.row(place, of: bytes)
            if row.isBlank { continue }
            if place == 0, block.isFirstOfFile, damages.first?.row != 0, try HistoryHeader.isHeader(row, file: path) {
                continue
            }
            number += 1
            if let damage = damages.first, damage.row == place {
                damages.removeFirst()
                reject(RowCheck.Flaw(damage.code))
                continue
            }
            let isLast = index.endsWithoutBreak && place == index.rowCount - 1
            let flaw = RowCheck.flaw(of: row, endsFile: isLast)
            if let flaw {
                reject(flaw)
                if flaw.isOfForm { continue }
            }
            var finding: AddedColumns?
            while let next = added.first, next.key.row == number - firstRow - 1 {
                added.removeFirst()
                if next.kind == .finding { finding = next } else { note(next) }
            }
            write(row, finding)
            if flaw == nil { checkValues(of: row) }
        }
    }

    // MARK: - Rows

    private mutating func write(_ row: HistoryRow, _ finding: AddedColumns?) {
        let isSafe = skipFormulas(before: row.end, from: row.start)
        let other = possibleOther(row)
        let all = pages[.allRows]
        let first = all.count
        if isSafe {
            all.append(row.bytes + row.start, row.place(HistoryColumn.count - 1).upperBound &- row.start)
        } else {
            for column in 0..<HistoryColumn.count {
                if column > 0 { all.append(UInt8(ascii: ",")) }
                appendDefused(row, column, to: all)
            }
        }
        appendAdded(finding, other, to: all)
        if finding != nil { pages[.convictions].append(all.start + first, all.count - first) }
        writeCondensed(row, isSafe, finding, other)
    }

    private func writeCondensed(_ row: HistoryRow, _ isSafe: Bool, _ finding: AddedColumns?, _ other: Field?) {
        let condensed = pages[.condensed]
        for (index, column) in HistoryColumn.condensed.enumerated() {
            if index > 0 { condensed.append(UInt8(ascii: ",")) }
            if isSafe {
                let place = row.place(column)
                condensed.append(row.bytes + place.lowerBound, place.count)
            } else {
                appendDefused(row, column, to: condensed)
            }
        }
        appendAdded(finding, other, to: condensed)
    }

    private func appendAdded(_ finding: AddedColumns?, _ other: Field?, to page: Page) {
        page.append(UInt8(ascii: ","))
        if let finding { page.append(finding.before) } else { page.append(Self.noneBefore) }
        other?.withText { CSVCell.append($0, to: page) }
        page.append(UInt8(ascii: ","))
        if let finding { page.append(finding.after) } else { page.append(Self.noneAfter) }
        page.append(10)
    }

    /// The comment, where it names another section of Proposition 64 than the offense does.
    private func possibleOther(_ row: HistoryRow) -> Field? {
        let comment = row[HistoryColumn.comment]
        guard comment.count >= 5 else { return nil }
        let isOther = row[HistoryColumn.offense].withText { offense in
            comment.withText { Offense.isPossibleOtherCharge(description: offense, comment: $0) }
        }
        return isOther ? comment : nil
    }

    // MARK: - Formulas

    /// Passes over what may be a formula up to the end of a row.
    ///
    /// - Returns: whether the row has none.
    private mutating func skipFormulas(before end: Int, from start: Int) -> Bool {
        var isSafe = true
        while let place = formulas.first, place < end {
            formulas.removeFirst()
            if place >= start { isSafe = false }
        }
        return isSafe
    }

    private func appendDefused(_ row: HistoryRow, _ column: Int, to page: Page) {
        let field = row[column]
        if CSVCell.isFormula(field.raw) {
            field.withText { CSVCell.append($0, to: page) }
        } else {
            let place = row.place(column)
            page.append(row.bytes + place.lowerBound, place.count)
        }
    }

    // MARK: - Problems

    private mutating func reject(_ flaw: RowCheck.Flaw) {
        totals.rejected += 1
        add(
            Problem(
                flaw.code, at: RowPlace(file: fileIndex, row: number),
                column: flaw.column.map { HistoryColumn.names[$0] } ?? "", detail: flaw.detail))
    }

    /// Doubts about values that the finding rests on.
    private mutating func checkValues(of row: HistoryRow) {
        guard row[HistoryColumn.disposition].trimmed.begins(with: "CONVICTED") else { return }
        if DayText.number(row[HistoryColumn.eventDate].trimmed) == 0 {
            warn(.undatedConviction, HistoryColumn.eventDate)
        }
        let part = SentenceText.part(
            row[HistoryColumn.sentenceLength].trimmed, row[HistoryColumn.sentenceUnit].trimmed)
        if !part.isReadable { warn(.unreadableSentence, HistoryColumn.sentenceLength) }
    }

    private mutating func note(_ added: AddedColumns) {
        if added.kind == .repeated {
            totals.warnings += 1
            return add(Problem(.repeatedRow, at: RowPlace(file: fileIndex, row: number)))
        }
        let page = pages[.differences]
        CSVCell.append(file, to: page)
        page.append(",\(number),")
        page.append(added.before)
        page.append(10)
    }

    private mutating func warn(_ code: ProblemCode, _ column: Int) {
        totals.warnings += 1
        add(Problem(code, at: RowPlace(file: fileIndex, row: number), column: HistoryColumn.names[column]))
    }

    private func add(_ problem: Problem) { Self.append(problem, file: file, to: pages[.problems]) }

    /// A line of the problems; it holds no value of a person.
    static func append(_ problem: Problem, file: String, to page: Page) {
        let row = problem.place.row > 0 ? String(problem.place.row) : ""
        let cells = [
            file, row, problem.code.rawValue, problem.column, problem.code.reason, problem.detail, problem.code.hint,
        ]
        CSVCell.append(cells, to: page)
        page.append(10)
    }
}
