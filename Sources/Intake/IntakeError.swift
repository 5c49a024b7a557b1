/// Why a file as a whole cannot be used. Quotes column names, never a value.
package struct IntakeError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        case unreadable
        case empty
        /// A spreadsheet, an archive, or other bytes that are no text.
        case notText = "not-text"
        /// Text, but neither CSV, JSON Lines nor the documented XML.
        case unknownFormat = "unknown-format"
        /// The first line of a table is no header.
        case unreadableHeader = "unreadable-header"
        /// Two columns claim the same field.
        case duplicateColumn = "duplicate-column"
        /// A column is missing without which no row can be used.
        case missingColumn = "missing-column"
        /// A document type declaration, which could define entities.
        case forbiddenXML = "forbidden-xml"
        case badXML = "bad-xml"
        /// A line of an alias file that cannot be read.
        case badAliases = "bad-aliases"
        /// The disk has no room, or no leave, for what is put aside while reading.
        case noTemporaryFile = "no-temporary-file"
    }

    package let code: Code
    /// The last component of the file's path.
    package let file: String
    /// From 1; 0 where the file as a whole is meant.
    package let line: Int
    /// From 1; 0 where no place in the line is meant.
    package let column: Int
    /// What was found.
    package let detail: String
    /// What a person can do about it.
    package let hint: String

    package init(_ code: Code, file: String, line: Int = 0, column: Int = 0, detail: String, hint: String) {
        self.code = code
        self.file = file.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(file[file.index(after: $0)...]) } ?? file
        self.line = line
        self.column = column
        self.detail = detail
        self.hint = hint
    }

    package var description: String {
        var place = file
        if line > 0 { place += ":\(line)" }
        if column > 0 { place += ":\(column)" }
        return "\(place): \(detail) \(hint)"
    }
}
