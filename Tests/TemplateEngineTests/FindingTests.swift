import Testing

@testable import TemplateEngine

/// Every kind of finding, with its exact words and place.
@Suite("Findings")
struct FindingTests {
    static let names: [(template: String, expected: [String])] = [
        ("<p>{{numbr}}</p>", ["1:4: error: unknown field \"numbr\" in \"motion\" (did you mean \"number\"?)"]),
        ("<p>\n  {{zzz}}</p>", ["2:3: error: unknown field \"zzz\" in \"motion\""]),
        ("<p>é{{zzz}}</p>", ["1:5: error: unknown field \"zzz\" in \"motion\""]),
        (
            "<p>{{office.nmae}}</p>",
            ["1:4: error: unknown field \"nmae\" in \"office\" (did you mean \"name\"?)"]
        ),
        ("<p>{{code}}</p>", ["1:4: error: \"code\" is a field of the list \"counts\": use it inside {{#counts}}"]),
        (
            "<p>{{counts.code}}</p>",
            ["1:4: error: \"code\" is a field of the list \"counts\": use it inside {{#counts}}"]
        ),
        ("<p>{{number.x}}</p>", ["1:4: error: \"number\" is no record, so it has no field \"x\""]),
        ("<p>{{counts}}</p>", ["1:4: error: \"counts\" is a list: use it as a section, {{#counts}}"]),
        ("<p>{{isJoint}}</p>", ["1:4: error: \"isJoint\" is a flag: use it as a section, {{#isJoint}}"]),
        ("<p>{{office}}</p>", ["1:4: error: \"office\" is a record: name one of its fields, {{office.…}}"]),
        ("<p>{{^aka}}{{aka}}{{/aka}}</p>", ["1:12: error: \"aka\" is empty inside {{^aka}}"]),
        ("<p>{{counsel.name}}</p>", ["1:4: error: \"counsel\" may be empty: use it inside {{#counsel}}"]),
        ("<p>{{^office}}{{/office}}</p>", ["1:4: error: \"office\" is always there"]),
        ("<p>{{{number}}}</p>", ["1:4: error: \"number\" is no markup, so it must be escaped: {{number}}"]),
        ("<p>{{&relief}}</p>", ["1:4: error: \"relief\" is no markup, so it must be escaped: {{relief}}"]),
        ("<p>{{seal}}</p>", ["1:4: error: \"seal\" is markup: write {{{seal}}}"]),
        (
            "<p title=\"{{{seal}}}\"></p>",
            ["1:11: error: \"seal\" is markup, which can only stand between elements"]
        ),
        ("<p>{{birthDate}}</p>", ["1:4: error: \"birthDate\" is confidential and this document is public"]),
        (
            "<p>{{#reasons}}{{text}}{{/reasons}}</p>",
            [
                "1:4: error: \"reasons\" is confidential and this document is public",
                "1:16: error: \"reasons.text\" is confidential and this document is public",
            ]
        ),
        ("<p>{{.}}</p>", ["1:4: error: unknown field \".\" in \"motion\""]),
    ]

    static let tags: [(template: String, expected: [String])] = [
        ("<p>{{number</p>", ["1:4: error: this tag is not closed"]),
        ("<p>{{}}</p>", ["1:4: error: this tag has no name"]),
        ("<p>{{=x=}}</p>", ["1:4: error: a change of delimiters is written {{=<% %>=}}"]),
        ("<p>{{#isJoint}}</p>", ["1:4: error: \"isJoint\" is opened here but never closed"]),
        ("<p>{{/isJoint}}</p>", ["1:4: error: \"isJoint\" is closed here but was not opened"]),
        (
            "<p>{{#isJoint}}{{/isJont}}{{/isJoint}}</p>",
            [
                "1:16: error: \"isJont\" is closed here, but the innermost open tag is \"isJoint\""
                    + " (did you mean \"isJoint\"?)"
            ]
        ),
        ("<p>{{>lin}}</p>", ["1:4: error: there is no template \"lin\" (did you mean \"line\"?)"]),
        (
            "{{<page}}x{{$titel}}{{/titel}}{{/page}}",
            [
                "1:10: error: inside a parent tag only blocks have an effect; this is never shown",
                "1:11: error: \"page\" has no block \"titel\" (did you mean \"title\"?)",
            ]
        ),
        ("<p>{{>*number}}</p>", ["1:4: error: \"number\" is no choice, so it cannot name a template"]),
        (
            "<p>{{>*relief}}</p>",
            [
                "1:4: error: there is no template \"dismiss\"",
                "1:4: error: there is no template \"redesignate\"",
            ]
        ),
    ]

    static let markup: [(template: String, expected: [String])] = [
        ("<p><b></p>", ["1:10: error: </p> is here, but <b> is still open"]),
        ("<p></p></b>", ["1:11: error: </b> closes an element that is not open"]),
        ("<p><b></b>", ["1:1: error: <p> is never closed"]),
        ("x<p></p>", ["1:1: error: text cannot stand outside the root element"]),
        ("<p></p>{{number}}", ["1:8: error: a value cannot stand outside the root element: {{number}}"]),
        ("<p></p><p></p>", ["1:10: error: a second root element cannot follow the first"]),
        ("", ["1:1: error: the template has no root element"]),
        ("<p>a & b</p>", ["1:7: error: a bare \"&\" cannot stand here; write &amp;"]),
        (
            "<p>&nbsp;</p>",
            ["1:9: error: &nbsp; is not one of &amp; &lt; &gt; &quot; &apos; or a character number"]
        ),
        ("<p>&#0;</p>", ["1:7: error: &#0; is not one of &amp; &lt; &gt; &quot; &apos; or a character number"]),
        ("<p>a < b</p>", ["1:7: error: a bare \"<\" cannot stand here; write &lt;"]),
        ("<p>]]></p>", ["1:6: error: \">\" could stand behind \"]]\" here, which XML forbids; write &gt;"]),
        ("<p>{{number}}></p>", ["1:14: error: \">\" could stand behind \"]]\" here, which XML forbids; write &gt;"]),
        ("<p class=x></p>", ["1:10: error: the value of class needs quotes"]),
        ("<input checked/>", ["1:15: error: the attribute checked needs a value: checked=\"checked\""]),
        ("<p a=\"1\" a=\"2\"></p>", ["1:12: error: the attribute a is there already"]),
        ("<p a=\"1\"b=\"2\"></p>", ["1:9: error: a blank is missing before the next attribute"]),
        ("<p a=\"<\"></p>", ["1:7: error: \"<\" cannot stand in an attribute; write &lt;"]),
        ("<div/>", ["1:6: error: <div/> does not close the element in HTML; write <div></div>"]),
        (
            "<p><br></p>",
            ["1:7: error: <br> has no content; write <br/>", "1:11: error: </p> is here, but <br> is still open"]
        ),
        ("<p><!-- a -- b --></p>", ["1:13: error: \"--\" cannot stand in a comment"]),
        ("<p><!ENTITY a></p>", ["1:6: error: only comments, CDATA sections and <!DOCTYPE html> can follow \"<!\""]),
        ("<p></p><!DOCTYPE html>", ["1:16: error: <!DOCTYPE html> can only stand first"]),
        ("<?php ?><p></p>", ["1:8: error: a processing instruction is not allowed in HTML"]),
        ("<p>\u{1}</p>", ["1:4: error: a control character cannot stand in XML"]),
        ("<p><!-- {{number}} --></p>", ["1:9: error: a value cannot be escaped in a comment: {{number}}"]),
        ("<{{number}}></p>", []),
        ("<p {{number}}></p>", ["1:4: error: a value cannot be escaped in an attribute name: {{number}}"]),
        (
            "<p a={{number}}></p>",
            [
                "1:6: error: a value cannot be escaped in an attribute without quotes: {{number}}",
                "1:16: error: the value of a needs quotes",
            ]
        ),
        ("<p>&{{number}};</p>", []),
        ("<script>{{number}}</script>", ["1:9: error: a value cannot be escaped inside <script>: {{number}}"]),
        (
            "<p onclick=\"{{number}}\"></p>",
            ["1:13: error: a value cannot be escaped in the attribute onclick, which is read as code: {{number}}"]
        ),
        ("<p><SCRIPT>{{number}}</SCRIPT></p>", ["1:12: error: a value cannot be escaped inside <SCRIPT>: {{number}}"]),
        (
            "<p onClick=\"{{number}}\"></p>",
            ["1:13: error: a value cannot be escaped in the attribute onclick, which is read as code: {{number}}"]
        ),
        (
            "<a href=\"{{number}}\"></a>",
            [
                "1:10: error: a value cannot begin href, since it would choose the scheme;"
                    + " begin it with ./ # / or a scheme: {{number}}"
            ]
        ),
        (
            "<p>{{#isJoint}}<b>{{/isJoint}}</p>",
            ["1:16: error: <b> is not closed inside the section \"isJoint\" that it opens in"]
        ),
        (
            "<p><b>{{#isJoint}}</b>{{/isJoint}}</b></p>",
            ["1:22: error: </b> closes an element that was opened outside this section"]
        ),
        (
            "<p {{#isJoint}}>{{/isJoint}}></p>",
            ["1:17: error: the section \"isJoint\" begins in an attribute name but ends in text"]
        ),
        ("<p{{#isJoint}} a=\"1\"{{/isJoint}}></p>", []),
        (
            "<p {{#isJoint}}a=\"1\" {{/isJoint}}a=\"2\"></p>",
            ["1:36: error: the attribute a is there already"]
        ),
        (
            "<p {{#counts}}a=\"1\" {{/counts}}></p>",
            ["1:17: error: an attribute inside a list would be written more than once"]
        ),
        (
            "{{#isJoint}}<p></p>{{/isJoint}}",
            [
                "1:20: error: the section \"isJoint\" does not end at the place in the markup that it began at",
                "1:32: error: the template has no root element",
            ]
        ),
        (
            "<p>{{#names}}>{{.}}{{/names}}</p>",
            ["1:14: error: \">\" could stand behind \"]]\" here, which XML forbids; write &gt;"]
        ),
    ]

    static let included = ["line": "<hr/>", "page": "<p>{{$title}}{{/title}}</p>"]

    /// A value that not every case has may be written unguarded; then what lacks it is refused.
    @Test(arguments: [
        ("<p>{{aka}}</p>", "1:4", "aka"),
        ("<p>{{#counts}}{{#note}}{{/note}}{{note}}{{/counts}}</p>", "1:33", "counts.note"),
    ])
    func unguarded(template: String, place: String, field: String) throws {
        let compilation = compile(template)
        let words = "\"\(field)\" may be empty, and a filing without it is refused: use it inside {{#\(field)}}"
        #expect(compilation.findings.map(\.description) == ["main.mustache:\(place): warning: \(words)"])
        #expect(compilation.template != nil)
    }

    @Test(arguments: names + tags + markup)
    func words(_ template: String, _ expected: [String]) {
        let compilation = compile(template, with: FindingTests.included)
        #expect(compilation.template == nil)
        #expect(!compilation.findings.isEmpty)
        if !expected.isEmpty {
            #expect(compilation.findings.map(\.description) == expected.map { "main.mustache:" + $0 })
        }
    }

    @Test("every finding of a file is reported, in included files at their own place")
    func all() {
        let others = ["a": "<i>{{x}}</i>\n<i>{{y}}</i>", "b": "<b>{{z}}</b>"]
        let compilation = compile("<p>{{>a}}{{>b}}{{>a}}{{w}}</p>", with: others)
        #expect(
            compilation.findings.map { "\($0.path) \($0.line):\($0.column)" } == [
                "a.mustache 1:4", "a.mustache 2:4", "b.mustache 1:4", "main.mustache 1:22",
            ]
        )
    }

    @Test("templates that include each other without end are refused")
    func recursion() {
        let endless = compile("<p>{{>a}}</p>", with: ["a": "{{>a}}{{>a}}"])
        #expect(endless.template == nil)
        #expect(
            endless.findings.map(\.message) == [
                "templates include each other without end, or more than 96 deep"
            ]
        )
        var others = ["z": "<b>{{number}}</b>"]
        for letter in "abcdefghijklmnopqrstuvwxy".unicodeScalars {
            let next = String(UnicodeScalar(letter.value + 1)!)
            others[String(letter)] = "{{>\(next)}}{{>\(next)}}"
        }
        let huge = compile("<p>{{>a}}</p>", with: others)
        #expect(huge.findings.map(\.message) == ["the template grows too large when everything is put into its place"])
    }

    @Test("a file that is no template at all is not followed to its end")
    func limit() {
        let compilation = compile((0..<1_000).map { "{{x\($0)}}" }.joined())
        #expect(compilation.findings.count == 200)
    }

    @Test("deep nesting is refused, not followed")
    func depth() {
        let open = String(repeating: "{{#isJoint}}", count: 20_000)
        let close = String(repeating: "{{/isJoint}}", count: 20_000)
        let compilation = compile("<p>\(open)\(close)</p>")
        #expect(compilation.template == nil)
    }

    @Test("confidential fields compile into a confidential document")
    func confidential() {
        let compilation = compile("<p>{{birthDate}}</p>", audience: .confidential)
        #expect(compilation.findings == [])
    }

    @Test("choices have to end at one place in the markup")
    func choices() {
        let compilation = compile("<p>{{>*relief}}</p>", with: ["dismiss": "<b>", "redesignate": "</p>"])
        #expect(
            compilation.findings.first?.message
                == "\"redesignate\" ends at another place in the markup than \"dismiss\""
        )
    }

    @Test("XML has its own rules of form")
    func xml() {
        let header = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        #expect(compile(header + "<a><div/>{{number}}</a>", syntax: .xml).findings == [])
        #expect(
            compile("\n" + header + "<a/>", syntax: .xml).findings.map(\.message) == ["<?xml …?> can only stand first"]
        )
        #expect(compile("<!DOCTYPE html><a/>", syntax: .xml).template == nil)
        #expect(compile("{{#names}}\(header){{/names}}<a/>", syntax: .xml).template == nil)
        #expect(
            compile("<a><??></a>", syntax: .xml).findings.map(\.message) == [
                "a processing instruction begins with a name"
            ]
        )
        #expect(compile("<a><![CDATA[{{number}}]]></a>", syntax: .xml).template == nil)
    }

    @Test("text has no place for markup")
    func text() {
        #expect(
            compile("{{{seal}}}", syntax: .text).findings.map(\.message) == [
                "\"seal\" is markup, which this text has no place for"
            ]
        )
    }

    @Test("a template that is not there or not UTF-8")
    func sources() {
        let set = TemplateSet([[TemplateSource(name: "motion", path: "motion.html", text: [0x3C, 0x70, 0xFF])]])
        let missing = Template.compile(
            "moton",
            from: set,
            schema: MotionSchema.schema,
            audience: .public,
            syntax: .html
        )
        #expect(
            missing.findings.map(\.description) == [
                "moton:1:1: error: there is no template \"moton\" (did you mean \"motion\"?)"
            ]
        )
        let broken = Template.compile(
            "motion",
            from: set,
            schema: MotionSchema.schema,
            audience: .public,
            syntax: .html
        )
        #expect(broken.findings.first?.description == "motion.html:1:3: error: the file is not UTF-8 from here on")
    }

    @Test("a jurisdiction's template hides the one that all start from")
    func layers() {
        let own = TemplateSource(name: "a", path: "own/a", text: "")
        let base = [
            TemplateSource(name: "a", path: "base/a", text: ""), TemplateSource(name: "b", path: "base/b", text: ""),
        ]
        let set = TemplateSet([[own], base])
        #expect(set.source(named: "a")?.path == "own/a")
        #expect(set.source(named: "b")?.path == "base/b")
        #expect(set.names == ["a", "b"])
    }

    @Test(arguments: [
        ("motion.html.mustache", Syntax.html), ("x/filing.xml.mustache", .xml), ("schedule.csv.mustache", .text),
    ])
    func syntaxes(_ path: String, _ syntax: Syntax) {
        #expect(Syntax(path: path) == syntax)
    }
}
