import Cases

/// Reads off a row what the screening needs, and writes it as a record. One per thread.
struct FactsReader {
    private let county: [UInt8]
    private let offenses: OffenseBook.Reader
    private let record: UnsafeMutableRawPointer

    /// - Parameters:
    ///   - county: as the file writes it: `LOS ANGELES`.
    ///   - offenses: where the texts of offenses are classified.
    ///   - record: room for `RowFacts.maximum` bytes.
    init(county: String, offenses: OffenseBook.Reader, record: UnsafeMutableRawPointer) {
        self.county = Array(county.utf8)
        self.offenses = offenses
        self.record = record
    }

    /// Reads a row that was checked.
    func read(_ row: HistoryRow, key: RowKey) -> RowFacts {
        let subject = row[HistoryColumn.subject].trimmed
        var flags = RowFlags.of(row, county: county)
        let isConvicted = !flags.isDisjoint(with: .convicted)
        writeDates(of: row, &flags)
        writeOrder(row[HistoryColumn.countOrder])
        var offense = -1
        if isConvicted {
            offense = offenses.index(of: row)
            writeSentence(of: row, &flags)
            write(ByteHash.of(row.bytes + row.start, row.end &- row.start), at: RowFacts.rowHash)
        } else {
            write(UInt64(0), at: RowFacts.rowHash)
        }
        write(Int32(truncatingIfNeeded: offense), at: RowFacts.offense)
        var texts = TextWriter(record)
        texts.add(subject)
        texts.add(flags.isDisjoint(with: .numbersCase) ? nil : row[HistoryColumn.caseNumber])
        if isConvicted, !flags.isDisjoint(with: .inCounty), offenses.isProposition64(offense) {
            addDetails(of: row, to: &texts)
        }
        if texts.isDamaged { flags.formUnion(.damagedText) }
        return finish(subject, key, flags, texts)
    }

    /// Reads off a row that cannot be used whose it is.
    ///
    /// - Returns: nil where that cannot be told.
    func readRejected(_ row: HistoryRow, key: RowKey) -> RowFacts? {
        guard row.fields > HistoryColumn.subject else { return nil }
        let subject = row[HistoryColumn.subject].trimmed
        guard !subject.isEmpty, subject.count <= RowCheck.longestSubject else { return nil }
        record.initializeMemory(as: UInt8.self, repeating: 0, count: RowFacts.texts)
        write(Int32(-1), at: RowFacts.offense)
        var texts = TextWriter(record)
        texts.add(subject)
        return finish(subject, key, .rejected, texts)
    }

    // MARK: - The parts of a record

    private func writeDates(of row: HistoryRow, _ flags: inout RowFlags) {
        let event = row[HistoryColumn.eventDate]
        let birth = row[HistoryColumn.birthDate]
        let date = DayText.number(event.trimmed)
        let birthDate = DayText.number(birth.trimmed)
        flags.formUnion(.set(.hasDate, reference: date != 0 && event.count == 8, corrected: date != 0))
        flags.formUnion(.set(.hasBirthDate, reference: birthDate != 0 && birth.count == 8, corrected: birthDate != 0))
        write(date, at: RowFacts.date)
        write(birthDate, at: RowFacts.birthDate)
    }

    private func writeSentence(of row: HistoryRow, _ flags: inout RowFlags) {
        let length = row[HistoryColumn.sentenceLength]
        let unit = row[HistoryColumn.sentenceUnit]
        let part = SentenceText.part(length.trimmed, unit.trimmed)
        write(part.length, at: RowFacts.sentenceLength)
        write(part.unit?.rawValue ?? 0, at: RowFacts.sentenceUnit)
        let isExact = length.count == length.trimmed.count && unit.count == unit.trimmed.count
        flags.formUnion(
            .set(
                .hasSentence, reference: part.unit != nil && isExact,
                corrected: part.unit != nil && part.length >= 0))
        if !part.isReadable { flags.formUnion(.unreadableSentence) }
    }

    private func writeOrder(_ order: Field) {
        write(SIMD2<UInt64>.zero, at: RowFacts.countOrder)
        (record + RowFacts.countOrder).copyMemory(from: order.start, byteCount: min(16, order.count))
    }

    private func addDetails(of row: HistoryRow, to texts: inout TextWriter) {
        for column in [
            HistoryColumn.name, HistoryColumn.identificationNumber, HistoryColumn.sex, HistoryColumn.race,
            HistoryColumn.court,
        ] {
            texts.add(row[column].trimmed)
        }
    }

    private func finish(_ subject: Field, _ key: RowKey, _ flags: RowFlags, _ texts: TextWriter) -> RowFacts {
        write(ByteHash.of(subject.raw), at: RowFacts.subjectHash)
        write(key.bits, at: RowFacts.key)
        write(flags.rawValue, at: RowFacts.flags)
        write(UInt32(truncatingIfNeeded: texts.end), at: RowFacts.length)
        return RowFacts(start: record)
    }

    @inline(__always)
    private func write<Value: BitwiseCopyable>(_ value: Value, at place: Int) {
        record.storeBytes(of: value, toByteOffset: place, as: Value.self)
    }
}

/// Writes the texts of a record, one after the other.
private struct TextWriter {
    private let record: UnsafeMutableRawPointer
    private var next = 0
    private(set) var end = RowFacts.texts
    /// A text is too long, or has a control character.
    private(set) var isDamaged = false

    init(_ record: UnsafeMutableRawPointer) {
        self.record = record
        for text in 0..<RowFacts.Text.allCases.count {
            record.storeBytes(of: 0, toByteOffset: RowFacts.textLengths + text, as: UInt8.self)
        }
    }

    @inline(__always)
    mutating func add(_ field: Field?) {
        defer { next += 1 }
        guard let field, field.count > 0 else { return }
        field.withText { text in
            let count = min(255, text.count)
            if text.count > 255 { isDamaged = true }
            for byte in text.prefix(count) where byte < 32 || byte == 127 { isDamaged = true }
            guard let start = text.baseAddress else { return }
            (record + end).copyMemory(from: start, byteCount: count)
            record.storeBytes(of: UInt8(count), toByteOffset: RowFacts.textLengths + next, as: UInt8.self)
            end += count
        }
    }
}
