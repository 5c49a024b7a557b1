@testable import TemplateEngine

/// The fields that the tests' templates use: one of every kind.
enum MotionSchema {
    static let count = Schema("count", [.text("code"), .text("note", optional: true), .flag("isLast")])
    static let office = Schema("office", [.text("name"), .text("phone", optional: true)])
    static let counsel = Schema("counsel", [.text("name"), .text("bar")])
    static let schema = Schema(
        "motion",
        [
            .text("number"), .text("aka", optional: true), .markup("seal"), .flag("isJoint"),
            .list("counts", count), .record("office", office), .record("counsel", counsel, optional: true),
            .choice("relief", ["dismiss", "redesignate"]), .text("birthDate", confidential: true),
            .list("names", Schema("name", [.text(".")])),
            .list("reasons", Schema("reason", [.text("text")]), confidential: true),
        ]
    )

    static func slot(_ path: String) -> Int {
        guard let slot = schema.slot(of: path) else { preconditionFailure("no field \(path)") }
        return slot
    }

    /// Everything filled in.
    static func values() -> Values {
        var values = Values(schema)
        values.setText(slot("number"), "SA-100")
        values.setText(slot("aka"), "O'Hara & <Sons>")
        values.setText(slot("seal"), "<svg/>")
        values.setFlag(slot("isJoint"), true)
        for (code, note) in [("11357", ""), ("11360(a)", "\"second\"")] {
            let row = values.appendRow(slot("counts"))
            values.setText(0, code, in: row)
            values.setText(1, note, in: row)
            values.setFlag(2, code != "11357", in: row)
        }
        values.setText(slot("office.name"), "District Attorney")
        values.setRecord(slot("counsel"), present: true)
        values.setText(slot("counsel.name"), "R. Vale")
        values.setText(slot("counsel.bar"), "000000")
        values.setChoice(slot("relief"), 1)
        values.setText(slot("birthDate"), "1970-01-01")
        for name in ["A", "B"] { values.setText(0, name, in: values.appendRow(slot("names"))) }
        return values
    }
}

/// Compiles `main` out of templates given as name and text.
func compile(
    _ main: String,
    with others: [String: String] = [:],
    schema: Schema = MotionSchema.schema,
    audience: Audience = .public,
    syntax: Syntax = .html
) -> Compilation {
    var sources = [TemplateSource(name: "main", path: "main.mustache", text: main)]
    sources += others.sorted { $0.key < $1.key }.map {
        TemplateSource(name: $0.key, path: $0.key + ".mustache", text: $0.value)
    }
    return Template.compile(
        "main",
        from: TemplateSet([sources]),
        schema: schema,
        audience: audience,
        syntax: syntax
    )
}

extension Template {
    /// The output as text.
    func text(_ values: borrowing Values, _ mode: Mode = .filing) throws -> String {
        var output = Output(capacity: 1)
        try render(values, mode, into: &output)
        return String(decoding: output.copy(), as: UTF8.self)
    }
}
