import TemplateEngine

/// One field of a document: what the template compiler is told of it, and where its value comes from, in one place, so
/// that the two cannot drift apart.
///
/// ```swift
/// .text("caseNumber") { $0.number }            // {{caseNumber}}
/// .list("counts", CountFields.all) { $0.counts }   // {{#counts}}…{{/counts}}, each with {{isLast}}
/// ```
struct DocumentField<Source>: Sendable {
    /// The declaration, against which templates are checked.
    let declared: Field
    /// Writes the value of a source into its slot of a row.
    let fill: @Sendable (Source, inout Values, Values.Row, Int) -> Void

    static func text(
        _ name: String, optional: Bool = false, confidential: Bool = false,
        _ value: @escaping @Sendable (Source) -> String
    ) -> DocumentField {
        DocumentField(declared: .text(name, optional: optional, confidential: confidential)) { source, values, row, slot in
            values.setText(slot, value(source), in: row)
        }
    }

    /// A number with thousands separated, as in `66,000`.
    static func number(_ name: String, _ value: @escaping @Sendable (Source) -> Int) -> DocumentField {
        DocumentField(declared: .text(name)) { source, values, row, slot in
            values.setText(slot, grouped(value(source)), in: row)
        }
    }

    static func flag(_ name: String, _ value: @escaping @Sendable (Source) -> Bool) -> DocumentField {
        DocumentField(declared: .flag(name)) { source, values, row, slot in
            values.setFlag(slot, value(source), in: row)
        }
    }

    /// A list; every item has the flag `isLast` besides its own fields.
    static func list<Element>(
        _ name: String, _ fields: [DocumentField<Element>], _ elements: @escaping @Sendable (Source) -> [Element]
    ) -> DocumentField {
        let schema = Schema(name, fields.map(\.declared) + [.flag("isLast")])
        let filler = FieldFiller(fields, in: schema)
        let isLast = schema.slot(of: "isLast")
        return DocumentField(declared: .list(name, schema)) { source, values, row, slot in
            let elements = elements(source)
            for (index, element) in elements.enumerated() {
                let item = values.appendRow(slot, in: row)
                filler.fill(element, &values, item)
                if let isLast { values.setFlag(isLast, index == elements.count - 1, in: item) }
            }
        }
    }

    /// A group of fields with a common name, as in `{{office.name}}`. Its fields lie behind its own slot in the row.
    static func record<Part>(
        _ name: String, _ fields: [DocumentField<Part>], _ part: @escaping @Sendable (Source) -> Part
    ) -> DocumentField {
        let schema = Schema(name, fields.map(\.declared))
        let filler = FieldFiller(fields, in: schema)
        return DocumentField(declared: .record(name, schema)) { source, values, row, slot in
            filler.fill(part(source), &values, row, offset: slot + 1)
        }
    }
}

/// Fills a row of values from a source, by slots that were looked up once.
struct FieldFiller<Source>: Sendable {
    private let steps: [(slot: Int, fill: @Sendable (Source, inout Values, Values.Row, Int) -> Void)]

    init(_ fields: [DocumentField<Source>], in schema: Schema) {
        steps = fields.compactMap { field in
            schema.slot(of: field.declared.name).map { ($0, field.fill) }
        }
    }

    func fill(_ source: Source, _ values: inout Values, _ row: Values.Row = .root, offset: Int = 0) {
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
