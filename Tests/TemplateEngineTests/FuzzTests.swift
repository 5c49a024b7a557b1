import Testing

@testable import TemplateEngine

/// Whatever the bytes: the compiler ends, and what it accepts renders to well-formed XML.
@Suite("Random bytes")
struct FuzzTests {
    private static let seeds =
        RenderingTests.pages.map(\.template)
        + (FindingTests.names + FindingTests.tags + FindingTests.markup).map(\.template)

    private static let snippets = [
        "{{", "}}", "{{{", "}}}", "{{#counts}}", "{{/counts}}", "{{^isJoint}}", "{{/isJoint}}", "{{code}}",
        "{{number}}",
        "{{>line}}", "{{<page}}", "{{/page}}", "{{$title}}", "{{/title}}", "{{>*relief}}", "{{=<% %>=}}", "{{!", "\n",
        "  ", "<p>", "</p>", "<", ">", "&", ";", "\"", "'", "=", "/", "]]>", "<!--", "-->", "<![CDATA[", "a", "{{.}}",
        "{{#office}}", "{{/office}}", "{{#aka}}{{aka}}{{/aka}}", "\u{0}", "é", " title=\"", "\"", "<p ", "/>", "<i/>",
    ]

    @Test("mutated templates", arguments: 0..<4)
    func mutations(_ seed: Int) {
        var random = SplitMix64(UInt64(seed) &+ 101)
        for _ in 0..<600 {
            var bytes = Array(random.pick(FuzzTests.seeds).utf8)
            for _ in 0...random.below(4) { FuzzTests.mutate(&bytes, &random) }
            FuzzTests.check(bytes)
        }
    }

    @Test("templates put together from pieces", arguments: 0..<4)
    func assemblies(_ seed: Int) {
        var random = SplitMix64(UInt64(seed) &+ 202)
        for _ in 0..<600 {
            let inner = (0..<random.below(12)).map { _ in random.pick(FuzzTests.snippets) }.joined()
            FuzzTests.check(Array("<p>\(inner)</p>".utf8))
            FuzzTests.check(Array(inner.utf8))
        }
    }

    @Test("any bytes")
    func noise() {
        var random = SplitMix64(303)
        for _ in 0..<500 {
            FuzzTests.check((0..<random.below(60)).map { _ in UInt8(truncatingIfNeeded: random.next()) })
        }
    }

    private static func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        let place = random.below(bytes.count + 1)
        switch random.below(4) {
        case 0 where place < bytes.count: bytes.remove(at: place)
        case 1 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 2 where place < bytes.count:
            let end = min(bytes.count, place + random.below(8))
            bytes.insert(contentsOf: Array(bytes[place..<end]), at: random.below(bytes.count + 1))
        default: bytes.insert(contentsOf: Array(random.pick(snippets).utf8), at: place)
        }
    }

    private static func check(_ bytes: [UInt8]) {
        let set = TemplateSet([
            [
                TemplateSource(name: "main", path: "main", text: bytes),
                TemplateSource(name: "line", path: "line", text: "<hr/>\n<b>{{number}}</b>\n"),
                TemplateSource(name: "page", path: "page", text: "<div>\n  {{$title}}\n  x\n  {{/title}}\n</div>"),
                TemplateSource(name: "dismiss", path: "dismiss", text: "<u>{{relief}}</u>"),
                TemplateSource(name: "redesignate", path: "redesignate", text: ""),
            ]
        ])
        for (syntax, strictness) in [(Syntax.xml, Strictness.strict), (.text, .strict), (.html, .lenient)] {
            let compilation = Template.compile(
                "main",
                from: set,
                schema: MotionSchema.schema,
                audience: .public,
                syntax: syntax,
                strictness: strictness
            )
            #expect((compilation.template == nil) == compilation.findings.contains { $0.severity == .error })
            guard let template = compilation.template else { continue }
            for mode in [Mode.draft, .filing] {
                for isFull in [true, false] {
                    let values = isFull ? MotionSchema.values() : Values(MotionSchema.schema)
                    var output = Output(capacity: 256, tracing: true)
                    guard (try? template.render(values, mode, into: &output)) != nil else { continue }
                    if syntax == .xml, isPlain(bytes) {
                        let text = String(decoding: output.copy(), as: UTF8.self)
                        #expect(complaintAboutXML(text) == nil, "\(String(decoding: bytes, as: UTF8.self)) → \(text)")
                    }
                }
            }
        }
    }

    /// Without the parts of XML that the tests' reader does not know: comments, CDATA sections, declarations, numbers.
    private static func isPlain(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return !text.contains("<!") && !text.contains("<?") && !text.contains("&#") && !text.contains("<%")
    }
}
