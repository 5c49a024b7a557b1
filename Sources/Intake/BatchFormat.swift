/// The forms in which a batch of cases arrives.
package enum BatchFormat: String, CaseIterable, Sendable {
    /// A table with a header line; one count of a case in each row.
    case csv
    /// One JSON object in each line, one case each.
    case jsonLines = "jsonl"
    /// The XML of `BatchSchema`.
    case xml
}

/// The character encodings that batches come in.
package enum BatchEncoding: String, Sendable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    /// Taken for anything that is not Unicode; Latin-1 is read the same but for characters that nobody uses.
    case windows1252 = "Windows-1252"
}
