package import Cases
package import Digests
import Intake

/// What to screen, and how.
package struct ScreeningPlan: Sendable {
    package let files: [String]
    /// As the state's file writes it: `LOS ANGELES`.
    package let county: String
    package let asOf: CalendarDate
    package let rules: RuleSet
    /// Another rule set, to list where the two differ; nil for none.
    package let other: RuleSet?
    /// Where a temporary file may be made; it has no name and is gone with the process.
    package let temporary: String
    /// Bytes of records that may stay in memory; a million rows take about two thirds of what is usual.
    package let memory: Int

    package init(
        files: [String], county: String, asOf: CalendarDate, rules: RuleSet, other: RuleSet?, temporary: String,
        memory: Int = 112 << 20
    ) {
        self.files = files
        self.county = county
        self.asOf = asOf
        self.rules = rules
        self.other = other
        self.temporary = temporary
        self.memory = memory
    }
}

/// A file that was read.
package struct HistoryInput: Hashable, Sendable {
    package let path: String
    package let size: Int
    package let digest: Digest
    /// Rows of data, those that cannot be used included.
    package internal(set) var rows = 0
    /// An earlier file had the same bytes, so this one was left out.
    package internal(set) var isRepeated = false

    /// The file's name without folders, as results cite it.
    package var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// The state's history files, read, with each person's rows brought together: the first step of a screening.
///
/// 1. `init`: on every core, rows become records, dealt out by person; what exceeds a budget of memory goes to a temporary
///    file. So a person's rows come together wherever they stand, and memory does not grow with the files.
/// 2. `judge`: partition by partition, a person's records become a history, and the rule set judges it. The added columns
///    are dealt out again, by where their rows stand.
/// 3. `JudgedHistories.write`: the files are read once more, and each row is written with its columns beside it.
package struct ReadHistories: Sendable {
    private let plan: ScreeningPlan
    private let reading: ReadingPass.Result

    /// Reads the files.
    ///
    /// - Parameters:
    ///   - plan: what to screen.
    ///   - progress: is told of bytes that were read, from several threads.
    /// - Throws: `IntakeError` where a file is not a history file.
    package init(_ plan: ScreeningPlan, progress: @escaping @Sendable (Int) -> Void) throws {
        self.plan = plan
        reading = try ReadingPass(plan: plan, progress: progress).run()
    }

    /// The files by their bytes.
    package var inputs: [HistoryInput] { reading.inputs }

    /// Judges everybody.
    ///
    /// - Parameters:
    ///   - progress: is told of each part of the people that was judged, of `parts`.
    ///   - receive: gets people with a relevant conviction, in an order that depends on the files alone. Called from one
    ///     thread at a time.
    /// - Throws: `IntakeError`; what `receive` throws.
    /// - Returns: what is found, ready to be written.
    package func judge(
        progress: @escaping @Sendable (Int) -> Void,
        receive: @escaping @Sendable ([ScreenedPerson]) throws -> Void
    ) throws -> JudgedHistories {
        let columns = PartitionStore(
            partitions: max(1, min(4_096, reading.rowsBefore.count)), threads: Workers.count, budget: plan.memory / 2,
            folder: plan.temporary)
        let totals = try JudgingPass(
            plan: plan, reading: reading, columns: columns, progress: progress, receive: receive
        ).run()
        return JudgedHistories(plan: plan, reading: reading, columns: columns, totals: totals)
    }

    /// Into how many parts the people are dealt.
    package var parts: Int { reading.people.partitions }
}

/// The histories with what was found about each.
package struct JudgedHistories: Sendable {
    fileprivate let plan: ScreeningPlan
    fileprivate let reading: ReadingPass.Result
    fileprivate let columns: PartitionStore
    package let totals: ScreeningTotals

    /// Writes the sheets.
    ///
    /// - Parameters:
    ///   - sheets: descriptors of empty files.
    ///   - progress: is told of bytes of the files that were written out, from several threads.
    /// - Throws: `IntakeError`, `SheetError`.
    /// - Returns: how many rows have a problem.
    package func write(_ sheets: Sheets, progress: @escaping @Sendable (Int) -> Void) throws -> ProblemTotals {
        try SheetPass(plan: plan, reading: reading, columns: columns, sheets: sheets, progress: progress).run()
    }
}

extension PartitionStore {
    /// The partition of added columns that a block's are in.
    func partition(ofBlock block: Int, of blocks: Int) -> Int { block * partitions / max(1, blocks) }
}
