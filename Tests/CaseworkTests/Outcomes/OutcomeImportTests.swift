import Cases
import Docket
import Foundation
import Testing

@testable import Casework

/// Answers of courts, from files onto the docket.
@Suite struct OutcomeImportTests {
    let office: FiledOffice

    init() throws { office = try FiledOffice() }

    @Test("replies and callbacks of a folder come to states, and the chain holds")
    func answers() throws {
        try office.write(FiledOffice.reply("m-ba100001"), to: "answers/1.xml")
        try office.write(FiledOffice.reply("M-NA100001"), to: "answers/2.xml")
        try office.write(
            FiledOffice.callbacks([
                FiledOffice.callback("m-ba100001", "accepted", ["1 accepted", "2 accepted"], number: "BA 100001"),
                FiledOffice.callback("m-na100002", "partially-accepted", ["1 accepted", "2 rejected"]),
                FiledOffice.callback("m-0012345", "rejected"),
            ]), to: "answers/deep/3.xml")
        let report = try office.importing(["\(office.path)/answers"])
        #expect(report.isComplete && report.isNew && report.problems.isEmpty)
        #expect(report.total(.replies).files == 2 && report.total(.callbacks).sum.recorded == 3)
        #expect(
            try office.states() == [
                "0012345 rejected", "BA100001 accepted", "NA100001 received", "NA100002 partially-accepted",
            ])
        let docket = try Docket(path: office.docketPath)
        #expect(try docket.verifyAudit().isWhole)
        let batch = try #require(try docket.batches().first)
        let documents = try docket.documentStates(of: batch, in: "long-beach", sequence: 2).mapValues(\.state)
        #expect(documents == ["case-motion": .accepted, "case-order": .rejected])
    }

    @Test("the same again is nothing new, and says so")
    func idempotent() throws {
        let xml = try office.write(FiledOffice.callback("m-ba100001", "accepted"), to: "a.xml")
        let csv = try office.write("case_number,outcome,date\nBA100001,granted,2020-03-01\n", to: "s.csv")
        #expect(try office.importing([xml, csv]).isNew)
        let docket = try Docket(path: office.docketPath)
        let entries = try docket.verifyAudit().entries
        let again = try office.importing([csv, xml, xml])
        #expect(!again.isNew && again.isComplete)
        #expect(again.files.map(\.known) == [1, 1])
        #expect(try docket.verifyAudit().entries == entries)
    }

    @Test("what cannot be taken is told with its place, and the rest is recorded")
    func problems() throws {
        let xml = try office.write(
            FiledOffice.callbacks([
                FiledOffice.callback("m-ba100001", "accepted"), FiledOffice.callback("m-other", "accepted"),
                FiledOffice.callback("m-ba100002", "moot"),
                FiledOffice.callback("m-na100001", "accepted", time: "2099-01-01T00:00:00Z"),
                FiledOffice.callback("m-na100002", "accepted", ["1 accepted", "7 accepted"], number: "NA100009"),
            ]) + "<", to: "a.xml")
        let report = try office.importing([xml])
        #expect(!report.isComplete)
        let file = report.files[0]
        #expect(file.items == 6 && file.recorded == 1 && file.problems == 5 && file.warnings == 1)
        #expect(
            try office.problems() == [
                "a.xml:1 m-other unknown-message", "a.xml:1 m-ba100002 unknown-status",
                "a.xml:1 m-na100001 future-answer", "a.xml:1 NA100002 case-numbers-differ",
                "a.xml:1 NA100002 unknown-document", "a.xml:1  unreadable-answer",
            ])
        #expect(try office.states() == ["BA100001 accepted", "NA100002 accepted"])
    }

    @Test("a clerk's schedule: sequences and numbers, blanks, dates and notes")
    func schedule() throws {
        let csv = try office.write(
            """
            sequence,case_number,defendant,Outcome,Date,Note
            1,12345,X,no file found,3/2/2020,
            2,BA100001,X,granted,2020-03-01,first
            2,BA100001,X,granted,2020-03-01,"=cmd|' /C calc'!A0"
            3,BA100002,X,,,
            """, to: "da.csv")
        let report = try office.importing([csv], jurisdiction: "district-attorney")
        #expect(report.isComplete && report.files[0].recorded == 3 && report.files[0].blank == 1)
        #expect(report.states.map { "\($0.state) \($0.cases)" } == ["granted 1", "noFile 1"])
        #expect(try office.states() == ["0012345 no-file", "BA100001 granted"])
        let shown = try CaseOutcomes(
            "ba-100001", batch: FiledOffice.folder, jurisdiction: nil, docket: office.docketPath)
        #expect(shown.cases.first?.entries.map(\.reason) == ["first; =cmd|' /C calc'!A0"])
        #expect(shown.cases.first?.entries.map(\.day) == ["2020-03-01"])
    }

    @Test("without jurisdiction a case is found by its number")
    func findsByNumber() throws {
        let csv = try office.write("Case No,Struck,Granted\nNA-100002,x,\nba100002,,X\n", to: "any.csv")
        let report = try office.importing([csv], date: "2020-03-01")
        #expect(report.isComplete)
        #expect(try office.states() == ["BA100002 granted", "NA100002 struck"])
    }

    @Test(
        "rows that cannot be believed",
        arguments: [
            ("1,BA100001,granted,2020-03-01,", "other-case"), ("9,BA100001,granted,2020-03-01,", "unknown-case"),
            (",BA900009,granted,2020-03-01,", "unknown-case"), ("x,BA100001,granted,2020-03-01,", "unknown-case"),
            (",BA100001,maybe,2020-03-01,", "unknown-outcome"), (",BA100001,granted,,", "missing-outcome-date"),
            (",BA100001,granted,2020-02-30,", "impossible-date"), (",BA100001,granted,2099-03-01,", "future-answer"),
            (",BA100001,granted,2020-03-01,torrance", "unknown-batch"),
            (",NA100001,granted,2020-03-01,district-attorney", "unknown-case"),
        ])
    func refusedRows(_ row: String, _ code: String) throws {
        let csv = try office.write(
            "sequence,case_number,outcome,date,jurisdiction\n\(row)\n,BA100002,granted,2020-03-01,\n", to: "s.csv")
        let report = try office.importing([csv])
        #expect(report.files[0].problems == 1 && report.files[0].recorded == 1)
        let item = row.split(separator: ",", omittingEmptySubsequences: false)[1]
        #expect(try office.problems() == ["s.csv:2 \(item) \(code)"])
        #expect(try office.states() == ["BA100002 granted"])
    }

    @Test("rows of one case that differ are all set aside; blank ones are told")
    func differing() throws {
        let csv = try office.write(
            "case_number,outcome\nBA100001,granted\nBA100001,denied\nNA100001,granted\n", to: "s.csv")
        let report = try office.importing([csv], date: "2020-03-01")
        #expect(report.files[0].problems == 2 && report.files[0].recorded == 1)
        #expect(
            try office.problems().map { $0.suffix(18) }
                == [" different-outcomes", " different-outcomes"].map { $0.suffix(18) })
        let partly = try office.write("case_number,outcome\nBA100001,granted\nBA100001,\n", to: "t.csv")
        #expect(try office.importing([partly], date: "2020-03-01").isComplete)
        #expect(try office.problems() == ["t.csv:2 BA100001 partly-ticked"])
        #expect(try office.states() == ["BA100001 granted", "NA100001 granted"])
    }

    @Test("answers that contradict each other are told, and the latest stands")
    func contradictions() throws {
        let first = try office.write(
            FiledOffice.callback("m-ba100001", "accepted", time: "2020-02-21T00:00:00Z"), to: "a.xml")
        let second = try office.write(
            FiledOffice.callback("m-ba100001", "rejected", time: "2020-02-20T00:00:00Z"), to: "b.xml")
        _ = try office.importing([first])
        #expect(try office.importing([second]).isComplete)
        #expect(try office.problems() == ["b.xml:1 BA100001 contradictory-answers"])
        #expect(try office.states() == ["BA100001 accepted"])
        let counts = try OutcomeCounts(batch: FiledOffice.folder, jurisdiction: nil, docket: office.docketPath)
        #expect(counts.lines.map(\.contradictory) == [1, 0])
        #expect(counts.lines.map(\.pending) == [2, 2])
    }

    @Test("of several batches the rows have to say which one they are of")
    func severalBatches() throws {
        try office.file("2020-05-01-00000002")
        let csv = try office.write("case_number,outcome\nBA100001,granted\n", to: "s.csv")
        #expect(try !office.importing([csv], date: "2020-03-01").isComplete)
        #expect(try office.problems() == ["s.csv:2 BA100001 unknown-batch"])
        #expect(try office.importing([csv], batch: "out/2020-05-01-00000002/", date: "2020-06-01").isComplete)
        let named = try office.write(
            "case_number,outcome,batch\nNA100001,denied,\(FiledOffice.folder)\n", to: "t.csv")
        #expect(try office.importing([named], date: "2020-06-01").isComplete)
        #expect(try office.states() == ["NA100001 denied"])
        #expect(try office.states(of: "2020-05-01-00000002") == ["BA100001 granted"])
        #expect(throws: CaseworkError.self) { try office.importing([csv], batch: "none") }
        #expect(throws: CaseworkError.self) {
            try office.importing([csv], batch: FiledOffice.folder, jurisdiction: "torrance")
        }
    }

    @Test("files that are nothing of the kind, and lists of problems")
    func otherFiles() throws {
        try office.write("<html/>", to: "in/a.xml")
        try office.write("name\nx\n", to: "in/b.csv")
        try office.write("", to: "in/c.csv")
        try office.write("x", to: "in/.hidden")
        try office.write(FiledOffice.callback("m-ba100001", "accepted"), to: "in/d.xml")
        let report = try office.importing(["\(office.path)/in"])
        #expect(report.files.map(\.problems) == [1, 1, 1, 0])
        #expect(
            try office.problems() == [
                "a.xml:1  not-an-answer", "b.csv:1  unreadable-answer",
                "c.csv:0  unreadable-answer".replacing(":0", with: ":"),
            ])
        try FileManager.default.copyItem(atPath: "\(office.path)/problems.csv", toPath: "\(office.path)/in/p.csv")
        #expect(try office.importing(["\(office.path)/in"]).leftOut == ["p.csv"])
        #expect(throws: CaseworkError.self) { try office.importing(["\(office.path)/missing"]) }
    }

    @Test("neither the order of answers nor their repetition matters", arguments: 0..<4)
    func orderFree(_ seed: Int) throws {
        var chance = Chance(UInt64(seed))
        let statuses = ["accepted", "rejected", "partially-accepted", "received", "cancelled"]
        var files: [(name: String, text: String)] = []
        for number in 0..<14 {
            let message = ["m-ba100001", "m-ba100002", "m-na100001"][chance.below(3)]
            let time = "2020-02-2\(chance.below(3))T18:30:00Z"
            let documents = ["1 accepted", "2 \(["accepted", "rejected"][chance.below(2)])"]
            let text =
                chance.below(4) == 0
                ? FiledOffice.reply(message, time: time)
                : FiledOffice.callback(
                    message, statuses[chance.below(5)], chance.below(2) == 0 ? documents : [], time: time)
            files.append(("\(number).xml", text))
        }
        for number in 0..<4 {
            let outcome = ["granted", "denied", "struck"][chance.below(3)]
            files.append(
                ("\(number).csv", "case_number,outcome,date\nNA100001,\(outcome),2020-03-0\(1 + chance.below(2))\n"))
        }
        var seen: Set<[String]> = []
        for _ in 0..<5 {
            let office = try FiledOffice()
            files.shuffle(using: &chance)
            let repeated = files + files.filter { _ in chance.below(3) == 0 }
            for file in repeated { _ = try office.importing([try office.write(file.text, to: file.name)]) }
            seen.insert(try office.states())
        }
        #expect(seen.count == 1)
    }
}
