import Testing

@testable import TemplateEngine

@Suite("Rendering")
struct RenderingTests {
    /// Template and result, with all values of `MotionSchema` set.
    static let pages: [(template: String, expected: String)] = [
        ("<p>{{number}}</p>", "<p>SA-100</p>"),
        ("<p>{{ number }}{{! a comment }}</p>", "<p>SA-100</p>"),
        ("{{=<% %>=}}<p><% number %></p>", "<p>SA-100</p>"),
        ("<p>{{#aka}}{{aka}}{{/aka}}</p>", "<p>O'Hara &amp; &lt;Sons&gt;</p>"),
        ("<p>{{#aka}}{{.}}{{/aka}}</p>", "<p>O'Hara &amp; &lt;Sons&gt;</p>"),
        ("<p title=\"{{#aka}}{{aka}}{{/aka}}\"></p>", "<p title=\"O&#39;Hara &amp; &lt;Sons&gt;\"></p>"),
        ("<p>{{{seal}}}{{&seal}}</p>", "<p><svg/><svg/></p>"),
        ("<p>{{#isJoint}}joint{{/isJoint}}{{^isJoint}}single{{/isJoint}}</p>", "<p>joint</p>"),
        ("<p>{{#counts}}{{code}}{{^isLast}}, {{/isLast}}{{/counts}}</p>", "<p>11357, 11360(a)</p>"),
        ("<p>{{#counts}}{{code}}/{{number}};{{/counts}}</p>", "<p>11357/SA-100;11360(a)/SA-100;</p>"),
        ("<p>{{#counts}}{{#note}}{{note}}{{/note}}{{^note}}-{{/note}}{{/counts}}</p>", "<p>-\"second\"</p>"),
        ("<p>{{^counts}}none{{/counts}}</p>", "<p></p>"),
        ("<p>{{#names}}[{{.}}]{{/names}}</p>", "<p>[A][B]</p>"),
        ("<p>{{#names}}{{#names}}{{.}}{{/names}};{{/names}}</p>", "<p>AB;AB;</p>"),
        ("<p>{{office.name}} {{#office}}{{name}}{{/office}}</p>", "<p>District Attorney District Attorney</p>"),
        ("<p>{{#counsel}}{{name}} {{bar}}{{/counsel}}{{^counsel}}none{{/counsel}}</p>", "<p>R. Vale 000000</p>"),
        ("<p>{{#counsel}}{{counsel.name}}{{/counsel}}</p>", "<p>R. Vale</p>"),
        ("<p>{{relief}}</p>", "<p>redesignate</p>"),
        ("<input {{#isJoint}}checked=\"checked\" {{/isJoint}}/>", "<input checked=\"checked\" />"),
        (
            "<p {{#isJoint}}class=\"a\" {{/isJoint}}{{^isJoint}}class=\"b\" {{/isJoint}}id=\"x\"></p>",
            "<p class=\"a\" id=\"x\"></p>"
        ),
        ("<a href=\"./{{number}}\"></a>", "<a href=\"./SA-100\"></a>"),
        ("<p>{{#names}}<b title=\"{{.}}\"></b>{{/names}}</p>", "<p><b title=\"A\"></b><b title=\"B\"></b></p>"),
        ("<!DOCTYPE html>\n<html>&amp;&#167;&#xA7;</html>\n", "<!DOCTYPE html>\n<html>&amp;&#167;&#xA7;</html>\n"),
        ("<svg><path d='M0 0'/></svg>", "<svg><path d='M0 0'/></svg>"),
        ("<style>p > b { margin: 0 }</style>", "<style>p > b { margin: 0 }</style>"),
        ("<p>a]]{{number}}] &gt; <!-- - -->]]</p>", "<p>a]]SA-100] &gt; <!-- - -->]]</p>"),
        ("<ul>\n  {{#names}}\n  <li>{{.}}</li>\n  {{/names}}\n</ul>\n", "<ul>\n  <li>A</li>\n  <li>B</li>\n</ul>\n"),
    ]

    @Test(arguments: pages)
    func page(_ template: String, _ expected: String) throws {
        let compilation = compile(template)
        #expect(compilation.findings == [])
        #expect(try compilation.template?.text(MotionSchema.values()) == expected)
    }

    @Test("partials, parents and blocks stand as if written in place")
    func includes() throws {
        let others = [
            "layout": "<html>\n  {{$title}}\n  <h1>Untitled</h1>\n  {{/title}}\n  {{>line}}\n</html>\n",
            "line": "<p>{{number}}</p>\n<hr/>\n",
            "open": "<div>", "close": "</div>",
        ]
        let inherits = compile(
            "{{<layout}}\n{{$title}}\n<h1>{{relief}}</h1>\n<br/>\n{{/title}}\n{{/layout}}\n",
            with: others
        )
        #expect(inherits.findings == [])
        #expect(
            try inherits.template?.text(MotionSchema.values())
                == "<html>\n  <h1>redesignate</h1>\n  <br/>\n  <p>SA-100</p>\n  <hr/>\n</html>\n"
        )
        let halves = compile("{{>open}}{{>close}}", with: others)
        #expect(try halves.template?.text(MotionSchema.values()) == "<div></div>")
    }

    @Test("the same partial means other fields in another section")
    func partialInContext() throws {
        let others = ["who": "<b>{{name}}</b>"]
        let compilation = compile(
            "<p>{{#office}}{{>who}}{{/office}}{{#counsel}}{{>who}}{{/counsel}}</p>",
            with: others
        )
        #expect(
            try compilation.template?.text(MotionSchema.values())
                == "<p><b>District Attorney</b><b>R. Vale</b></p>"
        )
    }

    @Test("a choice names its partial")
    func dynamicName() throws {
        let others = ["dismiss": "<i>{{number}}</i>", "redesignate": "<b>{{number}}</b>"]
        let template = try #require(compile("<p>{{>*relief}}.</p>", with: others).template)
        var values = MotionSchema.values()
        #expect(try template.text(values) == "<p><b>SA-100</b>.</p>")
        values.setChoice(MotionSchema.slot("relief"), 0)
        #expect(try template.text(values) == "<p><i>SA-100</i>.</p>")
        values.reset()
        #expect(throws: MissingValue.self) { try template.text(values) }
        #expect(try template.text(values, .draft) == "<p>[relief].</p>")
    }

    @Test("text is not escaped, and dropped lines leave nothing")
    func plainText() throws {
        let compilation = compile("{{#counts}}\n{{code}};{{number}} < & >\n{{/counts}}\n", syntax: .text)
        #expect(compilation.findings == [])
        #expect(
            try compilation.template?.text(MotionSchema.values())
                == "11357;SA-100 < & >\n11360(a);SA-100 < & >\n"
        )
    }

    @Test("an unguarded optional value stops a filing that lacks it")
    func unguarded() throws {
        let template = try #require(compile("<p>{{aka}}</p>").template)
        var values = MotionSchema.values()
        values.setText(MotionSchema.slot("aka"), "")
        #expect(throws: MissingValue.self) { try template.text(values) }
        #expect(try template.text(values, .draft) == "<p><mark class=\"missing\">[aka]</mark></p>")
        values.setText(MotionSchema.slot("aka"), "ANA")
        #expect(try template.text(values) == "<p>ANA</p>")
    }

    @Test("a missing value is marked in a draft and stops a filing")
    func missing() throws {
        let template = try #require(compile("<p title=\"{{number}}\">\n {{office.name}}</p>").template)
        let values = Values(MotionSchema.schema)
        #expect(
            try template.text(values, .draft)
                == "<p title=\"[number]\">\n <mark class=\"missing\">[office.name]</mark></p>"
        )
        var output = Output()
        output.append("before")
        let missing = #expect(throws: MissingValue.self) { try template.render(values, .filing, into: &output) }
        #expect(missing == MissingValue(field: "number", path: "main.mustache", line: 1, column: 11))
        #expect(missing?.description == "main.mustache:1:11: \"number\" has no value")
        #expect(output.copy() == Array("before".utf8))
        #expect(try template.render(values, .draft, into: &output) == 2)

        let xml = try #require(compile("<a>{{number}}</a>", syntax: .xml).template)
        #expect(try xml.text(values, .draft) == "<a>[number]</a>")
    }

    @Test("an empty value inside a section on itself is not missing")
    func optional() throws {
        let template = try #require(compile("<p>{{#aka}}({{aka}}){{/aka}}{{^aka}}-{{/aka}}</p>").template)
        #expect(try template.text(Values(MotionSchema.schema)) == "<p>-</p>")
    }

    @Test("long values and values that overflow the buffer arrive whole")
    func longValues() throws {
        let template = try #require(compile("<p title=\"{{number}}\">{{number}}</p>").template)
        var values = Values(MotionSchema.schema)
        for length in [1, 15, 16, 17, 31, 32, 33, 63, 64, 65, 1_000, 100_000] {
            let clean = String(repeating: "x", count: length - 1) + "y"
            values.setText(0, clean)
            #expect(try template.text(values) == "<p title=\"\(clean)\">\(clean)</p>")
            let special = String(repeating: "x", count: length - 1) + "\""
            values.setText(0, special)
            let escaped = String(repeating: "x", count: length - 1) + "&quot;"
            #expect(try template.text(values) == "<p title=\"\(escaped)\">\(special)</p>")
            values.reset()
        }
    }

    @Test("controls and blanks that XML would change are written so that they survive or are replaced")
    func controls() throws {
        let template = try #require(compile("<p title=\"{{number}}\">{{number}}</p>").template)
        var values = Values(MotionSchema.schema)
        values.setText(0, "a\tb\nc\rd\u{1}e\u{0}")
        #expect(
            try template.text(values)
                == "<p title=\"a&#9;b&#10;c&#13;d\u{FFFD}e\u{FFFD}\">a\tb\nc&#13;d\u{FFFD}e\u{FFFD}</p>"
        )
    }

    @Test("used fields, with everything they lie in")
    func coverage() throws {
        let template = try #require(
            compile("<p>{{office.name}}{{#counts}}{{code}}{{/counts}}{{#names}}{{.}}{{/names}}</p>").template
        )
        #expect(template.usedFields == ["office", "office.name", "counts", "counts.code", "names"])
        #expect(
            MotionSchema.schema.dottedPaths().filter { $0.hasPrefix("co") } == [
                "counts", "counts.code", "counts.note", "counts.isLast", "counsel", "counsel.name", "counsel.bar",
            ]
        )
    }
}
