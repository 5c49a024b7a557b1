import Testing

@testable import TemplateEngine

@Suite("Values and output")
struct ValuesTests {
    private static let inner = Schema("inner", [.text("x")])
    private static let outer = Schema("outer", [.text("name"), .list("inner", inner)])
    private static let schema = Schema("root", [.text("fixed"), .text("own"), .list("outer", outer)])

    @Test("rows of different lists may be added in any order")
    func interleavedRows() throws {
        let template = try #require(
            compile(
                "{{#outer}}{{name}}({{#inner}}{{x}}{{/inner}}){{/outer}}",
                schema: ValuesTests.schema,
                syntax: .text
            ).template
        )
        var values = Values(ValuesTests.schema)
        for _ in 0..<3 {
            values.reset()
            let first = values.appendRow(2)
            let second = values.appendRow(2)
            values.setText(0, "1", in: first)
            values.setText(0, "2", in: second)
            for number in 0..<6 {
                values.setNumber(0, number, in: values.appendRow(1, in: number % 2 == 0 ? first : second))
            }
            #expect(try template.text(values) == "1(024)2(135)")
        }
    }

    @Test("what is kept survives a reset, rows and all")
    func keepSoFar() throws {
        let template = try #require(
            compile(
                "{{fixed}} {{own}}{{#outer}} {{name}}{{/outer}}",
                schema: ValuesTests.schema,
                syntax: .text
            ).template
        )
        var values = Values(ValuesTests.schema)
        values.setText(0, "court")
        values.setText(0, "a", in: values.appendRow(2))
        values.keepSoFar()
        for round in ["1", "2"] {
            values.setText(1, round)
            values.setText(0, "b", in: values.appendRow(2))
            #expect(try template.text(values) == "court \(round) a b")
            values.reset()
        }
        #expect(throws: MissingValue.self) { try template.text(values) }
    }

    @Test(arguments: [0, 7, -7, 10, 66_000, Int.max, Int.min])
    func numbers(_ number: Int) throws {
        let template = try #require(compile("{{own}}", schema: ValuesTests.schema, syntax: .text).template)
        var values = Values(ValuesTests.schema)
        values.setNumber(1, number)
        #expect(try template.text(values) == "\(number)")
    }

    @Test("the arena and the cells grow")
    func growth() throws {
        let template = try #require(
            compile("{{#outer}}{{name}}\n{{/outer}}", schema: ValuesTests.schema, syntax: .text).template
        )
        var values = Values(ValuesTests.schema)
        for number in 0..<5_000 { values.setText(0, "row \(number)", in: values.appendRow(2)) }
        #expect(try template.text(values) == (0..<5_000).map { "row \($0)\n" }.joined())
    }

    @Test("a choice takes declared values only")
    func choices() {
        var values = MotionSchema.values()
        let known = values.setChoice(MotionSchema.slot("relief"), "dismiss")
        let unknown = values.setChoice(MotionSchema.slot("relief"), "grant")
        #expect(known)
        #expect(!unknown)
    }

    @Test("slots count the fields of records in")
    func slots() {
        #expect(MotionSchema.schema.slot(of: "office") == 5)
        #expect(MotionSchema.schema.slot(of: "office.phone") == 7)
        #expect(MotionSchema.schema.slot(of: "counsel.name") == 9)
        #expect(MotionSchema.schema.slot(of: "relief") == 11)
        #expect(MotionSchema.schema.slot(of: "office.fax") == nil)
        #expect(MotionSchema.schema.slot(of: "counts.code") == nil)
    }

    @Test("traced pieces cover the output, and literals are where they say")
    func trace() throws {
        let template = try #require(
            compile("<p>{{number}}, {{#counts}}<i>{{code}}</i>{{#note}}({{note}}){{/note}}{{/counts}}</p>").template
        )
        var output = Output(capacity: 1, tracing: true)
        let values = MotionSchema.values()
        try template.render(values, .filing, into: &output)
        let bytes = output.copy()
        let pieces = output.withPieces { Array($0) }
        let ends = pieces.dropFirst().map { Int($0.start) } + [bytes.count]
        #expect(pieces.first?.start == 0)
        var fromValues: [String] = []
        for (piece, end) in zip(pieces, ends) {
            let part = bytes[Int(piece.start)..<end]
            if piece.literal >= 0 {
                #expect(part.elementsEqual(template.pool[template.literals[Int(piece.literal)]]))
            } else {
                fromValues.append(String(decoding: part, as: UTF8.self))
            }
        }
        #expect(fromValues == ["SA-100", "11357", "11360(a)", "\"second\""])
        output.removeAll()
        #expect(output.withPieces { $0.count } == 0)
    }

    @Test("escaping without a template")
    func escaper() {
        var output = Output(capacity: 1)
        let text = Array("<a & 'b' \"c\">".utf8)
        text.withUnsafeBytes { Escaper.appendText($0, to: &output) }
        text.withUnsafeBytes { Escaper.appendAttribute($0, to: &output) }
        #expect(
            String(decoding: output.copy(), as: UTF8.self)
                == "&lt;a &amp; 'b' \"c\"&gt;&lt;a &amp; &#39;b&#39; &quot;c&quot;&gt;"
        )
    }
}
