import Cases
import Intake
import Synchronization

/// Between the passes over the files: everybody is judged, partition by partition.
struct JudgingPass: Sendable {
    let plan: ScreeningPlan
    let reading: ReadingPass.Result
    let columns: PartitionStore
    let progress: @Sendable (Int) -> Void
    let receive: @Sendable ([ScreenedPerson]) throws -> Void

    func run() throws -> ScreeningTotals {
        let next = Mutex(0)
        let turnstile = Turnstile()
        let totals = Mutex(ScreeningTotals())
        try Workers.run(stop: { turnstile.stop() }) {
            var judge = PersonJudge(plan: plan, reading: reading, columns: columns)
            while true {
                let partition = next.withLock { next in
                    next += 1
                    return next - 1
                }
                guard partition < reading.people.partitions else { break }
                let people = try judge.partition(partition)
                reading.people.release(partition)
                do {
                    try turnstile.pass(partition) { try receive(people) }
                } catch is Turnstile.Broken {
                    return
                }
                progress(1)
            }
            try judge.finish()
            let counted = judge.totals
            totals.withLock { $0.add(counted) }
        }
        return totals.withLock { $0 }
    }
}

/// Judges one person after the other. One per thread.
private struct PersonJudge {
    private let plan: ScreeningPlan
    private let reading: ReadingPass.Result
    private let store: PartitionStore
    private let columns: PartitionStore.Writer
    private let recentAfter: CalendarDate?
    private var main: HistoryBuilder
    private var other: HistoryBuilder?
    private let annotation: Annotation
    private let maker: ScreenedPersonMaker
    private let record = Page()
    private let differences = Page()
    private let nothing = Page()
    /// What the first rule set made of the person at hand, where another is to be compared with it.
    private var sides: [RowKey: Difference.Side] = [:]
    private(set) var totals = ScreeningTotals()

    init(plan: ScreeningPlan, reading: ReadingPass.Result, columns: PartitionStore) {
        self.plan = plan
        self.reading = reading
        store = columns
        self.columns = PartitionStore.Writer(columns)
        recentAfter = plan.asOf.adding(years: -7)
        main = HistoryBuilder(plan.rules.reading, offenses: reading.offenses, asOf: plan.asOf)
        other = plan.other.map { HistoryBuilder($0.reading, offenses: reading.offenses, asOf: plan.asOf) }
        annotation = Annotation(asOf: plan.asOf)
        maker = ScreenedPersonMaker(asOf: plan.asOf, recentAfter: recentAfter, rowsBefore: reading.rowsBefore)
    }

    /// Judges a partition's people.
    ///
    /// - Returns: those with a finding.
    mutating func partition(_ partition: Int) throws -> [ScreenedPerson] {
        let rows = try PartitionRows(reading.people, partition: partition, leavingOut: reading.isLeftOut)
        var people: [ScreenedPerson] = []
        try rows.forEachPerson { person in
            sides.removeAll(keepingCapacity: true)
            for part in Self.parts(of: person.rows, plan.rules.reading) {
                if let screened = try judge(part) { people.append(screened) }
            }
            if let rules = plan.other { try compare(person.rows, rules) }
        }
        return people
    }

    func finish() throws(IntakeError) { try columns.finish() }

    /// The reference takes each file for itself.
    private static func parts(
        of rows: ArraySlice<PersonRows.Entry>, _ reading: Reading
    ) -> [ArraySlice<PersonRows.Entry>] {
        guard reading == .reference, let first = rows.first, rows.last?.key.file != first.key.file else {
            return [rows]
        }
        return rows.split(byFile: { $0.key.file })
    }

    private mutating func judge(_ rows: ArraySlice<PersonRows.Entry>) throws -> ScreenedPerson? {
        main.read(rows)
        for key in main.repeated { try write(key, before: nothing, after: nothing, .repeated) }
        let judgment = plan.rules.judge(main.history, asOf: plan.asOf)
        totals.add(main.history, judgment.judgments, recentAfter: recentAfter)
        guard !judgment.judgments.isEmpty else { return nil }
        if plan.other != nil { sides.merge(Self.sides(of: judgment, main)) { $1 } }
        for finding in judgment.judgments {
            annotation.make(main.caseNumbers(of: finding.conviction), finding, of: judgment, main.history)
            try write(main.rows[finding.conviction].key, before: annotation.before, after: annotation.after, .finding)
        }
        return maker.make(judgment, main)
    }

    private func write(
        _ key: RowKey, before: Page, after: Page, _ kind: AddedColumns.Kind
    ) throws(IntakeError) {
        try AddedColumns.write(
            key, before: before, after: after, kind, to: columns,
            partition: store.partition(ofBlock: key.block, of: reading.rowsBefore.count), record: record)
    }

    // MARK: - Where two rule sets differ

    private mutating func compare(_ rows: ArraySlice<PersonRows.Entry>, _ rules: RuleSet) throws {
        let theirs = judgeOtherwise(rows, rules)
        for key in Set(sides.keys).union(theirs.keys).sorted() {
            guard let known = sides[key] ?? theirs[key] else { continue }
            let first = sides[key] ?? Difference.Side(missingBeside: known)
            let second = theirs[key] ?? Difference.Side(missingBeside: known)
            guard first.determination != second.determination || first.reason != second.reason else { continue }
            Difference.write(first, second, to: differences)
            try write(key, before: differences, after: nothing, .difference)
        }
    }

    /// What the second rule set makes of a person.
    private mutating func judgeOtherwise(
        _ rows: ArraySlice<PersonRows.Entry>, _ rules: RuleSet
    ) -> [RowKey: Difference.Side] {
        guard var builder = other.take() else { return [:] }
        defer { other = builder }
        var found: [RowKey: Difference.Side] = [:]
        for part in Self.parts(of: rows, rules.reading) {
            builder.read(part)
            found.merge(Self.sides(of: rules.judge(builder.history, asOf: plan.asOf), builder)) { $1 }
        }
        return found
    }

    private static func sides(
        of judgment: PersonJudgment, _ builder: HistoryBuilder
    ) -> [(RowKey, Difference.Side)] {
        judgment.judgments.map { (builder.rows[$0.conviction].key, Difference.Side($0, of: builder)) }
    }
}

extension ArraySlice {
    /// Runs of elements with the same file.
    fileprivate func split(byFile file: (Element) -> Int) -> [ArraySlice<Element>] {
        var parts: [ArraySlice<Element>] = []
        var first = startIndex
        for index in indices.dropFirst() where file(self[index]) != file(self[first]) {
            parts.append(self[first..<index])
            first = index
        }
        parts.append(self[first...])
        return parts
    }
}
