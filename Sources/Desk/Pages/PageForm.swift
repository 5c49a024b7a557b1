internal import TemplateEngine

/// A page: the template of its name in the folder `desk`, and the fields that the template may use besides those of the
/// frame, which every page has.
struct PageForm: Sendable {
    let name: String
    let schema: Schema

    init(_ name: String, _ fields: [Field]) {
        self.name = name
        schema = Schema(name, PageFrame.fields + fields)
    }
}

/// The value of one field of a page.
indirect enum PageField: Sendable {
    case text(String)
    case flag(Bool)
    case rows([PageFields])
    case group(PageFields)

    static func number(_ number: some BinaryInteger) -> PageField { .text("\(number)") }
}

/// Values by the names of fields. What a page declares and is not given is empty: an error unless the field may be.
typealias PageFields = [String: PageField]

/// A page could not be made: a fault of the program, or of an edited template.
struct PageError: Error, CustomStringConvertible {
    let description: String
}

extension Values {
    /// Fills a row from fields by name.
    ///
    /// - Throws: if a field is not declared, or is of another kind.
    mutating func fill(
        _ schema: Schema, _ fields: PageFields, in row: Row = .root, offset: Int = 0
    ) throws(PageError) {
        for (name, value) in fields {
            guard let slot = schema.slot(of: name), let declared = schema.fields.first(where: { $0.name == name })
            else {
                throw PageError(description: "\(schema.name) has no field \(name)")
            }
            switch (declared.kind, value) {
            case (.text, .text(let text)), (.markup, .text(let text)): setText(offset + slot, text, in: row)
            case (.flag, .flag(let isOn)): setFlag(offset + slot, isOn, in: row)
            case (.choice, .text(let text)):
                guard setChoice(offset + slot, text, in: row) else {
                    throw PageError(description: "\(schema.name).\(name) is none of its choices")
                }
            case (.list(let inner), .rows(let rows)):
                for fields in rows { try fill(inner, fields, in: appendRow(offset + slot, in: row)) }
            case (.record(let inner), .group(let fields)):
                setRecord(offset + slot, present: true, in: row)
                try fill(inner, fields, in: row, offset: offset + slot + 1)
            default: throw PageError(description: "\(schema.name).\(name) is of another kind")
            }
        }
    }
}
