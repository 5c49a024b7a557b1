import Cases
import Docket
import Foundation
import Testing

@testable import Casework

@Suite struct ReviewExportTests {
    let office: ReviewOffice

    init() throws { office = try ReviewOffice() }

    @discardableResult
    private func screen() throws -> Screening {
        try office.screen([
            (
                screened(
                    1, conviction(1, "BA300001"), conviction(2, "BA100009", count: 2, found: .handReview),
                    conviction(
                        3, "8LB00003", count: 3, court: "CASC LONG BEACH", level: .misdemeanor, found: .cityReview)),
                ["district-attorney", "district-attorney", "long-beach"]
            ),
            (screened(2, named: "=DOE", conviction(4, "BA200001", found: .notEligible)), ["district-attorney"]),
            (screened(3, named: "NUÑEZ", conviction(5, "BA100010")), ["district-attorney"]),
            (screened(4, conviction(6, "BA100002")), ["district-attorney"]),
            (
                screened(5, conviction(7, "9TR00001", court: "CASC TORRANCE", level: .misdemeanor, found: .cityReview)),
                [""]
            ),
        ])
    }

    @Test("a worksheet for each office, for its owner only, with nothing of a person in its name")
    func sheets() throws {
        try screen()
        let report = try office.export()
        #expect(report.sheets.map(\.office.id) == ["district-attorney", "long-beach"])
        #expect(report.sheets.map(\.people) == [5, 1])
        #expect(report.sheets.map(\.convictions) == [6, 1])
        #expect(
            report.sheets.map { $0.path.dropFirst(office.path.count) } == [
                "/review/review-5c4ee110-district-attorney.csv", "/review/review-5c4ee110-long-beach.csv",
            ])
        for path in report.sheets.map(\.path) + [report.guide] {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(office.path)/review").count == 3)
        let guide = try String(contentsOfFile: report.guide, encoding: .utf8)
        #expect(guide.contains("district-attorney, long-beach") && guide.contains("July 1, 2020"))
    }

    @Test("what needs judgment comes first, people together, then in case-number order")
    func order() throws {
        try screen()
        let sheet = try office.sheet()
        // BA100009 is left to a person and takes BA300001 of the same person with it; what is not eligible comes last.
        #expect(
            sheet.cells("case_numbers") == ["BA100009", "BA300001", "9TR00001", "BA100002", "BA100010", "BA200001"])
    }

    @Test("a row says what was found, and what is known of the review")
    func cells() throws {
        let screening = try screen()
        try office.rule([2: .challenge(.doesNotMeetCriteria)], on: screening)
        let sheet = try office.sheet()
        let row = try #require(sheet.cells("case_numbers").firstIndex(of: "BA100009"))
        let expected = [
            "jurisdiction": "district-attorney", "remark": "", "person": "OCHOA, MARIA ELENA",
            "birth_date": "1961-11-23", "cii_number": "A07000001", "court": "CASC FOLTZ", "section": "11359",
            "offense": conviction(2).offense, "level": "felony", "conviction_date": "1998-05-06",
            "sentence": "completed", "determination": "Hand Review", "reason": "PC 290",
            "facts": "288(A) PC of 1991-02-03", "doubts": "", "decision": "", "note": "",
            "prior_ruling": "challenge does-not-meet-11361.8 (Ira Castellan, 654321, 2019-07-01)",
        ]
        for (title, cell) in expected { #expect(sheet[row, title] == cell, "\(title)") }
        // What is ruled on needs nobody any more, and comes last of the person's.
        #expect(
            sheet.cells("case_numbers") == ["9TR00001", "BA100002", "BA300001", "BA100009", "BA100010", "BA200001"])
        let referred = try #require(sheet.cells("case_numbers").firstIndex(of: "9TR00001"))
        #expect(sheet[referred, "remark"].hasPrefix("No prosecutor is known for this court"))
        #expect(sheet.cells("person").contains("'=DOE, MARIA ELENA"))
        #expect(sheet.cells("person").contains("NUÑEZ, MARIA ELENA"))
        #expect(Set(sheet.cells("key")).count == 6)
    }

    @Test("the same docket gives the same bytes, and a worksheet that was filled in is not overwritten")
    func again() throws {
        let screening = try screen()
        let report = try office.export()
        let before = try report.sheets.map { try Data(contentsOf: URL(filePath: $0.path)) }
        #expect(try office.export().sheets.map { try Data(contentsOf: URL(filePath: $0.path)) } == before)
        try office.rule([1: .hold], on: screening)
        #expect {
            try office.export()
        } throws: {
            ($0 as? CaseworkError)?.code == .storage
        }
        #expect(try report.sheets.map { try Data(contentsOf: URL(filePath: $0.path)) } == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(office.path)/review").count == 3)
    }

    @Test("one office only, by its id or a jurisdiction's name")
    func only() throws {
        try screen()
        #expect(try office.export(office: "long-beach").sheets.map(\.office.id) == ["long-beach"])
        #expect(try office.export(office: "City of Long Beach", to: "b").sheets.map(\.office.id) == ["long-beach"])
        #expect {
            try office.export(office: "atlantis")
        } throws: {
            "\($0)" == "no office \"atlantis\"; there are district-attorney, long-beach"
        }
    }

    @Test("a referral moves a row to the other office's worksheet")
    func referral() throws {
        let screening = try screen()
        try office.rule([7: .refer("long-beach")], on: screening)
        #expect(try office.sheet().cells("case_numbers").contains("9TR00001") == false)
        let sheet = try office.sheet("long-beach")
        let row = try #require(sheet.cells("case_numbers").firstIndex(of: "9TR00001"))
        #expect(sheet[row, "remark"] == "Referred to you.")
        #expect(sheet[row, "jurisdiction"] == "long-beach")
    }

    @Test("keys survive sorting, other letter case and blanks, and nothing else")
    func keys() throws {
        try screen()
        let text = try office.sheet().cells("key")[0]
        let key = try #require(WorksheetKey(text))
        #expect(key.text == text)
        #expect(WorksheetKey(" " + text.lowercased() + " ") == key)
        for other in ["", "R-", "12345", String(text.dropLast()), "R-5c4ee1-0-0-AAAAA", "X" + text.dropFirst()] {
            #expect(WorksheetKey(other) == nil)
        }
    }
}
