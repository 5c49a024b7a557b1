/// Why a font file cannot be used. A font is a file like any other: it may be cut short or damaged.
package struct FontError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// The file is not there or cannot be read.
        case unreadable
        /// Not a TrueType font with outlines.
        case notTrueType = "not-truetype"
        /// A table that setting text needs is not in the font.
        case missingTable = "missing-table"
        /// A table ends before what it says it holds.
        case truncated
        /// A table contradicts itself or another one.
        case malformed
    }

    package let code: Code
    /// The table's four letters, or the file's name.
    package let place: String

    package init(_ code: Code, _ place: String) {
        self.code = code
        self.place = place
    }

    package var description: String { "font: \(code.rawValue): \(place)" }
}
