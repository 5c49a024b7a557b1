/// A piece of template text: a tag, or text between tags.
struct Token {
    enum Kind: Equatable {
        case text
        /// The blanks that a source line starts with; there also when there are none. Lines that hold nothing but a
        /// standalone tag have none.
        case lineStart
        case value, rawValue
        case section, inverted, close
        case partial, parent, block
        /// Comments and delimiter changes; gone after the lines are laid out.
        case nothing

        /// Values may not stand alone on a line, since they are text; all other tags may.
        var mayStandAlone: Bool { self != .text && self != .value && self != .rawValue }
    }

    var kind: Kind
    /// The bytes of the whole tag, delimiters included, or of the text.
    var range: Range<Int>
    /// The name without blanks around it.
    var name: Range<Int> = 0..<0
    /// The name begins with `*`: it names a field that holds the name.
    var isDynamic = false
    /// The tag has its line to itself, so the line is not part of the output.
    var standsAlone = false
    /// Blanks between the start of the line and the tag, if there is nothing else.
    var indentation: Range<Int> = 0..<0
    /// The start of the line behind the tag's own.
    var lineEnd = 0
    /// For a closing tag the number of the tag that it most likely closes, and what that one is.
    var opener: Int?
    var openerKind: Kind = .text
}

/// A problem found while a template is read, by byte offset.
struct Fault {
    let offset: Int
    let message: String
    var suggestion: String?
}
