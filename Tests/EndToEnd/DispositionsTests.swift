import Foundation
import Testing

/// From what courts answer to notices and to the report on filings.
@Suite(.timeLimit(.minutes(20))) struct DispositionsTests {
    /// An office with a batch of 12 felonies and 4 misdemeanors; gives the batch's folder.
    private func batch() async throws -> (Office, String) {
        let office = try Office()
        var rows = Row.felonies(1..<13) + Row.misdemeanors(1..<5)
        // Two cases of one person, who gets one letter; and one whom no letter can reach.
        rows[1].person = rows[0].person
        rows[1].first = rows[0].first
        rows[2].street = ""
        rows[3].determination = "Eligible for Reduction"
        try office.write(rows)
        let ran = try await office.generate("list.csv")
        try #require(ran.code == 0, "\(ran.err)")
        return (office, ran.lastLine)
    }

    /// Imports a clerk's list: what became of each case, by sequence.
    private func answer(
        _ outcomes: [Int: String], on day: String, of jurisdiction: String, _ office: Office, _ folder: String
    ) async throws {
        let lines = outcomes.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value),\(day)\n" }
        let name = "answer-\(UUID().uuidString).csv"
        try office.scratch.write("sequence,outcome,date\n" + lines.joined(), to: name)
        let ran = try await office.vacatur(
            "outcomes", "import", name, "--batch", folder, "--jurisdiction", jurisdiction, "--docket",
            "out/docket.sqlite")
        try #require(ran.code == 0, "\(ran.out)\(ran.err)")
    }

    private func answerFirst(_ office: Office, _ folder: String) async throws {
        try await answer(
            [
                1: "granted", 2: "granted", 3: "granted", 4: "granted", 5: "denied", 6: "struck", 7: "no file found",
                8: "already done", 9: "accepted", 10: "rejected",
            ], on: "2020-02-18", of: "district-attorney", office, folder)
        try await answer([1: "granted"], on: "2020-02-20", of: "long-beach", office, folder)
    }

    @Test("granted cases are noticed once, the rest is listed, and the folder can be verified")
    func notices() async throws {
        let (office, folder) = try await batch()
        let before = try office.scratch.tree(folder)
        let none = try await office.vacatur("dispositions", folder)
        #expect(none.code == 0 && none.out.contains("nothing new"), "\(none.out)\(none.err)")
        try await answerFirst(office, folder)
        let ran = try await office.vacatur("dispositions", folder)
        #expect(ran.code == 0, "\(ran.err)")
        let made = "\(folder)-dispositions-0001"
        #expect(ran.lastLine == made)
        #expect(differences(before, try office.scratch.tree(folder)) == [])

        let list = table(try office.scratch.text("\(made)/district-attorney/confidential/dispositions.csv"))
        #expect(list.map { $0["sequence"] } == ["1", "2", "3", "4"])
        #expect(list.map { $0["case_number"] } == (1...4).map { "BA10000\($0)" })
        #expect(list.map { $0["order_date"] } == Array(repeating: "2020-02-18", count: 4))
        #expect(list.map { $0["sealed"] } == ["Y", "Y", "Y", "N"] && list[3]["new_level"] == "misdemeanor")
        #expect(list[0]["birth_date"] == "1971-05-09")
        let notice = "\(made)/district-attorney/confidential/disposition-notice-2020-02-18-0001"
        let page = try office.scratch.text("\(notice).html")
        #expect(page.contains("BA100004") && page.contains("1971-05-09") && page.contains("4 cases, 4 counts"))
        #expect(!page.contains("BA100005") && office.scratch.exists("\(notice).pdf"))
        #expect(office.scratch.exists("\(made)/long-beach/confidential/disposition-notice-2020-02-20-0001.html"))

        let others = table(try office.scratch.text("\(made)/other-acts.csv"))
        #expect(others.map { $0["act"] } == ["denied", "struck", "no-file", "already-done"])
        #expect(others.allSatisfy { $0["what_to_do"]?.isEmpty == false })
        let mailing = "\(made)/district-attorney/mailing"
        #expect(table(try office.scratch.text("\(mailing)/addresses.csv")).count == 2)
        let unknown = table(try office.scratch.text("\(mailing)/address-unknown.csv"))
        #expect(unknown.map { $0["cases"] } == ["BA100003"])
        for file in office.scratch.files(in: made) where file.contains("confidential/") || file.contains("mailing/") {
            let attributes = try FileManager.default.attributesOfItem(atPath: office.scratch.path("\(made)/\(file)"))
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
        }
        for command in ["verify", "lint"] {
            let checked = try await office.vacatur(command, made)
            #expect(checked.code == 0, "\(checked.out)\(checked.err)")
        }
        let packet = try await office.vacatur("verify", "\(made)/district-attorney")
        #expect(packet.code == 0, "\(packet.out)\(packet.err)")
        let audit = try await office.vacatur("audit", "--docket", "out/docket.sqlite")
        #expect(audit.code == 0, "\(audit.out)\(audit.err)")
        for output in [ran.out, ran.err, try office.scratch.text("\(made)/other-acts.csv")] {
            #expect(!output.contains("INVENTED") && !output.contains("1971-05-09"))
        }
    }

    @Test("a later run takes only what is new; a grant that did not last has to be looked at")
    func later() async throws {
        let (office, folder) = try await batch()
        try await answerFirst(office, folder)
        let first = try await office.vacatur("dispositions", folder)
        try #require(first.code == 0, "\(first.err)")
        let published = try office.scratch.tree("\(folder)-dispositions-0001")
        let again = try await office.vacatur("dispositions", folder)
        #expect(again.code == 0 && again.out.contains("nothing new"), "\(again.out)")
        #expect(!office.scratch.exists("\(folder)-dispositions-0002"))

        try await answer([9: "granted", 1: "denied"], on: "2020-03-02", of: "district-attorney", office, folder)
        let early = try await office.vacatur("dispositions", folder, "--as-of", "2020-03-01")
        #expect(early.out.contains("nothing new"), "\(early.out)")
        let second = try await office.vacatur("dispositions", folder)
        #expect(second.code == 2 && second.out.contains("1 case(s) to look at"), "\(second.out)\(second.err)")
        let made = "\(folder)-dispositions-0002"
        #expect(second.lastLine == made)
        let list = table(try office.scratch.text("\(made)/district-attorney/confidential/dispositions.csv"))
        #expect(list.map { $0["sequence"] } == ["9"])
        let others = table(try office.scratch.text("\(made)/other-acts.csv"))
        #expect(others.count == 1 && others[0]["act"] == "denied" && others[0]["answers_differ"] == "yes")
        #expect(others[0]["what_to_do"]?.contains("Notice 1 said") == true)
        #expect(!office.scratch.exists("\(made)/long-beach"))
        #expect(differences(published, try office.scratch.tree("\(folder)-dispositions-0001")) == [])
        let checked = try await office.vacatur("verify", made)
        #expect(checked.code == 0, "\(checked.out)")
    }

    @Test("the same docket gives the same bytes")
    func sameBytes() async throws {
        let (office, folder) = try await batch()
        try await answerFirst(office, folder)
        try office.scratch.copy("out", to: "other")
        let other = "other" + folder.dropFirst("out".count)
        for folder in [folder, other] {
            let ran = try await office.vacatur("dispositions", folder)
            try #require(ran.code == 0, "\(ran.err)")
        }
        let made = try office.scratch.tree("\(folder)-dispositions-0001")
        #expect(made.count > 10)
        #expect(differences(made, try office.scratch.tree("\(other)-dispositions-0001")) == [])
    }

    @Test(
        "a list or a notice that was changed is found out, and what is confidential in a public file",
        arguments: [
            ("district-attorney/confidential/dispositions.csv", "BA100002", "BA100022", "dispositions-differ"),
            (
                "district-attorney/confidential/disposition-notice-2020-02-18-0001.html", "BA100002", "BA100022",
                "dispositions-differ"
            ),
            ("district-attorney/mailing/addresses.csv", "12 FIGMENT ST", "BA100001 1971-05-09", "confidential-value"),
            ("other-acts.csv", "struck", "denied", "digest-differs"),
        ])
    func verified(_ file: String, _ old: String, _ new: String, _ code: String) async throws {
        let (office, folder) = try await batch()
        try await answerFirst(office, folder)
        let ran = try await office.vacatur("dispositions", folder)
        try #require(ran.code == 0, "\(ran.err)")
        try office.scratch.edit("\(ran.lastLine)/\(file)", old, new)
        let checked = try await office.vacatur("verify", ran.lastLine, "--no-paper")
        #expect(checked.code == 1 && checked.out.contains("[\(code)]"), "\(checked.out)\(checked.err)")
    }

    @Test("drafts are refused with the reason")
    func refused() async throws {
        let office = try Office()
        try office.write(Row.misdemeanors(1..<3))
        let draft = try await office.generate("list.csv", approved: false)
        let ran = try await office.vacatur("dispositions", draft.lastLine)
        #expect(ran.code == 64 && ran.err.contains("a draft"), "\(ran.err)")
    }

    @Test("the report on filings adds up to the batch, as of any day")
    func report() async throws {
        let (office, folder) = try await batch()
        try await answerFirst(office, folder)
        try await answer([9: "granted"], on: "2020-04-02", of: "district-attorney", office, folder)
        let ran = try await office.vacatur(
            "report", "--filings", folder, "-o", "progress", "--docket", "out/docket.sqlite", "--as-of", "2020-03-31")
        #expect(ran.code == 0 && ran.lastLine == "progress", "\(ran.out)\(ran.err)")
        #expect(office.scratch.names(in: "progress") == ["progress.csv", "progress.html", "progress.json"])
        let rows = table(try office.scratch.text("progress/progress.csv"))
        func cases(_ measure: String) -> Int {
            rows.filter { $0["measure"] == measure }.reduce(0) { $0 + (Int($1["cases"] ?? "") ?? 0) }
        }
        let standings = [
            "pending", "accepted", "partially-accepted", "rejected", "granted", "denied", "struck", "no-file",
            "already-done",
        ]
        #expect(standings.map(cases) == [5, 1, 0, 1, 5, 1, 1, 1, 1])
        #expect(standings.reduce(0) { $0 + cases($1) } == 16 && cases("filed") == 16)
        let filed = try totals(ofManifest: office.scratch.text("\(folder)/manifest.xml"))["cases"]
        #expect(cases("filed") == filed)
        #expect(cases("waiting-since-filed") == 6 && cases("waiting-since-accepted") == 1)

        let all = try await office.vacatur(
            "report", "--filings", "all", "-o", "later", "--docket", "out/docket.sqlite", "--json")
        #expect(all.code == 0, "\(all.err)")
        let object = try json(all)
        #expect(object["asOf"] as? String == "2020-04-02")
        let quarters = try #require(object["quarters"] as? [String: [String: [String: Int]]])
        func counts(_ quarter: String, _ measure: String) -> Int? {
            quarters[quarter]?.values.reduce(0) { $0 + ($1[measure] ?? 0) }
        }
        #expect(counts("2020-Q1", "filed-in-quarter") == 16 && counts("2020-Q1", "dismissed-and-sealed") == 4)
        #expect(counts("2020-Q1", "redesignated") == 1 && counts("2020-Q2", "dismissed-and-sealed") == 1)
        #expect(counts("2020-Q1", "pending-at-end-of-quarter") == 7)
        #expect(counts("2020-Q2", "pending-at-end-of-quarter") == 6)
        for name in ["progress.csv", "progress.html", "progress.json"] {
            let text = try office.scratch.text("progress/\(name)")
            #expect(!text.contains("INVENTED") && !text.contains("BA100"))
        }
        let both = try await office.vacatur("report", "--filings", "all", "--screening", "latest", "-o", "x")
        #expect(both.code == 64)
    }
}
