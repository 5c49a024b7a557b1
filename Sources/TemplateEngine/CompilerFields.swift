/// What the compiler does where a template names a field.
extension Compiler {
    /// `{{name}}` and `{{{name}}}`.
    mutating func compileValue(_ name: Name, isRaw: Bool) {
        guard let resolved = resolve(name) else { return skipValue() }
        guard isStrict else { return compileLeniently(resolved, name, isRaw: isRaw) }
        let count = errors
        checkKind(of: resolved, name, isRaw: isRaw)
        checkPresence(of: resolved, at: name.offset, severity: .warning)
        let position = position(for: resolved, name)
        guard let position, errors == count else { return }
        let code = isRaw ? .plain : position.code
        builder.addValue(resolved.place, code, site: site(of: resolved, at: name.offset, position))
    }

    /// The markup goes on behind a value even if the value itself is wrong.
    private mutating func skipValue() {
        _ = markup?.placeValue()
    }

    private mutating func compileLeniently(_ resolved: Resolved, _ name: Name, isRaw: Bool) {
        switch resolved.field.kind {
        case .text, .markup, .choice:
            let position = isRaw ? Position.plain : .specified
            builder.addValue(resolved.place, position.code, site: site(of: resolved, at: name.offset, position))
        case .flag, .list, .record: break
        }
    }

    /// Whether the field is of a kind that can be written at all, and written so.
    private mutating func checkKind(of resolved: Resolved, _ name: Name, isRaw: Bool) {
        let path = resolved.path
        switch resolved.field.kind {
        case .text, .choice:
            if isRaw { report("\"\(path)\" is no markup, so it must be escaped: {{\(name.text)}}", at: name.offset) }
        case .markup:
            if !isRaw { report("\"\(path)\" is markup: write {{{\(name.text)}}}", at: name.offset) }
        case .flag:
            report("\"\(path)\" is a flag: use it as a section, {{#\(name.text)}}", at: name.offset)
        case .list:
            report("\"\(path)\" is a list: use it as a section, {{#\(name.text)}}", at: name.offset)
        case .record:
            report("\"\(path)\" is a record: name one of its fields, {{\(name.text).…}}", at: name.offset)
        }
    }

    /// Whether whatever is optional has been asked for.
    ///
    /// `severity` is that of a value that has not been: a warning where writing it is possible all the same. A filing that
    /// lacks it is refused then, and a draft marks it.
    mutating func checkPresence(of resolved: Resolved, at offset: Int, severity: Finding.Severity = .error) {
        guard isStrict else { return }
        for wanted in resolved.throughOptional + [resolved] where wanted.field.isOptional {
            if scope.isKnownFull(wanted.place) { continue }
            if scope.isKnownEmpty(wanted.place) {
                report("\"\(wanted.path)\" is empty inside {{^\(wanted.path)}}", at: offset)
            } else if wanted.place == resolved.place, severity == .warning {
                report(
                    "\"\(wanted.path)\" may be empty, and a filing without it is refused: use it inside {{#\(wanted.path)}}",
                    at: offset, severity: .warning)
            } else {
                report("\"\(wanted.path)\" may be empty: use it inside {{#\(wanted.path)}}", at: offset)
            }
        }
    }

    private mutating func position(for resolved: Resolved, _ name: Name) -> Position? {
        var isMarkup = false
        if case .markup = resolved.field.kind { isMarkup = true }
        guard let (position, complaint) = markup?.placeValue() else {
            if isMarkup, syntax == .text {
                report("\"\(resolved.path)\" is markup, which this text has no place for", at: name.offset)
            }
            return .plain
        }
        if let complaint { complain("\(complaint): {{\(name.text)}}", at: name.offset) }
        if isMarkup, position == .attribute {
            report("\"\(resolved.path)\" is markup, which can only stand between elements", at: name.offset)
        }
        return complaint == nil ? position : nil
    }

    // MARK: Sections

    /// `{{#name}}…{{/name}}` and `{{^name}}…{{/name}}`.
    mutating func compileSection(_ section: Section) {
        guard let resolved = resolve(section.name) else {
            // What it would hold is checked all the same where that is possible: for names known around it.
            if !isStrict, section.isInverted { walk(section.body) }
            return
        }
        if isStrict {
            for record in resolved.throughOptional where !scope.isKnownFull(record.place) {
                report("\"\(record.path)\" may be empty: use it inside {{#\(record.path)}}", at: section.name.offset)
            }
        }
        checkSectionPlace(section)
        switch resolved.field.kind {
        case .list(let row): compileList(section, resolved, row)
        case .record(let fields): compileRecord(section, resolved, fields)
        case .text, .markup, .choice, .flag: compileTest(section, resolved)
        }
    }

    private mutating func checkSectionPlace(_ section: Section) {
        guard let markup, !markup.allowsSection else { return }
        complain("a section cannot begin in \(markup.placeName)", at: section.name.offset)
    }

    /// A section on something that is there or not.
    private mutating func compileTest(_ section: Section, _ resolved: Resolved) {
        let outer = scope
        let hole = builder.addJump(section.isInverted ? .skipUnlessEmpty : .skipIfEmpty, resolved.place)
        scope.assume(resolved.place, isFull: !section.isInverted)
        if !section.isInverted, resolved.field.isText { scope.push(text: resolved) }
        branch(section, on: resolved.place, isOn: !section.isInverted)
        builder.fill([hole])
        scope = outer
    }

    private mutating func compileRecord(_ section: Section, _ resolved: Resolved, _ fields: Schema) {
        if resolved.field.isOptional {
            let outer = scope
            let hole = builder.addJump(section.isInverted ? .skipUnlessEmpty : .skipIfEmpty, resolved.place)
            scope.assume(resolved.place, isFull: !section.isInverted)
            if !section.isInverted { scope.push(record: fields, resolved) }
            branch(section, on: resolved.place, isOn: !section.isInverted)
            builder.fill([hole])
            scope = outer
        } else if section.isInverted {
            if isStrict { report("\"\(resolved.path)\" is always there", at: section.name.offset) }
        } else {
            let outer = scope
            scope.push(record: fields, resolved)
            walk(section.body)
            scope = outer
        }
    }

    private mutating func compileList(_ section: Section, _ resolved: Resolved, _ row: Schema) {
        if section.isInverted { return compileTest(section, resolved) }
        guard !row.fields.isEmpty else {
            if isStrict { report("the rows of \"\(resolved.path)\" have no fields", at: section.name.offset) }
            return
        }
        guard scope.depth < Program.depthLimit else {
            return report("more than \(Program.depthLimit) lists inside each other", at: section.name.offset)
        }
        let outer = scope
        let hole = builder.addJump(.enter, resolved.place)
        scope.push(rows: row, of: resolved)
        let start = builder.label()
        let wasInLoop = markup?.isInLoop ?? false
        let brackets = markup?.brackets ?? 0
        markup?.beginLoop()
        branch(section, on: resolved.place, isOn: true, bracketsBefore: brackets)
        markup?.isInLoop = wasInLoop
        builder.addNext(depth: scope.depth, backTo: start, hole)
        scope = outer
    }

    /// Walks a body that may be left out: the markup has to be at the same place before and after it.
    private mutating func branch(_ section: Section, on place: Place, isOn: Bool, bracketsBefore: Int? = nil) {
        guard var before = markup else { return walk(section.body) }
        markup?.conditions.append(Markup.Condition(place: place, isOn: isOn))
        markup?.floor = before.elements.count
        walk(section.body)
        guard let after = markup else { return }
        if let bracketsBefore { before.brackets = bracketsBefore }
        if after.isSamePlace(as: before) {
            var joined = after.joined(with: before)
            joined.conditions = before.conditions
            joined.floor = before.floor
            markup = joined
        } else {
            reportUnbalanced(section, before, after)
            markup = before
        }
    }

    private mutating func reportUnbalanced(_ section: Section, _ before: Markup, _ after: Markup) {
        let name = section.name.text
        if after.state == before.state, after.elements.count > before.elements.count, let open = after.elements.last {
            let message = "<\(Markup.text(open.name))> is not closed inside the section \"\(name)\" that it opens in"
            complain(message, at: open.origin.offset, in: open.origin.template)
        } else if after.state != before.state {
            complain(
                "the section \"\(name)\" begins in \(before.placeName) but ends in \(after.placeName)",
                at: section.end
            )
        } else {
            complain(
                "the section \"\(name)\" does not end at the place in the markup that it began at",
                at: section.end
            )
        }
    }

    // MARK: Names

    /// Finds a field and notes that it is used; reports what is wrong with the name.
    mutating func resolve(_ name: Name) -> Resolved? {
        let resolved: Resolved
        do {
            resolved = try scope.resolve(name)
        } catch {
            if isStrict { report(error, of: name) }
            return nil
        }
        if resolved.isConfidential, audience == .public, isStrict {
            report("\"\(resolved.path)\" is confidential and this document is public", at: name.offset)
        }
        usedFields.insert(resolved.path)
        usedFields.formUnion(resolved.containers)
        return resolved
    }

    private mutating func report(_ failure: Scope.Failure, of name: Name) {
        switch failure {
        case .unknown(let part, let schema, let known):
            report(
                "unknown field \"\(part)\" in \"\(schema)\"",
                at: name.offset,
                suggestion: NearestName.find(part, among: known)
            )
        case .insideList(let part, let list):
            report("\"\(part)\" is a field of the list \"\(list)\": use it inside {{#\(list)}}", at: name.offset)
        case .noFields(let part, let prefix):
            report("\"\(prefix)\" is no record, so it has no field \"\(part)\"", at: name.offset)
        }
    }
}

extension Field {
    /// It holds a text of some kind.
    fileprivate var isText: Bool {
        switch kind {
        case .text, .markup, .choice: true
        case .flag, .list, .record: false
        }
    }
}
