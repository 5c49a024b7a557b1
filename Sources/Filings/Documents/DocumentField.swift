package import TemplateEngine

/// One field of a document: what the template compiler is told of it, and where its value comes from, in one place, so
/// that the two cannot drift apart.
///
/// ```swift
/// .text("caseNumber") { $0.number }                // {{caseNumber}}
/// .list("counts", countFields) { $0.counts }       // {{#counts}}…{{/counts}}, each with {{isLast}}
/// ```
package struct DocumentField<Source>: Sendable {
    /// Writes the value of a source into a slot of a row.
    package typealias Fill = @Sendable (Source, inout Values, Values.Row, Int) -> Void

    /// The declaration, against which templates are checked.
    package let declared: Field
    /// Makes the writer of the field, for documents whose templates use these of the fields inside it.
    package let fill: @Sendable (FieldUse) -> Fill

    private init(_ declared: Field, _ fill: @escaping Fill) {
        self.declared = declared
        self.fill = { _ in fill }
    }

    private init(_ declared: Field, within fill: @escaping @Sendable (FieldUse) -> Fill) {
        self.declared = declared
        self.fill = fill
    }

    package static func text(
        _ name: String, optional: Bool = false, confidential: Bool = false,
        _ value: @escaping @Sendable (Source) -> String
    ) -> DocumentField {
        DocumentField(.text(name, optional: optional, confidential: confidential)) { source, values, row, slot in
            values.setText(slot, value(source), in: row)
        }
    }

    /// A number with thousands separated, as in `66,000`.
    package static func number(_ name: String, _ value: @escaping @Sendable (Source) -> Int) -> DocumentField {
        .text(name) { grouped(value($0)) }
    }

    package static func flag(_ name: String, _ value: @escaping @Sendable (Source) -> Bool) -> DocumentField {
        DocumentField(.flag(name)) { source, values, row, slot in
            values.setFlag(slot, value(source), in: row)
        }
    }

    /// A list; every item has the flag `isLast` besides its own fields.
    package static func list<Element>(
        _ name: String, _ fields: [DocumentField<Element>], _ elements: @escaping @Sendable (Source) -> [Element]
    ) -> DocumentField {
        let schema = Schema(name, fields.map(\.declared) + [.flag("isLast")])
        let isLast = schema.slot(of: "isLast")
        return DocumentField(.list(name, schema)) { use in
            let filler = FieldFiller(fields, in: schema, used: use.inside(name))
            return { source, values, row, slot in
                let elements = elements(source)
                for index in elements.indices {
                    let item = values.appendRow(slot, in: row)
                    filler.fill(elements[index], &values, item)
                    if let isLast { values.setFlag(isLast, index == elements.count - 1, in: item) }
                }
            }
        }
    }

    /// A group of fields with a common name, as in `{{office.name}}`. Its fields lie behind its own slot in the row.
    package static func record<Part>(
        _ name: String, _ fields: [DocumentField<Part>], _ part: @escaping @Sendable (Source) -> Part
    ) -> DocumentField {
        let schema = Schema(name, fields.map(\.declared))
        return DocumentField(.record(name, schema)) { use in
            let filler = FieldFiller(fields, in: schema, used: use.inside(name))
            return { source, values, row, slot in
                filler.fill(part(source), &values, row, offset: slot + 1)
            }
        }
    }

    /// The same field, read from a part of a larger source.
    package func of<Outer>(_ part: @escaping @Sendable (Outer) -> Source) -> DocumentField<Outer> {
        DocumentField<Outer>(declared) { use in
            let fill = self.fill(use)
            return { source, values, row, slot in fill(part(source), &values, row, slot) }
        }
    }
}

/// Which fields the templates of a document use. The others are not filled in: most of the work of filling is making
/// texts, such as dates in words, and no template uses all of them.
package struct FieldUse: Sendable {
    /// Dotted paths, as the compiler reports them: `case.counts.section`.
    private let paths: Set<String>
    private let prefix: String

    package init(_ paths: Set<String>, prefix: String = "") {
        self.paths = paths
        self.prefix = prefix
    }

    func inside(_ name: String) -> FieldUse { FieldUse(paths, prefix: "\(prefix)\(name).") }

    /// Whether the field, or anything inside it, is used.
    func contains(_ name: String) -> Bool {
        let path = prefix + name
        return paths.contains(path) || paths.contains { $0.hasPrefix("\(path).") }
    }
}

/// Fills a row of values from a source, by slots that were looked up once.
package struct FieldFiller<Source>: Sendable {
    private let steps: [(slot: Int, fill: DocumentField<Source>.Fill)]

    package init(_ fields: [DocumentField<Source>], in schema: Schema, used: FieldUse) {
        steps = fields.compactMap { field in
            guard used.contains(field.declared.name) else { return nil }
            return schema.slot(of: field.declared.name).map { ($0, field.fill(used)) }
        }
    }

    package func fill(_ source: Source, _ values: inout Values, _ row: Values.Row = .root, offset: Int = 0) {
        for step in steps { step.fill(source, &values, row, step.slot + offset) }
    }
}

/// `62104` as `62,104`.
func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    guard digits.utf8.count > 3 else { return String(number) }
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.utf8.count - index) % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return text
}
