import Cases
import Docket
import Foundation
import Testing

@testable import Casework

@Suite struct ReviewImportTests {
    let office: ReviewOffice
    private let lee = Reviewer(name: "Lee Marsh", barNumber: "234567")

    init() throws { office = try ReviewOffice() }

    /// Rows 1 to 8 of the state's file: what a worksheet of the district attorney may hold, and one of Long Beach.
    @discardableResult
    private func screen(_ identity: String = "5c4ee11", first: Determination = .dismissal) throws -> Screening {
        try office.screen(
            [
                (
                    screened(
                        1, conviction(1, "BA100001", found: first),
                        conviction(2, "BA100002", count: 2, found: .handReview)),
                    ["district-attorney", "district-attorney"]
                ),
                (
                    screened(
                        2, named: "NUÑEZ", conviction(3, "BA100003", sentence: .serving),
                        conviction(4, "BA100004", count: 2, found: .notEligible)),
                    ["district-attorney", "district-attorney"]
                ),
                (
                    screened(
                        3, conviction(5, "9TR00005", court: "CASC TORRANCE", level: .misdemeanor, found: .cityReview),
                        conviction(6, "0012345", count: 2, found: .reduction),
                        conviction(7, "BA100007", count: 3, date: "2017-01-02", found: .notEligible)),
                    ["", "district-attorney", "district-attorney"]
                ),
                (
                    screened(
                        4, conviction(8, "8LB00008", court: "CASC LONG BEACH", level: .infraction, found: .cityReview)),
                    ["long-beach"]
                ),
            ], identity: identity)
    }

    /// The row of a worksheet with this case number.
    private func row(_ number: String, _ sheet: SheetFile) throws -> Int {
        try #require(sheet.cells("case_numbers").firstIndex(of: number))
    }

    private func filled(_ values: [String: [String: String]], _ name: String = "district-attorney") throws -> SheetFile
    {
        var sheet = try office.sheet(name)
        for (number, cells) in values { sheet.fill(try row(number, sheet), cells) }
        return sheet
    }

    @Test("decisions of every kind are recorded for the reviewer, and the chain holds")
    func records() throws {
        let screening = try screen()
        let report = try office.importing(
            filled([
                "BA100001": ["decision": "Approved"],
                "BA100002": ["decision": "yes", "relief": "Dismissal", "note": "no local record"],
                "BA100003": ["decision": "challenge", "ground": "unreasonable risk"],
                "BA100004": ["decision": "HOLD"],
                "9TR00005": ["decision": "refer", "refer_to": "City of Long Beach"],
                "0012345": ["decision": "approve", "relief": "dismiss"],
            ]))
        let sheet = report.sheets[0]
        #expect(sheet.short == "7 rows: 6 ruled, 1 unchanged, 0 problems, 0 warnings")
        #expect(sheet.approved == 3 && sheet.challenged == 1 && sheet.held == 1 && sheet.referred == 1)
        #expect(report.isComplete)
        #expect(
            try office.states(of: screening) == [
                1: "approve", 2: "approve dismiss-seal", 3: "challenge unreasonable-risk", 4: "hold",
                5: "refer long-beach", 6: "approve dismiss-seal",
            ])
        let docket = try Docket(path: office.docketPath)
        #expect(try docket.verifyAudit() == AuditReport(entries: 7, broken: nil))
        try docket.reviewed(screening, numbers: [1]) { person in
            let ruling = person.rulings[1]
            #expect(ruling?.reviewer == ReviewOffice.reviewer && ruling?.note == "no local record")
            #expect(ruling?.time == 1_564_617_600)
        }
    }

    @Test(
        "a row that cannot be taken says why, and never stops the others",
        arguments: [
            ("BA100001", ["decision": "no"], "unknown-decision decision"),
            ("BA100001", ["decision": "maybe"], "unknown-decision decision"),
            ("BA100001", ["note": "look at this"], "missing-decision decision"),
            ("BA100001", ["ground": "risk"], "missing-decision decision"),
            ("BA100001", ["decision": "challenge"], "missing-ground ground"),
            ("BA100001", ["decision": "challenge", "ground": "because"], "unknown-ground ground"),
            ("BA100001", ["decision": "challenge", "ground": "unreasonable-risk"], "ground-not-allowed ground"),
            ("BA100001", ["decision": "approve", "ground": "risk"], "contradictory-decision ground"),
            ("BA100001", ["decision": "hold", "relief": "dismiss"], "contradictory-decision relief"),
            ("BA100001", ["decision": "approve", "refer_to": "long-beach"], "contradictory-decision refer_to"),
            ("BA100001", ["decision": "refer"], "missing-referral refer_to"),
            ("BA100001", ["decision": "refer", "refer_to": "Atlantis"], "unknown-referral refer_to"),
            ("BA100001", ["decision": "refer", "refer_to": "long-beach"], "level-of-jurisdiction refer_to"),
            ("9TR00005", ["decision": "approve", "relief": "dismiss"], "not-referred jurisdiction"),
            ("9TR00005", ["decision": "challenge", "ground": "i"], "not-referred jurisdiction"),
            ("BA100001", ["decision": "refer", "refer_to": "DA"], "contradictory-decision refer_to"),
            ("BA100002", ["decision": "approve"], "relief-not-named relief"),
            ("BA100004", ["decision": "approve"], "relief-not-named relief"),
            ("BA100004", ["decision": "approve", "relief": "everything"], "unknown-relief relief"),
            ("BA100003", ["decision": "approve", "relief": "dismiss"], "relief-not-allowed relief"),
            ("BA100001", ["decision": "approve", "relief": "recall"], "relief-not-allowed relief"),
            ("BA100007", ["decision": "approve", "relief": "dismiss"], "after-proposition-64 decision"),
            ("BA100001", ["decision": "hold", "bar_number": "12"], "missing-reviewer bar_number"),
            ("BA100001", ["decision": "hold", "reviewer": "Lee Marsh"], "missing-reviewer bar_number"),
            ("BA100001", ["decision": "hold", "bar_number": "234567"], "missing-reviewer reviewer"),
            ("BA100001", ["decision": "hold", "overrides": "nobody"], "unknown-override overrides"),
            ("BA100001", ["decision": "hold", "overrides": "654321"], "unknown-override overrides"),
            ("BA100001", ["decision": "hold", "overrides": "234567"], "unknown-override overrides"),
            ("BA100001", ["decision": "hold", "jurisdiction": "long-beach"], "level-of-jurisdiction jurisdiction"),
            ("9TR00005", ["decision": "hold", "jurisdiction": "long-beach"], "other-office jurisdiction"),
            ("BA100001", ["decision": "hold", "key": ""], "unknown-row key"),
            ("BA100001", ["decision": "hold", "key": "17"], "unknown-row key"),
            ("BA100001", ["decision": "hold", "key": "R-5c4ee1-1-1-AAAAA"], "unknown-row key"),
            ("BA100001", ["decision": "hold", "key": "R-5c4ee1-900-1-AAAAA"], "unknown-row key"),
            ("BA100001", ["decision": "hold", "key": "R-abcdef-1-1-AAAAA"], "unknown-screening key"),
            ("BA100001", ["decision": "hold", "person": "OCHOA, MARTA"], "edited-fact person"),
            ("BA100001", ["decision": "hold", "case_numbers": "BA100011"], "edited-fact case_numbers"),
            ("BA100001", ["decision": "hold", "conviction_date": "5/7/1998"], "edited-fact conviction_date"),
            ("BA100001", ["decision": "hold", "determination": "Not eligible"], "edited-fact determination"),
            ("BA100001", ["decision": "hold", "level": "misdemeanor"], "edited-fact level"),
            ("BA100001", ["decision": "hold", "facts": ""], "edited-fact facts"),
            (
                "BA100001", ["decision": "hold", "note": String(repeating: "x", count: 2_001)],
                "field-too-long note"
            ),
        ] as [(String, [String: String], String)])
    func refuses(number: String, cells: [String: String], expected: String) throws {
        let screening = try screen()
        var sheet = try filled(["BA100002": ["decision": "hold"]])
        let row = try row(number, sheet)
        // The row keeps the decision of the other test row where it is the same one.
        sheet.fill(row, ["decision": ""])
        sheet.fill(row, cells)
        let report = try office.importing(sheet)
        #expect(try office.problems() == ["\(row + 2) \(expected)"])
        #expect(report.sheets[0].problems == 1 && !report.isComplete)
        #expect(report.sheets[0].ruled == (number == "BA100002" ? 0 : 1))
        #expect(try office.states(of: screening) == (number == "BA100002" ? [:] : [2: "hold"]))
    }

    @Test("sorted, shortened and rearranged worksheets of any spreadsheet program")
    func asTheyComeBack() throws {
        let screening = try screen()
        var sheet = try filled([
            "BA100001": ["decision": "approve"], "0012345": ["decision": "hold"], "BA100003": ["decision": "ok"],
        ])
        sheet.rows.reverse()
        sheet.rows.removeAll { $0.contains("BA100004") }
        for title in ["facts", "reason", "court", "overrides", "cii_number"] { sheet.drop(title) }
        sheet.titles.append("my column")
        for row in sheet.rows.indices { sheet.rows[row].append("x") }
        let zeros = try row("0012345", sheet)
        sheet[zeros, "case_numbers"] = "12345"
        for row in sheet.rows.indices where sheet[row, "conviction_date"] == "1998-05-06" {
            sheet[row, "conviction_date"] = "5/6/1998"
            sheet[row, "birth_date"] = sheet[row, "birth_date"].replacingOccurrences(of: "-", with: "/")
        }
        for index in sheet.rows.indices {
            sheet.rows[index].swapAt(0, sheet.rows[index].count - 1)
        }
        sheet.titles.swapAt(0, sheet.titles.count - 1)
        let file = "\(office.path)/returned.csv"
        try sheet.save(file, separator: ";", lineEnd: "\n", mark: "")
        let report = try office.importing([file])
        #expect(report.isComplete && report.sheets[0].ruled == 3 && report.sheets[0].rows == 6)
        #expect(try office.problems() == [" unused-column my column"])
        #expect(try office.states(of: screening) == [1: "approve", 3: "approve", 6: "hold"])
    }

    @Test("the same worksheet again changes nothing, also when something came later")
    func again() throws {
        let screening = try screen()
        let sheet = try filled(["BA100001": ["decision": "challenge", "ground": "i"]])
        try office.importing(sheet)
        var report = try office.importing(sheet)
        #expect(report.sheets[0].short == "7 rows: 0 ruled, 7 unchanged, 0 problems, 0 warnings")
        // The challenge is withdrawn.
        try office.importing(filled(["BA100001": ["decision": "approve"]]))
        #expect(try office.states(of: screening) == [1: "approve"])
        report = try office.importing(sheet)
        #expect(report.sheets[0].short == "7 rows: 0 ruled, 7 unchanged, 0 problems, 0 warnings")
        #expect(try office.states(of: screening) == [1: "approve"])
        let docket = try Docket(path: office.docketPath)
        #expect(try docket.verifyAudit() == AuditReport(entries: 3, broken: nil))
    }

    @Test("two reviewers who differ, and who decides between them")
    func conflict() throws {
        let screening = try screen()
        try office.importing(filled(["BA100001": ["decision": "approve"]]))
        try office.importing(filled(["BA100001": ["decision": "challenge", "ground": "i"]]), as: lee)
        #expect(try office.states(of: screening) == [1: "conflict"])
        var sheet = try office.sheet()
        let row = try row("BA100001", sheet)
        #expect(sheet[row, "prior_ruling"].hasPrefix("CONFLICT: approve (Ira Castellan, 654321"))
        #expect(sheet[row, "remark"].contains("overrides"))
        sheet.fill(row, ["decision": "challenge", "ground": "i", "overrides": "654321"])
        let report = try office.importing(sheet, as: lee)
        #expect(report.isComplete)
        #expect(try office.states(of: screening) == [1: "challenge does-not-meet-11361.8"])
        #expect(try office.importing(sheet, as: lee).sheets[0].unchanged == 7)
    }

    @Test("a decision over a ruling of the same import finds it, in whatever order the files come")
    func overrideInOneImport() throws {
        let screening = try screen()
        let over = "\(office.path)/over.csv"
        let plain = "\(office.path)/plain.csv"
        try filled([
            "BA100001": ["decision": "approve", "reviewer": "Lee Marsh", "bar_number": "234567", "overrides": "654321"]
        ]).save(over)
        try filled(["BA100001": ["decision": "hold"]]).save(plain)
        #expect(try office.importing([over, plain]).isComplete)
        #expect(try office.states(of: screening) == [1: "approve"])
    }

    @Test("one reviewer's rows that differ count neither, those that agree count once")
    func repeated() throws {
        let screening = try screen()
        var sheet = try filled(["BA100001": ["decision": "hold"], "BA100002": ["decision": "hold"]])
        let (first, second) = (try row("BA100001", sheet), try row("BA100002", sheet))
        sheet.rows.append(sheet.rows[first])
        sheet.rows.append(sheet.rows[second])
        sheet.fill(sheet.rows.count - 2, ["decision": "approve"])
        let report = try office.importing(sheet)
        #expect(report.sheets[0].short == "9 rows: 1 ruled, 6 unchanged, 2 problems, 0 warnings")
        #expect(
            try office.problems().sorted()
                == ["\(first + 2) repeated-decision decision", "9 repeated-decision decision"].sorted())
        #expect(try office.states(of: screening) == [2: "hold"])
    }

    @Test("the reviewer of a row goes before that of the import")
    func reviewers() throws {
        let screening = try screen()
        let sheet = try filled([
            "BA100001": ["decision": "hold", "reviewer": "Lee  Marsh", "bar_number": "SBN 234567"],
            "BA100002": ["decision": "hold", "reviewer": "Lee Marsh, 234567"],
            "BA100003": ["decision": "hold", "reviewer": "ira castellan"],
            "BA100004": ["decision": "hold", "bar_number": "654321"],
            "0012345": ["decision": "hold"],
        ])
        #expect(try office.importing(sheet).sheets[0].ruled == 5)
        var reviewers: [Int: Reviewer] = [:]
        try Docket(path: office.docketPath).reviewed(screening) { person in
            for (position, conviction) in person.screened.convictions.enumerated() {
                reviewers[conviction.place.row] = person.rulings[position]?.reviewer
            }
        }
        let ira = ReviewOffice.reviewer
        #expect(reviewers == [1: lee, 2: lee, 3: ira, 4: ira, 6: ira])
        let nobody = try filled(["BA100007": ["decision": "hold"]])
        #expect(try office.importing(nobody, as: nil).sheets[0].problems == 1)
        #expect(try office.problems() == ["\(try row("BA100007", nobody) + 2) missing-reviewer reviewer"])
    }

    @Test("an office decides about its own convictions only, and a referred one is the other's")
    func offices() throws {
        let screening = try screen()
        let sheet = try filled(["8LB00008": ["decision": "approve", "relief": "dismiss"]], "long-beach")
        #expect(try office.importing(sheet, office: "district-attorney").sheets[0].problems == 1)
        #expect(try office.problems() == ["2 other-office jurisdiction"])
        let felony = try filled(["BA100001": ["decision": "approve"]])
        #expect(try office.importing(felony, office: "long-beach").sheets[0].problems == 1)
        #expect(try office.problems().map { $0.split(separator: " ")[1] } == ["level-of-jurisdiction"])
        // Long Beach gives it away, and cannot decide any more; importing the referral again is no error.
        let away = try filled(["8LB00008": ["decision": "refer", "refer_to": "DA"]], "long-beach")
        #expect(try office.importing(away, office: "long-beach").isComplete)
        #expect(try office.importing(away, office: "long-beach").isComplete)
        #expect(try office.importing(sheet).sheets[0].problems == 1)
        #expect(try office.problems() == ["2 other-office jurisdiction"])
        let received = try filled(["8LB00008": ["decision": "approve", "relief": "dismiss"]])
        #expect(try office.importing(received, as: lee, office: "district-attorney").isComplete)
        #expect(try office.states(of: screening) == [8: "approve dismiss-seal"])
    }

    @Test("an infraction cannot become less, and its dismissal can be asked for")
    func infraction() throws {
        try screen()
        let sheet = try filled(["8LB00008": ["decision": "approve", "relief": "redesignate"]], "long-beach")
        try office.importing(sheet)
        #expect(try office.problems() == ["2 relief-not-allowed relief"])
    }

    @Test("a misdemeanor of an unknown court is referred to the office itself, and then decided")
    func unmapped() throws {
        let screening = try screen()
        try office.importing(filled(["9TR00005": ["decision": "refer", "refer_to": "district-attorney"]]))
        let sheet = try filled(["9TR00005": ["decision": "approve", "relief": "dismiss"]])
        #expect(try office.importing(sheet).isComplete)
        #expect(try office.states(of: screening) == [5: "approve dismiss-seal"])
        try Docket(path: office.docketPath).reviewed(screening, numbers: [3]) {
            #expect($0.jurisdictions[0] == "district-attorney")
        }
    }

    @Test("a worksheet of an earlier screening counts while the finding is the same")
    func olderWorksheet() throws {
        let first = try screen()
        let sheet = try filled(["BA100001": ["decision": "approve"], "BA100003": ["decision": "approve"]])
        let second = try screen("999999", first: .handReview)
        let report = try office.importing(sheet)
        #expect(report.sheets[0].short == "7 rows: 1 ruled, 5 unchanged, 1 problems, 1 warnings")
        let (changed, same) = (try row("BA100001", sheet) + 2, try row("BA100003", sheet) + 2)
        #expect(
            try office.problems().sorted()
                == ["\(changed) finding-changed determination", "\(same) older-worksheet key"].sorted())
        #expect(try office.states(of: first) == [3: "approve"])
        #expect(try office.states(of: second) == [3: "approve"])
    }

    @Test("a ruling on a finding that has changed is shown and has to be made again")
    func changedFinding() throws {
        try screen()
        try office.importing(filled(["BA100001": ["decision": "approve"]]))
        let second = try screen("999999", first: .handReview)
        #expect(try office.states(of: second) == [1: "changed"])
        var sheet = try office.sheet()
        let row = try row("BA100001", sheet)
        #expect(sheet[row, "prior_ruling"].hasPrefix("ON AN EARLIER FINDING: approve (Ira Castellan"))
        sheet.fill(row, ["decision": "approve", "relief": "redesignate"])
        #expect(try office.importing(sheet).isComplete)
        #expect(try office.states(of: second) == [1: "approve redesignate"])
    }

    @Test(
        "a challenge after the statute's day is warned about, not refused",
        arguments: [("2020-07-01", 0), ("2020-07-02", 1)])
    func late(today: String, warnings: Int) throws {
        try screen()
        let file = "\(office.path)/returned.csv"
        let sheet = try filled([
            "BA100001": ["decision": "challenge", "ground": "i"], "BA100004": ["decision": "hold"],
        ])
        try sheet.save(file)
        let report = try office.importing([file], on: today)
        #expect(report.isComplete && report.sheets[0].ruled == 2 && report.sheets[0].warnings == warnings)
        let row = try row("BA100001", sheet) + 2
        #expect(try office.problems() == (warnings == 0 ? [] : ["\(row) challenge-late decision"]))
        let text = try String(contentsOfFile: "\(office.path)/problems.csv", encoding: .utf8)
        #expect(text.contains("11361.9") == (warnings > 0))
    }

    @Test("what is no worksheet is told as a whole, and nothing is recorded")
    func unusable() throws {
        let screening = try screen()
        let good = "\(office.path)/good.csv"
        let bad = "\(office.path)/bad.csv"
        try filled(["BA100001": ["decision": "hold"]]).save(good)
        try "a,b\n1,2\n".write(toFile: bad, atomically: false, encoding: .utf8)
        #expect(throws: (any Error).self) { try office.importing([good, bad]) }
        #expect(try office.states(of: screening).isEmpty)
    }

    @Test("a list of problems among the files is left out and said, and alone is no worksheet")
    func listAmongWorksheets() throws {
        let screening = try screen()
        let file = "\(office.path)/returned.csv"
        try filled(["BA100001": ["decision": "hold"], "BA100002": ["decision": "perhaps"]]).save(file)
        try office.importing([file])
        let list = "\(office.path)/problems.csv"
        let report = try office.importing([list, file])
        #expect(report.leftOut == ["problems.csv"] && report.sheets.map(\.name) == ["returned.csv"])
        #expect(report.sheets[0].short == "7 rows: 0 ruled, 6 unchanged, 1 problems, 0 warnings")
        #expect(try office.states(of: screening) == [1: "hold"])
        #expect(throws: CaseworkError.self) { try office.importing([list]) }
    }

    @Test("the list of problems lies beside the worksheet, for its owner only, and holds nothing of a person")
    func problemsFile() throws {
        try screen()
        let file = "\(office.path)/returned.csv"
        try filled(["BA100001": ["decision": "OCHOA 288(A)", "note": "OCHOA"]]).save(file)
        let report = try ReviewImport(
            ReviewImportRequest(
                files: [file], reviewer: nil, office: nil, problems: nil, templates: "\(office.path)/Templates",
                docket: office.docketPath, today: date("2019-08-01"), now: 1)
        ).run()
        #expect(report.problems == "\(office.path)/returned-problems.csv")
        let text = try String(contentsOfFile: report.problems, encoding: .utf8)
        #expect(text.contains("unknown-decision") && text.contains("R-5c4ee1-1-1-"))
        #expect(!text.contains("OCHOA") && !text.contains("288(A)"))
        let mode = try FileManager.default.attributesOfItem(atPath: report.problems)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }
}
