import Testing

@testable import TemplateEngine

/// A template as the tests build it, so that a second, naive renderer can say what it has to come out as.
private indirect enum Part {
    case literal(String)
    case text(String)
    case attribute(String)
    case test(String, isInverted: Bool, [Part])
    case rows(String, [Part])
    case record(String, [Part])
    case element(String, [Part])

    var source: String {
        switch self {
        case .literal(let text): text
        case .text(let name): "{{\(name)}}"
        case .attribute(let name): "<b title=\"{{\(name)}}\"></b>"
        case .test(let name, let isInverted, let body):
            "{{\(isInverted ? "^" : "#")\(name)}}\(body.source){{/\(name)}}"
        case .rows(let name, let body), .record(let name, let body): "{{#\(name)}}\(body.source){{/\(name)}}"
        case .element(let name, let body): "<\(name)>\(body.source)</\(name)>"
        }
    }
}

extension [Part] {
    fileprivate var source: String { map(\.source).joined() }
}

/// The values as the naive renderer sees them.
private indirect enum Sample {
    case text(String)
    case flag(Bool)
    case rows([[String: Sample]])
    case record([String: Sample])

    var isThere: Bool {
        switch self {
        case .text(let text): !text.isEmpty
        case .flag(let isOn): isOn
        case .rows(let rows): !rows.isEmpty
        case .record: true
        }
    }
}

@Suite("Properties")
struct PropertyTests {
    private static let deep = Schema("deep", [.text("x"), .text("code"), .flag("on")])
    private static let row = Schema("row", [.text("code"), .flag("last"), .list("deep", deep)])
    private static let office = Schema("office", [.text("name"), .list("rows", row)])
    private static let schema = Schema(
        "root",
        [.text("a"), .text("b"), .flag("on"), .list("rows", row), .record("office", office), .text("name")]
    )

    @Test("what a random template renders to is what a naive renderer says", arguments: 0..<4)
    func agreesWithNaiveRenderer(_ seed: Int) throws {
        var random = SplitMix64(UInt64(seed) &+ 11)
        for _ in 0..<150 {
            let body = PropertyTests.parts(&random, [PropertyTests.schema], depth: 4)
            let root = Part.element("root", body)
            let compilation = compile(root.source, schema: PropertyTests.schema, syntax: .xml)
            let template = try #require(compilation.template, "\(compilation.findings) \(root.source)")
            for tracing in [false, true] {
                var values = Values(PropertyTests.schema)
                let data = PropertyTests.fill(&values, PropertyTests.schema, .root, 0, &random)
                var output = Output(capacity: 256, tracing: tracing)
                try template.render(values, .filing, into: &output)
                let text = String(decoding: output.copy(), as: UTF8.self)
                #expect(text == PropertyTests.render([root], [data]), "\(root.source)")
                #expect(complaintAboutXML(text) == nil, "\(root.source)")
            }
        }
    }

    // MARK: Random templates

    private static func parts(_ random: inout SplitMix64, _ context: [Schema], depth: Int) -> [Part] {
        (0..<random.below(5)).map { _ in part(&random, context, depth: depth) }
    }

    private static func part(_ random: inout SplitMix64, _ context: [Schema], depth: Int) -> Part {
        let schema = context[random.below(context.count)]
        let field = random.pick(schema.fields)
        // The innermost declaration of a name is the one that counts.
        let seen = context.last { $0.index(of: field.name) != nil } ?? schema
        guard let index = seen.index(of: field.name) else { return .literal("") }
        let body = { (random: inout SplitMix64, inner: [Schema]) in parts(&random, inner, depth: depth - 1) }
        switch seen.fields[index].kind {
        case .text:
            return random.below(2) == 0 ? .text(field.name) : .attribute(field.name)
        case .flag where depth > 0:
            return .test(field.name, isInverted: random.below(2) == 0, body(&random, context))
        case .list(let row) where depth > 0:
            if random.below(3) == 0 { return .test(field.name, isInverted: true, body(&random, context)) }
            return .rows(field.name, body(&random, context + [row]))
        case .record(let inner) where depth > 0:
            return .record(field.name, body(&random, context + [inner]))
        default:
            let literals = ["text ", "é — ", "&amp;", "<br/>", String(repeating: "long ", count: 30), "{ }", "\n  "]
            if depth > 0, random.below(3) == 0 { return .element("i", body(&random, context)) }
            return .literal(random.pick(literals))
        }
    }

    // MARK: Random values

    private static let hostile = [
        "<script>alert(1)</script>", "\"'", "]]>", "]]", "é", "日本語の名前", "&amp;", "{{a}}", "a\u{1}b\u{0}", "\t\n\r",
        "👩‍⚖️", "plain", "x", String(repeating: "long & ", count: 20), String(repeating: "z", count: 33), "O'Neill",
    ]

    private static func fill(
        _ values: inout Values,
        _ schema: Schema,
        _ row: Values.Row,
        _ base: Int,
        _ random: inout SplitMix64
    ) -> [String: Sample] {
        var data: [String: Sample] = [:]
        for (field, slot) in zip(schema.fields, schema.slots) {
            switch field.kind {
            case .text:
                let text = random.pick(hostile)
                values.setText(base + slot, text, in: row)
                data[field.name] = .text(text)
            case .flag:
                let isOn = random.below(2) == 0
                values.setFlag(base + slot, isOn, in: row)
                data[field.name] = .flag(isOn)
            case .list(let inner):
                let rows = (0..<random.below(3)).map { _ in
                    let next = values.appendRow(base + slot, in: row)
                    return fill(&values, inner, next, 0, &random)
                }
                data[field.name] = .rows(rows)
            case .record(let inner):
                data[field.name] = .record(fill(&values, inner, row, base + slot + 1, &random))
            case .markup, .choice: break
            }
        }
        return data
    }

    // MARK: The naive renderer

    private static func render(_ parts: [Part], _ context: [[String: Sample]]) -> String {
        parts.map { render($0, context) }.joined()
    }

    private static func render(_ part: Part, _ context: [[String: Sample]]) -> String {
        switch part {
        case .literal(let text): return text
        case .text(let name): return escape(text(name, context), inAttribute: false)
        case .attribute(let name): return "<b title=\"" + escape(text(name, context), inAttribute: true) + "\"></b>"
        case .test(let name, let isInverted, let body):
            return find(name, context)?.isThere == isInverted ? "" : render(body, context)
        case .rows(let name, let body):
            guard case .rows(let rows) = find(name, context) else { return "?" }
            return rows.map { render(body, context + [$0]) }.joined()
        case .record(let name, let body):
            guard case .record(let record) = find(name, context) else { return "?" }
            return render(body, context + [record])
        case .element(let name, let body): return "<\(name)>" + render(body, context) + "</\(name)>"
        }
    }

    private static func find(_ name: String, _ context: [[String: Sample]]) -> Sample? {
        context.last { $0[name] != nil }?[name]
    }

    private static func text(_ name: String, _ context: [[String: Sample]]) -> String {
        guard case .text(let text) = find(name, context) else { return "?" }
        return text
    }

    private static func escape(_ text: String, inAttribute: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\r": result += "&#13;"
            case "\"" where inAttribute: result += "&quot;"
            case "'" where inAttribute: result += "&#39;"
            case "\t" where inAttribute: result += "&#9;"
            case "\n" where inAttribute: result += "&#10;"
            case "\t", "\n": result.unicodeScalars.append(scalar)
            case "\u{0}"..<" ": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
