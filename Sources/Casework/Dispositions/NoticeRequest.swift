package import Cases

/// What is asked of a run that gives notice of what courts have done with a filed batch.
package struct NoticeRequest: Sendable {
    /// The folder of the batch.
    package var batch: String
    /// The last day whose acts of the court count, and the date of letters and notices; nil for the day of the latest answer that
    /// the docket has.
    package var asOf: CalendarDate?
    package var templates: String
    package var docket: String
    /// Seconds since 1970, UTC: stands in the audit chain, printed nowhere.
    package var now: Int64

    package init(batch: String, asOf: CalendarDate?, templates: String, docket: String, now: Int64) {
        self.batch = batch
        self.asOf = asOf
        self.templates = templates
        self.docket = docket
        self.now = now
    }
}

/// What such a run came to.
package struct NoticeReport: Sendable {
    package struct Line: Sendable {
        package let jurisdiction: String
        package let name: String
        /// Cases and counts of which notice goes to the Department of Justice.
        package let noticed: CaseTotal
        /// Orders that granted them, as far as notices tell them apart.
        package let orders: Int
        package let letters: Int
        /// Cases with another act of the court; `other-acts.csv` lists them.
        package let others: [CaseState: Int]
        /// Cases of `other-acts.csv` that contradict other answers or an earlier notice.
        package let doubtful: Int
    }

    /// The folder of notices, beside that of the batch; nil where the court has done nothing new.
    package let folder: String?
    package let asOf: CalendarDate
    package let lines: [Line]
    /// The folders of earlier runs.
    package let earlier: [String]

    package var isSettled: Bool { lines.allSatisfy { $0.doubtful == 0 } }
}
