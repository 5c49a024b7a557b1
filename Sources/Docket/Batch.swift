package import Cases

/// Whether a batch is for looking at or for the court.
package enum BatchMode: String, CaseIterable, Sendable {
    /// Marked as draft; claims nothing, so the same counts can be filed later.
    case draft
    /// Every case is approved by the reviewer, and its counts are claimed: no later batch files them again.
    case filing
}

/// How far a batch has come. A batch that is still being read is never seen: its transaction has not ended.
package enum BatchStage: String, CaseIterable, Sendable {
    case read, numbered, packed
}

/// A file of a batch.
package struct BatchInput: Hashable, Sendable {
    package let name: String
    /// In bytes.
    package let size: Int64
    /// 64 hexadecimal digits.
    package let sha256: String
    /// Rows that the batch takes from the file; known once it was read.
    package var rows: Int
    /// As `vacatur` names it: `csv`; known once the file was read.
    package var format: String
    package var encoding: String

    package init(name: String, size: Int64, sha256: String, rows: Int = 0, format: String = "", encoding: String = "") {
        self.name = name
        self.size = size
        self.sha256 = sha256
        self.rows = rows
        self.format = format
        self.encoding = encoding
    }
}

/// What makes a batch itself: inputs, options and the programs that read them.
package struct BatchDescription: Hashable, Sendable {
    /// Fingerprint over everything that the batch's bytes depend on. Two runs with the same identity are one batch.
    package let identity: String
    /// The name of the batch's folder.
    package let folder: String
    package let asOf: CalendarDate
    package let mode: BatchMode
    /// Who answers for the filing; nil in a draft.
    package let reviewer: Reviewer?
    /// The jurisdictions that the run was limited to, as given; empty means all.
    package let selection: String
    /// Fingerprint of the template folder.
    package let templates: String
    /// Version of the program.
    package let program: String
    /// What besides the inputs decides which rows there are: the screening and the digest of the rulings on it. Empty where
    /// the inputs are lists.
    package let source: String
    package var inputs: [BatchInput]

    package init(
        identity: String,
        folder: String,
        asOf: CalendarDate,
        mode: BatchMode,
        reviewer: Reviewer?,
        selection: String,
        templates: String,
        program: String,
        source: String = "",
        inputs: [BatchInput]
    ) {
        self.identity = identity
        self.folder = folder
        self.asOf = asOf
        self.mode = mode
        self.reviewer = reviewer
        self.selection = selection
        self.templates = templates
        self.program = program
        self.source = source
        self.inputs = inputs
    }
}

/// A batch as the docket remembers it.
package struct Batch: Hashable, Sendable {
    package let id: Int64
    package let description: BatchDescription
    package let stage: BatchStage
    /// Seconds since 1970, UTC; in filing mode also the time of the reviewer's decision.
    package let admittedAt: Int64
    /// Rows of all inputs, each of which ended in exactly one outcome.
    package let rows: Int
    /// Identifiers of its cases: one run of numbers, because one transaction wrote them.
    let cases: Range<Int64>

    /// The reviewer's decision about every case of the batch; nil in a draft.
    var decision: Decision? {
        guard description.mode == .filing, let reviewer = description.reviewer else { return nil }
        return Decision(reviewer: reviewer, time: admittedAt)
    }
}

extension BatchDescription {
    /// How the audit chain names who answers; empty in a draft.
    var actor: String { reviewer?.actor ?? "" }
}
