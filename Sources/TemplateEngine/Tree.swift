/// A template as its author nested it.
indirect enum Node {
    /// The blanks that start a line.
    case lineStart(Range<Int>)
    case text(Range<Int>)
    case value(Name, isRaw: Bool)
    case section(Section)
    case partial(Inclusion)
    case parent(Inclusion)
    case block(Block)
}

/// A dotted name as it was written, and where.
struct Name {
    let parts: [String]
    let offset: Int

    /// The row itself, `.`, has no parts.
    init(_ text: String, offset: Int) {
        parts = text == "." ? [] : text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        self.offset = offset
    }

    var text: String { parts.isEmpty ? "." : parts.joined(separator: ".") }
}

/// `{{#name}}…{{/name}}` or `{{^name}}…{{/name}}`.
struct Section {
    let name: Name
    let isInverted: Bool
    var body: [Node] = []
    /// Where the closing tag is.
    var end = 0
}

/// `{{>name}}`, or `{{<name}}…{{/name}}` with its blocks.
struct Inclusion {
    let name: Name
    /// The name is a field that holds the name.
    let isDynamic: Bool
    /// What every line of the included template is indented by.
    let indentation: Range<Int>
    var arguments: [Block] = []
}

/// `{{$name}}…{{/name}}`: a place that an inheriting template may fill, or what it fills it with.
struct Block {
    let name: String
    let offset: Int
    /// The opening tag has its line to itself.
    let standsAlone: Bool
    /// The blanks that whatever fills this place is indented by: those of the default content, or else of the tag.
    var indentation: Range<Int>
    /// How many leading blanks the body's lines lose when they fill another place.
    var ownIndentation = 0
    var body: [Node] = []
}

/// A template read into a tree. Shared by all places that include it.
final class ParsedTemplate {
    let source: TemplateSource
    let nodes: [Node]
    let faults: [Fault]
    private let lineStarts: [Int]

    /// Never fails: what cannot be read is left out of the tree and named in `faults`.
    init(_ source: TemplateSource, checkingEncoding: Bool) {
        self.source = source
        var parser = Parser(source.text)
        nodes = parser.parse()
        var faults = parser.faults
        if checkingEncoding, let offset = ParsedTemplate.firstInvalidUTF8(source.text) {
            faults.append(Fault(offset: offset, message: "the file is not UTF-8 from here on"))
        }
        self.faults = faults
        lineStarts = [0] + source.text.indices.filter { source.text[$0] == 0x0A }.map { $0 + 1 }
    }

    /// The line and column, both from 1, of a byte offset. Columns count characters, as editors do.
    func position(of offset: Int) -> (line: Int, column: Int) {
        var (lower, upper) = (0, lineStarts.count)
        while upper - lower > 1 {
            let middle = (lower + upper) / 2
            if lineStarts[middle] <= offset { lower = middle } else { upper = middle }
        }
        let before = source.text[lineStarts[lower]..<min(offset, source.text.count)]
        return (lower + 1, 1 + before.count { $0 & 0xC0 != 0x80 })
    }

    private static func firstInvalidUTF8(_ text: [UInt8]) -> Int? {
        var decoder = UTF8()
        var bytes = text.makeIterator()
        var offset = 0
        while true {
            switch decoder.decode(&bytes) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput: return nil
            case .error: return offset
            }
        }
    }
}
