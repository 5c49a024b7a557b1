/// One name that a template may use.
package struct Field: Sendable {
    /// What a field holds, and so where a template may put it.
    package indirect enum Kind: Sendable {
        /// Plain text, escaped for the position it is written to.
        case text
        /// Trusted, well-formed markup that the program made itself. Written as it is, between elements only.
        case markup
        /// Yes or no: opens a section, is never written.
        case flag
        /// Rows: a section repeats for each.
        case list(Schema)
        /// A group of fields: `{{office.name}}` or `{{#office}}{{name}}{{/office}}`.
        case record(Schema)
        /// Text out of a closed set. The only kind that may name a partial: `{{>*kind}}`.
        case choice([String])
    }

    /// The name as templates write it. `.` is the row of a list of plain texts itself.
    package let name: String
    package let kind: Kind
    /// An optional field may be empty, so a template has to ask for it (`{{#x}}`) before it writes it.
    package let isOptional: Bool
    /// A confidential field does not compile into a document for the public.
    package let isConfidential: Bool

    package init(_ name: String, _ kind: Kind, isOptional: Bool = false, isConfidential: Bool = false) {
        self.name = name
        self.kind = kind
        self.isOptional = isOptional
        self.isConfidential = isConfidential
    }

    /// A plain text.
    package static func text(_ name: String, optional: Bool = false, confidential: Bool = false) -> Field {
        Field(name, .text, isOptional: optional, isConfidential: confidential)
    }

    /// Markup made by the program.
    package static func markup(_ name: String, optional: Bool = false, confidential: Bool = false) -> Field {
        Field(name, .markup, isOptional: optional, isConfidential: confidential)
    }

    /// Yes or no.
    package static func flag(_ name: String, confidential: Bool = false) -> Field {
        Field(name, .flag, isConfidential: confidential)
    }

    /// Rows, each with the fields of `row`.
    package static func list(_ name: String, _ row: Schema, confidential: Bool = false) -> Field {
        Field(name, .list(row), isConfidential: confidential)
    }

    /// A group of fields; an optional one may be absent as a whole.
    package static func record(
        _ name: String,
        _ fields: Schema,
        optional: Bool = false,
        confidential: Bool = false
    ) -> Field {
        Field(name, .record(fields), isOptional: optional, isConfidential: confidential)
    }

    /// A text out of `values`.
    package static func choice(
        _ name: String,
        _ values: [String],
        optional: Bool = false,
        confidential: Bool = false
    ) -> Field {
        Field(name, .choice(values), isOptional: optional, isConfidential: confidential)
    }

    /// The cells that the field takes in a row: one, and for a record those of its fields after it.
    var cellCount: Int {
        if case .record(let schema) = kind { 1 + schema.width } else { 1 }
    }
}

/// The declared fields of a document, a list row or a record; what templates are checked against.
///
/// A row is a run of cells. A field's *slot* is its cell in the row. Records lie flat inside their row, so
/// `office.name` is one cell like any other and costs no step at render time:
///
///     Schema("motion", [.text("number"), .record("office", Schema("office", [.text("name")])), .flag("isJoint")])
///     // slots: number 0, office 1, office.name 2, isJoint 3
package struct Schema: Sendable {
    /// The most cells a row may have.
    static let widthLimit = 65_536

    package let name: String
    package let fields: [Field]
    /// The first cell of each field.
    let slots: [Int]
    /// The cells of one row.
    let width: Int

    /// - Precondition: field names are distinct, and a row has at most 65,536 cells.
    package init(_ name: String, _ fields: [Field]) {
        var slots: [Int] = []
        var seen: Set<String> = []
        var width = 0
        for field in fields {
            precondition(seen.insert(field.name).inserted, "schema \(name) declares \(field.name) twice")
            slots.append(width)
            width += field.cellCount
        }
        precondition(width <= Schema.widthLimit, "schema \(name) has more than \(Schema.widthLimit) cells")
        self.name = name
        self.fields = fields
        self.slots = slots
        self.width = width
    }

    /// The slot of a field of this row, given by its name or, through records, by its dotted path.
    package func slot(of path: String) -> Int? {
        if let index = index(of: path) { return slots[index] }
        guard let dot = path.firstIndex(of: "."), let index = index(of: String(path[..<dot])),
            case .record(let inner) = fields[index].kind,
            let slot = inner.slot(of: String(path[path.index(after: dot)...]))
        else { return nil }
        return slots[index] + 1 + slot
    }

    /// Every declared field in declaration order, lists and records before their own fields.
    package func dottedPaths() -> [String] {
        var paths: [String] = []
        collectPaths(under: "", into: &paths)
        return paths
    }

    /// The dotted path of a field under a list or record; the row of a list of plain texts is the list itself.
    static func join(_ prefix: String, _ name: String) -> String {
        if name == "." { return prefix.isEmpty ? "." : prefix }
        return prefix.isEmpty ? name : prefix + "." + name
    }

    func index(of name: String) -> Int? {
        fields.firstIndex { $0.name == name }
    }

    private func collectPaths(under prefix: String, into paths: inout [String]) {
        for field in fields {
            let path = Schema.join(prefix, field.name)
            if path != prefix { paths.append(path) }
            switch field.kind {
            case .list(let inner), .record(let inner): inner.collectPaths(under: path, into: &paths)
            case .text, .markup, .flag, .choice: break
            }
        }
    }
}
