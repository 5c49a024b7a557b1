/// Follows the markup that a template's literals make up, byte by byte: knows at every point what kind of place it is,
/// and says what keeps the whole from being well-formed XML 1.0.
///
/// A plain value, so that a section is checked by comparing what is before it with what is after it.
struct Markup {
    enum State: Equatable {
        case content
        /// Behind `&`; comes back to content, or to the value of an attribute.
        case reference
        /// Behind `<`.
        case tagStart
        case startName, endName, afterEndName
        /// In a start tag, where an attribute may begin.
        case betweenAttributes
        case attributeName, afterAttributeName, beforeValue
        case value
        /// Behind the closing quote.
        case afterValue
        /// Behind the `/` of `<br/>`.
        case emptyTagEnd
        /// Behind `<!`, until it is clear what it is.
        case declaration
        case doctype
        case comment, commentDash, commentEnd
        case characterData
        case instruction, instructionEnd
    }

    /// A section that is open around a part of a tag: `isOn` tells `{{#x}}` from `{{^x}}`.
    struct Condition: Equatable {
        let place: Place
        let isOn: Bool
    }

    struct Attribute {
        let name: [UInt8]
        /// The sections that it depends on.
        let conditions: [Condition]
    }

    struct Element {
        let name: [UInt8]
        let origin: Origin
    }

    /// A place in a template, for messages that point back.
    struct Origin {
        let template: ParsedTemplate
        let offset: Int
    }

    let isHTML: Bool
    var state = State.content
    /// The elements that are open.
    var elements: [Element] = []
    /// Below this many, elements belong to what is around the section and may not be closed in it.
    var floor = 0
    /// The sections that are open, from the point of view of attributes.
    var conditions: [Condition] = []
    /// The root element has begun.
    var hasRoot = false
    /// Something other than white space has been written.
    var hasBegun = false
    /// The attributes of the tag being read.
    var attributes: [Attribute] = []
    /// The name, reference or declaration being read.
    var buffer: [UInt8] = []
    /// The name of the attribute whose value is being read.
    var attributeName: [UInt8] = []
    /// The quote that the value began with.
    var quote: UInt8 = 0
    /// Something of the value has been written.
    var valueHasBegun = false
    /// How many `]` may have come right before, up to two. A value may end in any number.
    var brackets = 0
    /// What to go back to behind a reference.
    var returnState = State.content
    /// Where the tag being read began, and how many bytes came before it.
    var tagOrigin: Origin?
    var tagStart = 0
    var bytesRead = 0
    /// A list is open inside the tag being read, so that an attribute would be written again for each row.
    var isInLoop = false
    /// Text outside the root element is reported once.
    var isReportedOutside = false

    init(isHTML: Bool) {
        self.isHTML = isHTML
    }

    /// Whether two points are the same as far as what comes next is concerned.
    func isSamePlace(as other: Markup) -> Bool {
        state == other.state && hasRoot == other.hasRoot && quote == other.quote && buffer == other.buffer
            && (state != .reference || returnState == other.returnState) && attributeName == other.attributeName
            && elements.count == other.elements.count
            && zip(elements, other.elements).allSatisfy { $0.name == $1.name }
    }

    /// What is known where two ways through a template meet: at the same place, but behind different text.
    func joined(with other: Markup) -> Markup {
        var joined = self
        joined.brackets = max(brackets, other.brackets)
        joined.valueHasBegun = valueHasBegun && other.valueHasBegun
        joined.hasBegun = hasBegun || other.hasBegun
        joined.bytesRead = max(bytesRead, other.bytesRead)
        joined.isReportedOutside = isReportedOutside || other.isReportedOutside
        joined.attributes += other.attributes.filter { attribute in !attributes.contains { $0.name == attribute.name } }
        return joined
    }

    /// Gets ready for the body of a list, which from the second time on stands behind itself: what can only stand
    /// first cannot stand in it, and the last value in it may have ended in `]]`.
    mutating func beginLoop() {
        if state == .betweenAttributes { isInLoop = true }
        brackets = 2
        hasBegun = true
        bytesRead += 1
    }

    /// Whether a section may begin or end here: between elements, between attributes, or inside a value.
    var allowsSection: Bool {
        state == .content || state == .betweenAttributes || state == .value
    }

    /// Inside an element whose content HTML does not read as markup.
    private var isInRawElement: Bool {
        guard isHTML, let name = elements.last?.name else { return false }
        return Markup.rawElements.contains(Markup.text(name).lowercased())
    }

    /// Takes the place that a value stands in; gives its position, or what speaks against it.
    mutating func placeValue() -> (position: Position?, complaint: String?) {
        switch state {
        case .content:
            if isInRawElement { return (nil, "a value cannot be escaped inside <\(Markup.text(elements.last?.name))>") }
            if elements.isEmpty { return (nil, "a value cannot stand outside the root element") }
            brackets = 2
            return (isHTML ? .element : .content, nil)
        case .value:
            defer { valueHasBegun = true }
            return (.attribute, isHTML ? complaintAboutAttribute() : nil)
        default:
            return (nil, "a value cannot be escaped in \(placeName)")
        }
    }

    /// Attributes that HTML gives a meaning beyond text.
    private func complaintAboutAttribute() -> String? {
        let name = Markup.text(attributeName).lowercased()
        if name.hasPrefix("on") || name == "style" || name == "srcdoc" {
            return "a value cannot be escaped in the attribute \(name), which is read as code"
        }
        if !valueHasBegun, Markup.linkAttributes.contains(name) {
            return "a value cannot begin \(name), since it would choose the scheme; begin it with ./ # / or a scheme"
        }
        return nil
    }

    /// Where in the markup this is, in words.
    var placeName: String {
        switch state {
        case .content: "text"
        case .reference: "a character reference"
        case .tagStart, .startName, .endName, .afterEndName: "a tag name"
        case .betweenAttributes, .attributeName, .afterAttributeName: "an attribute name"
        case .beforeValue: "an attribute without quotes"
        case .value: "an attribute"
        case .afterValue, .emptyTagEnd: "a tag"
        case .declaration, .doctype: "a declaration"
        case .comment, .commentDash, .commentEnd: "a comment"
        case .characterData: "a CDATA section"
        case .instruction, .instructionEnd: "a processing instruction"
        }
    }

    static func text(_ bytes: [UInt8]?) -> String {
        String(decoding: bytes ?? [], as: UTF8.self)
    }

    private static let linkAttributes: Set<String> = [
        "action", "background", "cite", "data", "formaction", "href", "longdesc", "manifest", "ping", "poster", "src",
        "srcset", "xlink:href",
    ]

    private static let rawElements: Set<String> = [
        "iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "xmp",
    ]

    /// Elements that HTML closes by itself.
    static let voidElements: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    ]
}
