import Cases
import Foundation
import Inspection
import TemplateEngine
import Testing

@testable import Filings

private enum MachineFonts {
    static let areThere = (try? Fonts.installed()) != nil
}

/// The documents that the project ships, held against the paper rules.
@Suite(
    "Paper rules", .enabled(if: MachineFonts.areThere, "fonts-liberation is missing; `make packages` installs it"))
struct PaperRulesTests {
    static let kinds = DocumentKind.allCases.filter {
        !DocumentKind.ofOffice.contains($0)
    }

    private let library: TemplateLibrary
    private let county: County
    private let asOf: CalendarDate
    private let inspector = PaperInspector()

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        library = try TemplateLibrary(folder: root.appending(path: "Templates").path)
        asOf = try #require(CalendarDate(iso: "2020-02-13"))
        county = try CountyPack.load(from: library, asOf: asOf)
    }

    private func html(_ kind: DocumentKind, of id: String = "district-attorney", isDraft: Bool = false) throws
        -> [UInt8]
    {
        let jurisdiction = try #require(county.jurisdiction(id))
        let context = PacketContext(
            county: county, jurisdiction: jurisdiction, asOf: asOf,
            reviewer: isDraft ? nil : Reviewer(name: "Dana Whitfield", barNumber: "123456"), batchName: "preview",
            program: "Vacatur test")
        let documents = DocumentSet.compile([kind], from: library, for: id, compressed: false).documents
        return try Preview.html(of: kind, in: context, with: try #require(documents))
    }

    private func findings(_ bytes: [UInt8], _ name: String) -> [String] {
        bytes.withUnsafeBytes { inspector.inspect($0, named: name).findings.map(\.description) }
    }

    @Test(
        "the case number is read from the PDF as it will be printed, and another one is another",
        arguments: [DocumentKind.caseMotion, .caseOrder, .caseNotice])
    func caseNumbers(_ kind: DocumentKind) throws {
        let printer = PaperPrinter(try Fonts.installed().typefaces)
        let html = String(decoding: try html(kind), as: UTF8.self)
        let number = try #require(html.components(separatedBy: "Case No. ").dropFirst().first?.prefix { $0 != "<" })
        for (text, expected) in [
            ("Case No. \(number)", [String(number)]), ("Case No. XX 12-3 &amp; 4", ["XX 12-3 & 4"]),
            ("Case No. \(number)</p><p>Case No. ZZ9", [String(number), "ZZ9"]), ("Case Number 7", []),
        ] {
            let page = html.replacingOccurrences(of: "Case No. \(number)", with: text)
            #expect(inspector.caseNumbers(on: try printer.pdf(of: Array(page.utf8))) == expected, "\(text)")
        }
        #expect(inspector.caseNumbers(on: Array("%PDF-1.7 rubbish".utf8)) == [])
    }

    @Test("every document of every office keeps to them, as HTML and as PDF", arguments: kinds)
    func sound(_ kind: DocumentKind) throws {
        let printer = PaperPrinter(try Fonts.installed().typefaces)
        for jurisdiction in county.jurisdictions {
            for isDraft in [false, true] {
                let html = try html(kind, of: jurisdiction.id, isDraft: isDraft)
                #expect(findings(html, kind.fileName) == [], "\(jurisdiction.id)")
                let pdf = try printer.pdf(of: html)
                #expect(findings(pdf, kind.rawValue + ".pdf") == [], "\(jurisdiction.id)")
            }
        }
    }

    /// One change each to the HTML of a motion, and the rule that it breaks.
    static let edits: [(rule: PaperRule, old: String, new: String)] = [
        (.pageSize, "@page{size:letter;", "@page{size:A4;"),
        (.pageSize, "@page{size:letter;", "@page{size:letter landscape;"),
        (.leftMargin, "main{padding:0 6pt 0 .625in}", "main{padding:0 6pt 0 .2in}main::before{width:0}"),
        (
            .rightMargin, "@page{size:letter;margin:1in .5in 48pt .75in;",
            "@page{size:letter;margin:1in .3in 48pt .75in;"
        ),
        (.spacing, "font:12pt/24pt \"Times New Roman\"", "font:18pt/24pt \"Times New Roman\""),
        (.fontSize, ".hex{font:12pt/0", ".hex{font:10pt/0"),
        (.typeface, "font:12pt/24pt \"Times New Roman\"", "font:12pt/24pt \"Comic Sans MS\""),
        (.ink, "color:#000;overflow-wrap", "color:#00f;overflow-wrap"),
        (.alignment, "address{line-height:12pt", "address{line-height:13pt"),
        (.alignment, "@page{size:letter;margin:1in", "@page{size:letter;margin:1.1in"),
        (
            .lineNumbers, "main::before{content:var(--n)/\"\";white-space:pre;position:fixed",
            "main::before{content:var(--n)/\"\";white-space:pre;position:absolute"
        ),
        (.lineNumbers, "27\\A 28\\A ", "27\\A "),
        (
            .numberPitch, "position:fixed;top:0;left:0;width:.4in",
            "position:fixed;line-height:25pt;top:0;left:0;width:.4in"
        ),
        (
            .numberGap, "bottom:0;left:.5in;right:0;border:solid;border-width:0 .75pt 0 3pt",
            "bottom:0;left:.5in;right:0;border:solid;border-width:0 .75pt 0 0"
        ),
        (.pageNumber, "content:counter(page)\"\\A ", "content:\"\\A "),
        (.footTitle, "content:counter(page)\"\\A NOTICE", "content:counter(page)\" NOTICE"),
        (.footRule, "background:linear-gradient(#000,#000) 0 18pt/100% .75pt no-repeat;", ""),
        (
            .footSize, "font:10pt/14pt \"Times New Roman\",serif;white-space:pre",
            "font:9pt/14pt \"Times New Roman\",serif;white-space:pre"
        ),
        (.attorney, "(SBN 123456)", "123456"),
        (.attorney, "<main>\n<address>", "<main>\n<p>Before</p>\n<address>"),
        (.courtTitle, "min-height:168pt", "min-height:144pt"),
        (.courtTitle, "</address>", "</address><p>Between</p>"),
        (.courtTitle, "<p>SUPERIOR COURT", "<p>COURT"),
        (.clerkSpace, "max-width:2.85in", "max-width:4in"),
        (.caseTitle, "<p>v.</p>", "<p>and</p>"),
        (.caseNumber, "<p>Case No. ", "<p>Case "),
        (.paperTitle, "<h1>", "<h2>"),
        (.title, "<title>", "<title></title><title>"),
        (.language, "<html lang=\"en\">", "<html>"),
        (.passive, "</main>", "<a href=\"x\">y</a></main>"),
        (.passive, "</main>", "<p onclick=\"x\">y</p></main>"),
        (.passive, "<style>", "<style>@import \"x\";"),
        (.tableHeaders, "</main>", "<table><tbody><tr><td>x</td></tr></tbody></table></main>"),
        (.readable, "</main>", "</b></main>"),
    ]

    @Test("a fault of the HTML is named", arguments: PaperRulesTests.edits.indices)
    func faultOfHTML(_ index: Int) throws {
        let edit = Self.edits[index]
        let text = String(decoding: try html(.motion), as: UTF8.self)
        try #require(text.contains(edit.old), "\(edit.old)")
        var changed = text.replacingOccurrences(of: edit.old, with: edit.new)
        if edit.rule == .paperTitle { changed = changed.replacingOccurrences(of: "</h1>", with: "</h2>") }
        if edit.rule == .numberGap {
            changed = changed.replacingOccurrences(of: "left:0;width:.4in", with: "left:0;width:.5in")
        }
        if edit.rule == .title {
            changed = text.replacingOccurrences(
                of: "<title>[^<]*</title>", with: "<title> </title>", options: .regularExpression)
        }
        let found = Array(changed.utf8).withUnsafeBytes { inspector.inspect($0, named: "motion.html").findings }
        #expect(Set(found.map(\.rule)) == [edit.rule], "\(edit.old): \(found)")
    }

    @Test("a faulty PDF or page in a packet is found, whole or in an archive")
    func packet() throws {
        let name = "0001-X/case-motion.pdf"
        #expect(PaperInspector.isPaper(name) && PaperInspector.isPleading(name))
        for path in ["motion.html", "order.pdf", "challenge-0002.html", "x/proof-of-service.pdf", "non-challenge.html"]
        {
            #expect(PaperInspector.isPleading(path), "\(path)")
        }
        for path in ["letter.html", "schedule-0001.pdf", "cover.html", "print-0001.pdf", "defender-letter.html"] {
            #expect(PaperInspector.isPaper(path) && !PaperInspector.isPleading(path), "\(path)")
        }
        for path in ["index.html", "report.html", "manifest.xml", "schedule.csv"] {
            #expect(!PaperInspector.isPaper(path), "\(path)")
        }
    }
}
