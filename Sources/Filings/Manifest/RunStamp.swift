package import Cases

/// What every manifest of a run says of the run.
package struct RunStamp: Sendable, Hashable {
    /// The name of the batch's folder.
    package let batch: String
    /// Drafts are for reading; only filings may go to a court.
    package let isDraft: Bool
    package let asOf: CalendarDate
    /// The fingerprint of the templates.
    package let templates: String
    /// Name and version of the program.
    package let program: String
    /// Where the rows come from; nil for lists.
    package let screening: ScreeningStamp?
    /// Number of the run whose notices of dispositions the folder holds; nil for packets of filings.
    package let notices: Int?

    package init(
        batch: String, isDraft: Bool, asOf: CalendarDate, templates: String, program: String,
        screening: ScreeningStamp? = nil, notices: Int? = nil
    ) {
        self.batch = batch
        self.isDraft = isDraft
        self.asOf = asOf
        self.templates = templates
        self.program = program
        self.screening = screening
        self.notices = notices
    }

    var mode: String { isDraft ? "draft" : "filing" }
}
