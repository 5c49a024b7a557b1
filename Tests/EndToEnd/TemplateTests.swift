import Foundation
import Testing

/// What an office can do with its templates, without a programmer.
@Suite(.timeLimit(.minutes(20))) struct TemplateTests {
    @Test func theShippedTemplatesAreInOrder() async throws {
        let office = try Office(cities: nil)
        let ran = try await office.vacatur("templates", "check", "--as-of", Office.asOf)
        #expect(ran.code == 0, "\(ran.out)\(ran.err)")
        #expect(ran.lastLine.contains(" 0 error(s), 0 warning(s)"), "\(ran.lastLine)")
    }

    @Test(
        arguments: [
            "motion", "schedule", "schedule-confidential", "declaration", "order", "case-motion", "case-order",
            "non-challenge", "case-notice", "challenge", "case-challenge", "withdrawal", "defender-letter", "letter",
            "proof-of-service", "cover", "index",
        ])
    func aPreviewOfEveryDocument(_ document: String) async throws {
        let office = try Office()
        for (file, extra) in [("draft.html", []), ("filing.html", ["--approve-as", Office.reviewer])] {
            let ran = try await Program.vacatur(
                ["preview", document, "--jurisdiction", "long-beach", "--as-of", Office.asOf, "-o", file] + extra,
                in: office.scratch)
            #expect(ran.code == 0, "\(ran.err)")
            let read = try await Program.tool("xmllint", ["--noout", file], in: office.scratch)
            #expect(read.code == 0, "\(read.err)")
            #expect(try office.scratch.text(file).contains("DRAFT") == extra.isEmpty)
        }
    }

    @Test(
        "a mistake in a template of messages is found",
        arguments: ["filing-case", "filing-4-case", "filing-4-document"])
    func messages(_ name: String) async throws {
        let office = try Office()
        let path = "Templates/base/\(name).xml.mustache"
        try office.scratch.write(office.scratch.text(path).replacing("{{prefix}}", with: "{{prefiks}}"), to: path)
        let ran = try await office.vacatur("templates", "check", "--as-of", Office.asOf)
        #expect(ran.code != 0 && ran.out.contains("base/\(name).xml.mustache:"), "\(ran.out)")
        #expect(ran.out.contains("prefiks"), "\(ran.out)")
    }

    @Test func aChangedSentenceShowsInThatCityOnly() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<3) + Row.misdemeanors(1..<3))
        try office.scratch.edit(
            "Templates/long-beach/motion.html.mustache", "respectfully asks the Court", "most humbly begs this Court")
        let ran = try await office.generate("list.csv", "--layout", "tree")
        #expect(ran.code == 0, "\(ran.err)")
        let changed = try office.scratch.files(in: ran.lastLine)
            .filter { try office.scratch.text("\(ran.lastLine)/\($0)").contains("most humbly begs") }
        #expect(changed == ["long-beach/motion.html"])
    }

    @Test func aValueThatSomeCasesLackHoldsThoseCases() async throws {
        let office = try Office()
        var rows = Row.misdemeanors(1..<6) + Row.felonies(1..<3)
        rows[0].arrest = "2009-04-01"
        rows[3].arrest = "2009-04-02"
        try office.write(rows)
        // The city wants the date of arrest in its motions, and says nothing of cases without one.
        try office.scratch.write(
            """
            {{<base/case-motion}}
            {{$closing}}
            {{#case.counts}}<p>Arrested {{arrestDate}}.</p>{{/case.counts}}
            {{/closing}}
            {{/base/case-motion}}
            """, to: "Templates/long-beach/case-motion.html.mustache")
        let checked = try await office.vacatur("templates", "check", "--as-of", Office.asOf)
        #expect(checked.code == 0, "\(checked.out)")
        #expect(checked.out.contains("long-beach/case-motion.html.mustache:3:"), "\(checked.out)")
        let ran = try await office.generate("list.csv")
        #expect(ran.code == 2, "\(ran.err)")
        let held = table(try office.scratch.text("\(ran.lastLine)/exceptions.csv"))
        #expect(held.map { $0["case_number"] } == ["NA100002", "NA100003", "NA100005"])
        #expect(held.allSatisfy { $0["code"] == "missing-value" && $0["outcome"] == "held" })
        let filed = table(try office.scratch.text("\(ran.lastLine)/long-beach/schedule.csv"))
        #expect(filed.map { $0["case_number"] } == ["NA100001", "NA100004"])
        #expect(table(try office.scratch.text("\(ran.lastLine)/district-attorney/schedule.csv")).count == 2)
        #expect(try await office.vacatur("verify", ran.lastLine).code == 0)

        // Once the value is there, they are filed.
        for index in [1, 2, 4] { rows[index].arrest = "2009-04-03" }
        try office.write(rows, to: "completed.csv")
        let next = try await office.generate("completed.csv")
        let added = table(try office.scratch.text("\(next.lastLine)/long-beach/schedule.csv"))
        #expect(added.map { $0["case_number"] } == ["NA100002", "NA100003", "NA100005"])
    }

    @Test(
        arguments: [
            ("{{jurisdicton.name}}", "jurisdiction"), ("<b>", "b"), ("{{>no-such-part}}", "no-such-part"),
            ("{{totals.cases", "{{"), ("{{#reliefs}}</p><p>{{/reliefs}}", "reliefs"),
        ])
    func aBrokenTemplateStopsTheRunAndSaysWhere(_ broken: String, _ says: String) async throws {
        let office = try Office()
        try office.write(Row.misdemeanors(1..<3))
        try office.scratch.write(
            "{{<base/motion}}\n{{$closing}}\n<p>\(broken)</p>\n{{/closing}}\n{{/base/motion}}\n",
            to: "Templates/long-beach/motion.html.mustache")
        let ran = try await office.generate("list.csv")
        #expect(ran.code == 65, "\(ran.code): \(ran.err)")
        #expect(ran.err.contains("long-beach/motion.html.mustache:3:"), "\(ran.err)")
        #expect(ran.err.contains(says), "\(ran.err)")
        #expect(office.scratch.batches(in: "out") == [])
        let checked = try await office.vacatur("templates", "check", "--as-of", Office.asOf)
        #expect(checked.code == 1)
        #expect(checked.out.contains("long-beach/motion.html.mustache:3:"), "\(checked.out)")
    }

    @Test func aConfidentialFieldInAPublicDocumentStopsTheRun() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<3))
        try office.scratch.edit(
            "Templates/base/schedule.html.mustache", "{{caseNumber}}", "{{caseNumber}} {{birthDateISO}}")
        let ran = try await office.generate("list.csv")
        #expect(ran.code == 65, "\(ran.code): \(ran.err)")
        #expect(ran.err.contains("birthDateISO") && ran.err.contains("confidential"), "\(ran.err)")
    }

    @Test func aPackThatCannotBeReadIsNamed() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<3))
        try office.scratch.edit("Templates/long-beach/jurisdiction.yaml", "office: long-beach", "office: atlantis")
        let ran = try await office.generate("list.csv")
        #expect(ran.code == 65 && ran.err.contains("long-beach/jurisdiction.yaml"), "\(ran.err)")
        try office.scratch.write("name: [", to: "Templates/long-beach/jurisdiction.yaml")
        let broken = try await office.generate("list.csv")
        #expect(broken.code == 65 && broken.err.contains("long-beach/jurisdiction.yaml"), "\(broken.err)")
        let missing = try await office.generate("list.csv", "--templates", "elsewhere")
        #expect(missing.code == 65 && missing.err.contains("--templates"), "\(missing.err)")
    }
}
