package import Cases

/// What reading brings forth. Each count of the batch ends in exactly one `row` or `stopped`.
package enum IntakeEvent: Sendable {
    /// A good row, with what is doubtful about it.
    case row(CaseRow, doubts: [Problem])
    /// A row, or a record that cannot be read at all, with everything that is wrong with it.
    case stopped(RowPlace, [Problem])
    /// Something about the file as a whole; its place has row 0.
    case note(Problem)
}

/// What a file was and how much it held.
package struct FileSummary: Hashable, Sendable {
    package let format: BatchFormat
    package let encoding: BatchEncoding
    /// Rows and stopped rows together.
    package let rows: Int
    /// Bytes of the file.
    package let bytes: Int
}
