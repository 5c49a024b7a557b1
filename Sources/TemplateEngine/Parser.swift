/// Puts tokens into a tree. Works with a stack of its own, so deep nesting costs no call depth.
struct Parser {
    /// Sections, parents and blocks inside each other.
    private static let nestingLimit = 48

    /// Something that is open, with what it holds so far.
    private struct Level {
        enum Kind {
            case root
            case section(Section)
            case parent(Inclusion)
            case block(Block, token: Token)
        }

        var kind: Kind
        var name = ""
        var offset = 0
        var nodes: [Node] = []
    }

    private let text: [UInt8]
    private var levels = [Level(kind: .root)]
    private(set) var faults: [Fault] = []

    init(_ text: [UInt8]) {
        self.text = text
    }

    mutating func parse() -> [Node] {
        var lexer = Lexer(text)
        let tokens = lexer.run()
        faults = lexer.faults
        for token in tokens { read(token) }
        while let level = levels.last, levels.count > 1 {
            fault(level.offset, "\"\(level.name)\" is opened here but never closed")
            closeLevel(with: nil)
        }
        faults.sort { $0.offset < $1.offset }
        return levels[0].nodes
    }

    private mutating func read(_ token: Token) {
        switch token.kind {
        case .text: add(.text(token.range))
        case .lineStart: add(.lineStart(token.range))
        case .value: add(.value(name(of: token), isRaw: false))
        case .rawValue: add(.value(name(of: token), isRaw: true))
        case .section, .inverted:
            open(token, .section(Section(name: name(of: token), isInverted: token.kind == .inverted)))
        case .partial: add(.partial(inclusion(of: token)))
        case .parent: open(token, .parent(inclusion(of: token)))
        case .block: open(token, .block(block(of: token), token: token))
        case .close: close(token)
        case .nothing: break
        }
    }

    private mutating func add(_ node: Node) {
        levels[levels.count - 1].nodes.append(node)
    }

    private mutating func open(_ token: Token, _ kind: Level.Kind) {
        if levels.count == Parser.nestingLimit {
            fault(token.range.lowerBound, "sections nest deeper than \(Parser.nestingLimit)")
        }
        levels.append(Level(kind: kind, name: string(token), offset: token.range.lowerBound))
    }

    private mutating func close(_ token: Token) {
        let name = string(token)
        guard let level = levels.last, levels.count > 1 else {
            return fault(token.range.lowerBound, "\"\(name)\" is closed here but was not opened")
        }
        if level.name != name {
            fault(
                token.range.lowerBound,
                "\"\(name)\" is closed here, but the innermost open tag is \"\(level.name)\"",
                suggestion: level.name
            )
            // A tag that closes something further out closes what lies between; any other is passed over.
            guard let match = levels.lastIndex(where: { $0.name == name }), match > 0 else { return }
            while levels.count > match + 1 { closeLevel(with: nil) }
        }
        closeLevel(with: token)
    }

    /// Turns the innermost level into a node of the one around it.
    private mutating func closeLevel(with token: Token?) {
        let level = levels.removeLast()
        // Too deep: already a fault, and not worth the call depth of whoever walks the tree.
        guard levels.count < Parser.nestingLimit else { return }
        switch level.kind {
        case .root: break
        case .section(var section):
            section.body = level.nodes
            section.end = token?.range.lowerBound ?? text.count
            add(.section(section))
        case .parent(var inclusion):
            inclusion.arguments = arguments(among: level.nodes)
            add(.parent(inclusion))
        case .block(var block, let opening):
            block.body = level.nodes
            setIndentation(of: &block, opening, token)
            add(.block(block))
        }
    }

    /// The blocks in a parent tag. Nothing else in there is ever shown.
    private mutating func arguments(among nodes: [Node]) -> [Block] {
        var blocks: [Block] = []
        for node in nodes {
            switch node {
            case .block(let block): blocks.append(block)
            case .lineStart: break
            case .text(let range):
                guard let start = text[range].firstIndex(where: { !Lexer.isBlank($0) }) else { continue }
                idle(start)
            case .value(let name, _): idle(name.offset)
            case .section(let section): idle(section.name.offset)
            case .partial(let inclusion), .parent(let inclusion): idle(inclusion.name.offset)
            }
        }
        return blocks
    }

    private mutating func idle(_ offset: Int) {
        faults.append(Fault(offset: offset, message: Parser.idleMessage))
    }

    /// The one fault that the specification allows to pass.
    static let idleMessage = "inside a parent tag only blocks have an effect; this is never shown"

    /// Looks at the first line of a block's body, if the opening tag has a line to itself.
    private func setIndentation(of block: inout Block, _ opening: Token, _ closing: Token?) {
        guard opening.standsAlone else { return }
        let start = opening.lineEnd
        let end = closing.map { $0.standsAlone ? $0.indentation.lowerBound : $0.range.lowerBound } ?? text.count
        guard start < end else { return }
        let blanks = text[start..<end].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? end
        block.indentation = start..<blanks
        block.ownIndentation = blanks - start
    }

    private func block(of token: Token) -> Block {
        Block(
            name: string(token),
            offset: token.range.lowerBound,
            standsAlone: token.standsAlone,
            indentation: token.indentation
        )
    }

    private func inclusion(of token: Token) -> Inclusion {
        Inclusion(
            name: name(of: token),
            isDynamic: token.isDynamic,
            indentation: token.standsAlone ? token.indentation : 0..<0
        )
    }

    private func name(of token: Token) -> Name {
        Name(string(token), offset: token.range.lowerBound)
    }

    private func string(_ token: Token) -> String {
        String(decoding: text[token.name], as: UTF8.self)
    }

    private mutating func fault(_ offset: Int, _ message: String, suggestion: String? = nil) {
        faults.append(Fault(offset: offset, message: message, suggestion: suggestion))
    }
}
