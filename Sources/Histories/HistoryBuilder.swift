import Cases

/// Makes a person's history of the person's rows, in one reading. One per thread and reading.
struct HistoryBuilder {
    private let reading: RowFlags
    private let isCorrected: Bool
    private let entries: [OffenseBook.Entry]
    private let asOf: CalendarDate

    /// The history of the person read last.
    private(set) var history = CriminalHistory(birthDate: nil, isDeceased: false, isRegistered: false, convictions: [])
    /// For each conviction, the row that made it.
    private(set) var rows: [RowFacts] = []
    /// Rows that say what an earlier file said already.
    private(set) var repeated: [RowKey] = []
    /// Numbers of cases, as the court rows give them.
    private var numbers: [(courtCase: UInt64, number: UnsafeRawBufferPointer)] = []

    init(_ reading: Reading, offenses: [OffenseBook.Entry], asOf: CalendarDate) {
        isCorrected = reading == .corrected
        self.reading = isCorrected ? .corrected : .reference
        entries = offenses
        self.asOf = asOf
    }

    /// Reads a person. In the reference's reading `person` has rows of one file only.
    mutating func read(_ person: ArraySlice<PersonRows.Entry>) {
        history.convictions.removeAll(keepingCapacity: true)
        history.isDeceased = false
        history.isRegistered = false
        history.doubts = []
        rows.removeAll(keepingCapacity: true)
        repeated.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        guard let first = person.first?.facts else { return }
        // The reference starts rows without an identifier anew at each of them, and keeps nothing but the convictions.
        let isNobody = first.text(.subject).isEmpty
        history.birthDate = birthDate(first)
        var seen = 0
        for entry in person {
            let row = entry.facts
            if row.flags.contains(.rejected) {
                history.doubts.insert(.rejectedRow)
                continue
            }
            if isNobody {
                history.birthDate = birthDate(row)
                numbers.removeAll(keepingCapacity: true)
                seen = rows.count
            }
            add(row, firstSeen: seen)
        }
        if isCorrected { addDoubts() }
    }

    private mutating func add(_ row: RowFacts, firstSeen: Int) {
        if isCorrected { compareBirthDate(row) }
        if row.has(.deceased, in: reading) { history.isDeceased = true }
        if row.has(.registration, in: reading) { history.isRegistered = true }
        if row.has(.numbersCase, in: reading) { addNumber(row) }
        guard row.has(.convicted, in: reading) else { return }
        if let index = rows[firstSeen...].firstIndex(where: { $0.countOrder == row.countOrder }) {
            addPart(row, to: index)
        } else {
            addConviction(row)
        }
    }

    // MARK: - Convictions and sentences

    private mutating func addConviction(_ row: RowFacts) {
        let entry = entries[row.offense]
        let date = self.date(row)
        let midnight = Int64(date?.dayNumber ?? Self.dayOfUndated) * 86_400
        var conviction = Conviction(
            offense: isCorrected ? entry.corrected : entry.reference, date: date,
            isFelony: row.has(.felony, in: reading), isInCounty: row.has(.inCounty, in: reading),
            isRegistration: row.has(.registration, in: reading), courtCase: row.courtCase,
            sentenceEnd: adding(row, to: midnight))
        if isCorrected {
            if date == nil { conviction.doubts.insert(.undatedConviction) }
            if let date, asOf < date { conviction.doubts.insert(.futureDate) }
            if row.flags.contains(.unreadableSentence) { conviction.doubts.insert(.unreadableSentence) }
            if row.flags.contains(.unknownLevel) { conviction.doubts.insert(.unknownLevel) }
            if row.flags.contains(.damagedText) { conviction.doubts.insert(.damagedText) }
        }
        history.convictions.append(conviction)
        rows.append(row)
    }

    /// Adds a further part of a sentence: to its own count or, as the reference does, to the conviction added last.
    private mutating func addPart(_ row: RowFacts, to index: Int) {
        guard isCorrected else {
            let last = rows.count - 1
            history.convictions[last].sentenceEnd = adding(row, to: history.convictions[last].sentenceEnd)
            return
        }
        if rows[index].rowHash == row.rowHash {
            if rows[index].key.file != row.key.file {
                repeated.append(row.key)
                return
            }
            history.convictions[index].doubts.insert(.repeatedRow)
        }
        if index != rows.count - 1 { history.convictions[index].doubts.insert(.interleavedSentences) }
        if row.flags.contains(.unreadableSentence) { history.convictions[index].doubts.insert(.unreadableSentence) }
        history.convictions[index].sentenceEnd = adding(row, to: history.convictions[index].sentenceEnd)
    }

    /// The end of a sentence with another part. The reference's clock has 64 bits of nanoseconds, so that a part of 292
    /// years or more overflows; read correctly such a part does not end.
    private func adding(_ row: RowFacts, to end: Int64) -> Int64 {
        guard row.has(.hasSentence, in: reading), let unit = row.sentenceUnit, end != .max else { return end }
        let nanosecondsOfHour: Int64 = 3_600_000_000_000
        let (hours, isLong) = row.sentenceLength.multipliedReportingOverflow(by: unit.hours)
        if isCorrected {
            let longest = Int64.max / nanosecondsOfHour
            return isLong || hours > longest ? .max : end + hours * 3_600
        }
        let nanoseconds = row.sentenceLength &* (unit.hours &* nanosecondsOfHour)
        return end + (nanoseconds >= 0 ? nanoseconds : nanoseconds - 999_999_999) / 1_000_000_000
    }

    /// An undated value behaves as the first of January of year 1.
    private static let dayOfUndated = -719_162

    // MARK: - The person

    private func date(_ row: RowFacts) -> CalendarDate? {
        row.has(.hasDate, in: reading) ? CalendarDate(number: row.date) : nil
    }

    private func birthDate(_ row: RowFacts) -> CalendarDate? {
        row.has(.hasBirthDate, in: reading) ? CalendarDate(number: row.birthDate) : nil
    }

    private mutating func compareBirthDate(_ row: RowFacts) {
        guard let date = birthDate(row) else { return }
        if history.birthDate != date { history.doubts.insert(.severalBirthDates) }
    }

    private mutating func addDoubts() {
        if history.birthDate == nil { history.doubts.insert(.missingBirthDate) }
        if let birthDate = history.birthDate, asOf < birthDate { history.doubts.insert(.futureDate) }
        for index in history.convictions.indices {
            let conviction = history.convictions[index]
            guard conviction.isInCounty, conviction.offense.proposition64 != nil else { continue }
            if caseNumbers(of: index).isEmpty { history.convictions[index].doubts.insert(.missingCaseNumber) }
        }
    }

    // MARK: - Case numbers

    private mutating func addNumber(_ row: RowFacts) {
        let number = isCorrected ? row.text(.caseNumber).withoutBlanks : row.text(.caseNumber)
        guard !number.isEmpty else { return }
        let courtCase = row.courtCase
        guard !numbers.contains(where: { $0.courtCase == courtCase && $0.number.elementsEqual(number) }) else { return }
        numbers.append((courtCase, number))
    }

    /// The numbers of a conviction's case, each once, in the order of the file.
    func caseNumbers(of conviction: Int) -> [UnsafeRawBufferPointer] {
        let courtCase = rows[conviction].courtCase
        return numbers.lazy.filter { $0.courtCase == courtCase }.map(\.number)
    }
}
