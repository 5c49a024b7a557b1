import Testing

@testable import Inspection
@testable import Press

/// Each rule of pleading paper broken once, and nothing else: exactly that rule is named.
@Suite(
    "Faults of pleadings", .enabled(if: Workshop.hasFonts, "a font is missing; `make packages` installs it"))
struct PleadingFaultTests {
    @Test("a pleading without fault")
    func sound() throws {
        #expect(Workshop.findings(try Pleading().pdf()) == [])
        #expect(Workshop.findings(try Pleading().pdf(), as: .pleading) == [])
        let volume = try Workshop.pdf([Pleading().manuscript, PlainPaper().manuscript, Pleading().manuscript])
        #expect(Workshop.findings(volume) == [])
    }

    /// What is wrong with how the paper was written.
    static let written: [(rule: PaperRule, change: @Sendable (inout Pleading) -> Void)] = [
        (.fontSize, { $0.format.size = .points(11) }),
        (.leftMargin, { $0.format.left = -.points(30) }),
        (
            .rightMargin,
            {
                $0.format.right = -.points(20)
                $0.paragraphs = [String(repeating: "many words of the paper ", count: 20)]
            }
        ),
        (.spacing, { $0.format.leading = .points(12) }),
        (.alignment, { $0.slip = .points(6) }),
        (.footTitle, { $0.paper.footer = "" }),
        (.attorney, { $0.attorney[0] = "Dana Whitfield" }),
        (.attorney, { $0.attorney = ["", "", "Dana Whitfield (SBN 123456)"] }),
        (.attorney, { $0.attorney = [] }),
        (
            .clerkSpace,
            {
                $0.attorneyIndent = .points(150)
                $0.attorneyRight = .points(60)
            }
        ),
        (.courtTitle, { $0.attorneyHeight = Press.Pleading.line * 8 }),
        (.courtTitle, { $0.attorneyHeight = Press.Pleading.line * 6 }),
        (.courtTitle, { $0.court = "COURT OF THE KING" }),
        (.caseTitle, { $0.people = ["IN RE SAMPLE"] }),
        (.caseNumber, { $0.number = "" }),
        (
            .caseNumber,
            {
                $0.people = ["Case No. BA000001", "v.", "MARÍA SAMPLE"]; $0.number = ""
            }
        ),
        (.paperTitle, { $0.titleRole = .paragraph }),
    ]

    @Test("as written", arguments: PleadingFaultTests.written.indices)
    func writtenFault(_ index: Int) throws {
        let (rule, change) = Self.written[index]
        var pleading = Pleading()
        change(&pleading)
        let findings = Workshop.findings(try pleading.pdf())
        #expect(Set(findings.map(\.rule)) == [rule], "\(findings)")
        #expect(findings.allSatisfy { $0.page > 0 || $0.message.hasPrefix("the same") })
    }

    /// What is wrong with the bytes of the pages.
    static let edits: [(rule: PaperRule, old: String, new: String, lastOnly: Bool)] = [
        (.typeface, "LiberationSerif", "ComicSansMS-Reg", false),
        (.ink, "[(mmmm", "1 g [(", true),
        (.lineNumbers, "[(28)]TJ", "[(27)]TJ", false),
        (.pageNumber, "[(2)]TJ", "[(3)]TJ", true),
        (.footRule, "92.25 30 483 0.75 re", "92.25 60 483 0.75 re", false),
        (.footRule, "92.25 30 483 0.75 re", "92.25 12 483 0.75 re", false),
        (.footSize, "/F0 10 Tf", "/F0  9 Tf", false),
        (.pageSize, "[0 0 612 792]", "[0 0 620 792]", false),
    ]

    @Test("as it is in the bytes", arguments: PleadingFaultTests.edits.indices)
    func editedFault(_ index: Int) throws {
        let edit = Self.edits[index]
        var pleading = Pleading()
        pleading.paragraphs.append("mmmm")
        let bytes = try #require(
            Workshop.changed(try pleading.pdf(), edit.old, edit.new, lastOnly: edit.lastOnly), "\(edit.old)")
        let findings = Workshop.findings(bytes, as: .pleading)
        #expect(Set(findings.map(\.rule)) == [edit.rule], "\(findings)")
    }

    @Test("fewer than three numbers an inch")
    func pitch() throws {
        var pleading = Pleading()
        pleading.paragraphs = ["Few words."]
        let bytes = try #require(Workshop.changed(try pleading.pdf(), "0 -24 Td\n[(28)", "0 -26 Td\n[(28)"))
        #expect(Workshop.rules(bytes) == [.numberPitch])
    }

    @Test("numbers too close to the text, with no rule between")
    func gap() throws {
        var pleading = Pleading()
        pleading.paper.left = .points(95)
        #expect(Workshop.rules(try pleading.pdf()) == [])
        let moved = try #require(Workshop.changed(try pleading.pdf(), "90 0 0.75 792 re", "20 0 0.75 792 re"))
        let bytes = try #require(Workshop.changed(moved, "92.25 0 0.75 792 re", "22.25 0 0.75 792 re"))
        #expect(Workshop.rules(bytes) == [.numberGap])
    }

    @Test("what has to be a pleading and is none")
    func plain() throws {
        let found = Workshop.rules(try Workshop.pdf([PlainPaper().manuscript]), as: .pleading)
        #expect(found.isSuperset(of: [.lineNumbers, .footTitle, .attorney, .courtTitle]))
        #expect(Workshop.rules(try Workshop.pdf([PlainPaper().manuscript])) == [])
    }

    @Test("a long attorney's block moves the title of the court down, never up")
    func longBlock() throws {
        var pleading = Pleading()
        pleading.attorney += (1...14).map { "Line \($0)" }
        pleading.attorneyHeight = Press.Pleading.line * 9
        #expect(Workshop.findings(try pleading.pdf()) == [])
    }

    @Test("findings say where and how much, and never more than a few of a kind")
    func words() throws {
        var pleading = Pleading()
        pleading.format.size = .points(11)
        let findings = Workshop.findings(try pleading.pdf())
        let first = try #require(findings.first)
        #expect(
            first.description
                == "page 1, line 13: text of 11 pt; use 12 points or more [CRC 2.104]")
        #expect(findings.count == 21)
        #expect(findings.last?.message == "the same 10 more times")
    }
}
