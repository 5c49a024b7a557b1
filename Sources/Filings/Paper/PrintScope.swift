/// What a run prints as PDF.
package enum PrintScope: String, CaseIterable, Sendable {
    /// Nothing: HTML only, as for a machine without the fonts.
    case none
    /// Each document of a packet beside its HTML.
    case documents
    /// The same, and the whole packet as print jobs.
    case jobs
}
