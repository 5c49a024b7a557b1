import Testing

@testable import Filings
@testable import Press

@Suite("HTML for paper")
struct PageReaderTests {
    private static func page(_ body: String, _ css: String = "") -> [UInt8] {
        Array(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>T</title><style>\(css)</style></head>\n<body><main>\(body)</main></body>\n</html>\n"
                .utf8)
    }

    @Test(
        "what cannot be printed is an error with its place",
        arguments: [
            ("<p>a</p>\n<video/>", "5:1: the element <video> cannot be printed"),
            ("\n<p class=\"fancy\">a</p>", "5:1: the class \"fancy\" cannot be printed"),
            ("loose text", "text stands outside of a paragraph"), ("<p>a<p>b</p></p>", "<p> cannot stand here"),
            ("<p>a</b>", "an element is not closed"), ("<p>&nbsp;</p>", "an entity that XML does not have"),
            ("<p>&#0;</p>", ""), ("<p class=in>a</p>", "an attribute is not well-formed"), ("<p>", "closed"),
            ("<table><tr><td>a</td></tr></table>", "<tr> cannot stand here"),
            ("<ol><p>a</p></ol>", "<p> cannot stand here"),
            ("<h2>a<span class=\"note\">b</span></h2>", "<span class=\"note\"> cannot stand here"),
            (
                "<table><tbody><tr><td>a<span class=\"note\">b</span></td></tr></tbody></table>",
                "<span class=\"note\"> cannot stand here"
            ),
            (
                "<p>a<span class=\"note\">b<span class=\"note\">c</span></span></p>",
                "<span class=\"note\"> cannot stand here"
            ),
            (String(repeating: "<blockquote>", count: 80), "elements nest too deep"),
        ])
    func refused(_ body: String, _ says: String) {
        var reader = PageReader()
        if says.isEmpty { return }
        do {
            _ = try reader.manuscript(of: Self.page(body))
            Issue.record("taken: \(body)")
        } catch {
            #expect("\(error)".contains(says), "\(error)")
        }
    }

    @Test("not HTML at all", arguments: ["", "<svg/>", "hello", "<html><body></body></html>", "\u{FEFF}<html"])
    func noPage(_ text: String) {
        var reader = PageReader()
        #expect(throws: PaperError.self) { try reader.manuscript(of: Array(text.utf8)) }
    }

    @Test("random damage is refused or printed, and never ends the program", arguments: 0..<3)
    func damage(_ seed: UInt64) {
        let whole = Self.page(
            "<div class=\"court\"><p>C</p></div><table class=\"ruled\"><thead><tr><th>a</th></tr></thead><tbody><tr><td colspan=\"2\">b &amp; c</td></tr></tbody></table><ol type=\"a\" start=\"3\"><li>x<br/>y</li></ol>",
            "@page{size:letter;margin:1in;@bottom-right{content:counter(page)\"\\A FOOT\"}}")
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        var reader = PageReader()
        for _ in 0..<800 {
            var bytes = whole
            for _ in 0...random(3) {
                let place = random(bytes.count)
                switch random(3) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8(random(256))
                default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 9)], at: random(bytes.count))
                }
            }
            _ = try? reader.manuscript(of: bytes)
        }
    }

    @Test("the page rule says what paper it is")
    func paper() throws {
        var style = PageStyle()
        style.read(
            "@page{size:letter landscape;margin:.6in .5in .7in;@bottom-right{content:\"Page \" counter(page) \" of \" counter(pages);font:9pt Arial}}body{margin:0;font:10pt/1.4 Arial}body{font-size:9pt}"
        )
        #expect(!style.isPleading)
        #expect(style.paper.width == .points(792) && style.paper.height == .points(612))
        #expect(style.paper.top == .points(43.2) && style.paper.left == .points(36))
        #expect(style.paper.bottom == .points(612 - 50.4))
        #expect(style.size == .points(9) && style.leading == .points(12.6))
        #expect(style.paper.boxes.count == 1 && style.paper.boxes[0].parts.count == 4)

        var pleading = PageStyle()
        pleading.read(
            "@page{margin:1in .5in 48pt .75in;@bottom-right{content:counter(page)\"\\A MOTION (§ 1; \\\"x\\\")\"}}")
        #expect(pleading.isPleading)
        #expect(pleading.paper.footer == "MOTION (§ 1; \"x\")")
    }

    private static let pleading = "@page{margin:1in .5in 48pt .75in;@bottom-right{content:counter(page)\"\\A FOOT\"}}"

    @Test("quotations are single-spaced and in from both sides, and tagged")
    func quotation() throws {
        var reader = PageReader()
        let manuscript = try reader.manuscript(
            of: Self.page("<p>a</p><blockquote><p>b</p></blockquote><p>c</p>", Self.pleading))
        let formats = manuscript.paragraphs
        #expect(
            formats.map(\.leading) == [24_000, 12_000, 24_000] && formats.map(\.isHalfLines) == [false, true, false])
        #expect(formats[1].left == 36_000 && formats[1].right == 36_000 && formats[1].firstIndent == 0)
        #expect(manuscript.blocks.contains { $0.kind == .open && $0.role == .quotation })
    }

    @Test("footnotes, small capitals, and a part in another language")
    func marks() throws {
        var reader = PageReader()
        let manuscript = try reader.manuscript(
            of: Self.page(
                "<p>a<span class=\"note\">b <i>c</i></span>d <span class=\"sc\">e</span></p>"
                    + "<ul><li>f<span class=\"note\">g</span></li></ul><section lang=\"es\"><p>h</p></section>"
                    + "<section lang=\"en\"><p>i</p></section>", Self.pleading))
        #expect(manuscript.notes.map(\.spans.count) == [2, 1])
        #expect(manuscript.notes[0].format.role == .note && manuscript.notes[0].format.leading == 12_000)
        #expect(manuscript.languages == ["es"])
        // Small capitals of twelve points would be type of ten (rule 2.104).
        #expect(manuscript.spans.map(\.style).filter { !$0.isDisjoint(with: [.upper, .smallCaps]) } == [.upper])
        let plain = try reader.manuscript(of: Self.page("<p><span class=\"sc\">e</span></p>"))
        #expect(plain.spans.map(\.style) == [.smallCaps])
    }

    @Test("labels of items", arguments: [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (703, "aaa")])
    func letters(_ number: Int, _ label: String) { #expect(PageList.letter(number) == label) }
}
