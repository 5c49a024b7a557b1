/// Turns parsed templates into a program: resolves names, puts partials, parents and blocks into their places, settles
/// indentation, follows the markup, and collects what is wrong with any of it.
struct Compiler {
    /// Partials, parents, blocks and sections inside each other, after everything is in its place.
    static let nestingLimit = 96
    /// Findings after which nobody reads on.
    static let findingLimit = 200

    /// How the lines of the template being walked are indented: what is put before each, and how many of its own
    /// leading blanks it loses.
    struct Indentation {
        var prefix: ArraySlice<UInt8> = []
        var drop = 0
    }

    /// A block that an inheriting template gave.
    struct Override {
        let block: Block
        let template: ParsedTemplate
    }

    let set: TemplateSet
    let schema: Schema
    let audience: Audience
    let syntax: Syntax
    let isStrict: Bool
    private let shapes: Shapes

    private var parsed: [String: ParsedTemplate] = [:]
    var builder = ProgramBuilder()
    var findings: [Finding] = []
    var usedFields: Set<String> = []
    /// Nil where the result is not markup.
    var markup: Markup?

    /// The template being walked, and what holds at this point of it.
    var template: ParsedTemplate
    var scope: Scope
    private var indentation = Indentation()
    /// The next line start lies in the middle of a line of the output.
    private var isMidLine = false
    private var overrides: [String: Override] = [:]
    private var seenBlocks: Set<String> = []
    private var nesting = 0
    /// Some tags are not right, so that what they leave of the markup says nothing.
    private var hasTagFaults = false
    /// Nothing more is walked: it would not end.
    private var hasGivenUp = false

    init(set: TemplateSet, schema: Schema, audience: Audience, syntax: Syntax, strictness: Strictness) {
        self.set = set
        self.schema = schema
        self.audience = audience
        self.syntax = syntax
        isStrict = strictness == .strict
        shapes = Shapes(schema)
        scope = Scope(schema)
        if isStrict, syntax != .text { markup = Markup(isHTML: syntax == .html) }
        template = ParsedTemplate(TemplateSource(name: "", path: "", text: []), checkingEncoding: false)
    }

    mutating func compile(_ name: String) -> Compilation {
        guard let root = load(name) else {
            let message = "there is no template \"\(name)\""
            let nearest = NearestName.find(name, among: set.names)
            let finding = Finding(path: name, line: 1, column: 1, message: message, suggestion: nearest)
            return Compilation(template: nil, findings: [finding])
        }
        template = root
        walk(root.nodes)
        for (complaint, origin) in markup?.finish() ?? [] {
            let place = origin ?? Markup.Origin(template: root, offset: root.source.text.count)
            complain(complaint, at: place.offset, in: place.template)
        }
        let program = builder.finish()
        guard !findings.contains(where: { $0.severity == .error }) else {
            return Compilation(template: nil, findings: findings)
        }
        let template = Template(
            name: name,
            usedFields: usedFields,
            program: program,
            fingerprint: shapes.fingerprint
        )
        return Compilation(template: template, findings: findings)
    }

    // MARK: Walking

    mutating func walk(_ nodes: [Node]) {
        for node in nodes {
            if hasGivenUp { return }
            switch node {
            case .lineStart(let blanks): startLine(blanks)
            case .text(let range): emit(template.source.text[range], at: range.lowerBound)
            case .value(let name, let isRaw): compileValue(name, isRaw: isRaw)
            case .section(let section): deeper(section.name.offset) { $0.compileSection(section) }
            case .partial(let inclusion), .parent(let inclusion):
                deeper(inclusion.name.offset) { $0.include(inclusion) }
            case .block(let block): deeper(block.offset) { $0.place(block) }
            }
        }
    }

    /// Goes one level further in, unless that has no end.
    private mutating func deeper(_ offset: Int, _ body: (inout Compiler) -> Void) {
        guard nesting < Compiler.nestingLimit else {
            report("templates include each other without end, or more than \(Compiler.nestingLimit) deep", at: offset)
            hasGivenUp = true
            return
        }
        guard !builder.isOverLimit else {
            report("the template grows too large when everything is put into its place", at: offset)
            hasGivenUp = true
            return
        }
        nesting += 1
        body(&self)
        nesting -= 1
    }

    private mutating func startLine(_ blanks: Range<Int>) {
        let kept = template.source.text[blanks].dropFirst(indentation.drop)
        if isMidLine {
            isMidLine = false
        } else {
            emit(indentation.prefix, at: blanks.lowerBound, isSource: false)
        }
        emit(kept, at: kept.startIndex)
    }

    /// Adds literal bytes. `isSource` bytes lie in the template one behind the other from `offset` on.
    private mutating func emit(_ bytes: ArraySlice<UInt8>, at offset: Int, isSource: Bool = true) {
        builder.add(literal: bytes)
        guard markup != nil else { return }
        for (index, byte) in bytes.enumerated() {
            let place = isSource ? offset + index : offset
            if let complaint = markup?.read(byte, from: Markup.Origin(template: template, offset: place)) {
                complain(complaint, at: place)
            }
        }
    }

    // MARK: Partials, parents, blocks

    private mutating func include(_ inclusion: Inclusion) {
        if inclusion.isDynamic {
            compileDynamic(inclusion)
        } else if let target = load(inclusion.name.text) {
            walk(target, for: inclusion)
        } else if isStrict {
            reportMissing(inclusion.name.text, at: inclusion.name.offset)
        }
    }

    /// Walks an included template as if its text stood here.
    mutating func walk(_ target: ParsedTemplate, for inclusion: Inclusion) {
        let (outerTemplate, outerIndentation, outerOverrides) = (template, indentation, overrides)
        let outerBlocks = seenBlocks
        // What an outer template fills a block with comes before what an inner one does.
        for block in inclusion.arguments where overrides[block.name] == nil {
            overrides[block.name] = Override(block: block, template: template)
        }
        seenBlocks = []
        indentation = Indentation(prefix: indented(inclusion.indentation))
        template = target
        walk(target.nodes)
        template = outerTemplate
        indentation = outerIndentation
        overrides = outerOverrides
        checkArguments(of: inclusion, in: target)
        seenBlocks.formUnion(outerBlocks)
    }

    private mutating func checkArguments(of inclusion: Inclusion, in target: ParsedTemplate) {
        guard isStrict, !hasGivenUp else { return }
        for block in inclusion.arguments where !seenBlocks.contains(block.name) {
            report(
                "\"\(target.source.name)\" has no block \"\(block.name)\"",
                at: block.offset,
                suggestion: NearestName.find(block.name, among: seenBlocks.sorted())
            )
        }
    }

    /// A block's place: what an inheriting template gave for it, or its own content.
    private mutating func place(_ block: Block) {
        seenBlocks.insert(block.name)
        guard let override = overrides[block.name] else { return walk(block.body) }
        let (outerTemplate, outerIndentation, wasMidLine) = (template, indentation, isMidLine)
        indentation = Indentation(prefix: indented(block.indentation), drop: override.block.ownIndentation)
        isMidLine = !block.standsAlone && override.block.standsAlone
        template = override.template
        if block.standsAlone, !override.block.standsAlone {
            emit(indentation.prefix, at: override.block.offset, isSource: false)
        }
        walk(override.block.body)
        template = outerTemplate
        indentation = outerIndentation
        isMidLine = wasMidLine
    }

    /// Blanks of the template being walked, as they come out here.
    private func indented(_ blanks: Range<Int>) -> ArraySlice<UInt8> {
        indentation.prefix + template.source.text[blanks].dropFirst(indentation.drop)
    }

    private mutating func compileDynamic(_ inclusion: Inclusion) {
        guard let resolved = resolve(inclusion.name) else { return }
        guard case .choice(let names) = resolved.field.kind else {
            if isStrict {
                report("\"\(resolved.path)\" is no choice, so it cannot name a template", at: inclusion.name.offset)
            }
            return
        }
        checkPresence(of: resolved, at: inclusion.name.offset)
        let starts = names.map { shapes.choice($0)?.start ?? 0 }
        let site = site(of: resolved, at: inclusion.name.offset, .plain)
        let table = builder.addSelect(resolved.place, site: site, starts: starts)
        let before = markup
        var after: Markup?
        var exits: [ProgramBuilder.Hole] = []
        for (number, name) in names.enumerated() {
            builder.setChoice(number, of: table)
            markup = before
            if let target = load(name) {
                walk(target, for: inclusion)
            } else if isStrict {
                reportMissing(name, at: inclusion.name.offset)
            }
            exits.append(builder.addJump(.jump, nil))
            if let one = after, let other = markup {
                if !one.isSamePlace(as: other) {
                    complain(
                        "\"\(name)\" ends at another place in the markup than \"\(names[0])\"",
                        at: inclusion.name.offset
                    )
                }
                after = one.joined(with: other)
            } else {
                after = markup
            }
        }
        builder.setChoice(nil, of: table)
        builder.fill(exits)
        markup = after ?? before
    }

    private mutating func load(_ name: String) -> ParsedTemplate? {
        if let known = parsed[name] { return known }
        guard let source = set.source(named: name) else { return nil }
        let fresh = ParsedTemplate(source, checkingEncoding: isStrict)
        parsed[name] = fresh
        for fault in fresh.faults where isStrict || fault.message != Parser.idleMessage {
            report(fault.message, at: fault.offset, in: fresh, suggestion: fault.suggestion)
            hasTagFaults = hasTagFaults || fault.message != Parser.idleMessage
        }
        return fresh
    }

    // MARK: Findings

    private mutating func reportMissing(_ name: String, at offset: Int) {
        report("there is no template \"\(name)\"", at: offset, suggestion: NearestName.find(name, among: set.names))
    }

    /// Reports something wrong with the markup, if it was followed right up to here.
    mutating func complain(_ message: String, at offset: Int, in place: ParsedTemplate? = nil) {
        if !hasTagFaults, !hasGivenUp { report(message, at: offset, in: place) }
    }

    /// Notes a finding, once: the same partial may be walked many times.
    mutating func report(_ message: String, at offset: Int, in place: ParsedTemplate? = nil, suggestion: String? = nil)
    {
        let place = place ?? template
        let (line, column) = place.position(of: offset)
        let finding = Finding(
            path: place.source.path,
            line: line,
            column: column,
            message: message,
            suggestion: suggestion
        )
        guard !findings.contains(finding) else { return }
        findings.append(finding)
        if findings.count == Compiler.findingLimit { hasGivenUp = true }
    }

    func site(of resolved: Resolved, at offset: Int, _ position: Position) -> Site {
        let (line, column) = template.position(of: offset)
        return Site(
            field: resolved.path,
            path: template.source.path,
            line: line,
            column: column,
            position: position,
            mayBeEmpty: !isStrict || resolved.field.isOptional
        )
    }
}
