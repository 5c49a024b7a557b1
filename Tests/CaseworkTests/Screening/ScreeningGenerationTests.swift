import Cases
import Docket
import Filings
import Foundation
import Testing

@testable import Casework

/// From a reviewed screening to packets: one batch.
@Suite(.timeLimit(.minutes(20))) struct ScreeningGenerationTests {
    private let office: ReviewOffice
    private let screening: Screening

    private static let district = RuledScreening.district
    private static let beach = RuledScreening.beach

    init() throws {
        let ruled = try RuledScreening()
        (office, screening) = (ruled.office, ruled.screening)
    }

    @Test("Every relevant conviction ends once, and where the ruling says")
    func accounting() async throws {
        let report = try await office.generate()
        #expect(report.rows == 11 && report.inputs.map(\.rows) == [11])
        let ends = Outcome.allCases.filter { report.rows($0) > 0 }.map { "\($0.rawValue) \(report.rows($0))" }
        #expect(ends == ["filed 1", "held 2", "referred 1", "not-eligible 1", "challenged 4", "rejected 2"])
        let exceptions = try office.rows("exceptions.csv", of: report)
        #expect(
            exceptions.map { "\($0[1]) \($0[2]) \($0[5])" } == [
                "2 district-attorney challenged", "3 district-attorney challenged",
                "4 district-attorney held-in-review",
                "5 long-beach referred", "6  not-reviewed", "7 district-attorney not-eligible",
                "8 district-attorney missing-case-number", "9 district-attorney missing-date",
                "11 long-beach challenged",
                "12 long-beach challenged",
            ])
        #expect(exceptions.allSatisfy { $0[0] == "doj.csv" })
        let sound = try RuledScreening.verified(report)
        #expect(sound.cases == 1 && sound.challenges == 4)
        #expect(try Docket(path: office.docketPath).verifyAudit().isWhole)
    }

    @Test("Challenged counts stand in the notice, the letter and the list, beside the motion for the others")
    func mixedPacket() async throws {
        let report = try await office.generate()
        let files = try office.files(of: report).keys.filter { $0.hasPrefix("\(Self.district)/") }
        let names = Set(files.map { String($0.dropFirst(Self.district.utf8.count + 1)) })
        #expect(
            names.isSuperset(of: [
                "motion.html", "order.html", "non-challenge.html", "schedule.csv", "challenge.html", "challenged.csv",
                "confidential/challenged.csv", "defender-letter.html", "proof-of-service.html", "cover.html",
            ]))
        #expect(!names.contains("withdrawal.html"))
        let list = try office.text("\(Self.district)/challenged.csv", of: report)
        #expect(
            list == """
                sequence,case_number,defendant,courthouse,count,section,level,conviction_date,ground,amends\r
                1,BA100001,"OCHOA, M.",Clara Shortridge Foltz Criminal Justice Center,2,11359,felony,1998-05-06,\
                does-not-meet-11361.8,\r
                2,BA100003,"PARK, M.",Clara Shortridge Foltz Criminal Justice Center,1,11359,felony,1998-05-06,\
                unreasonable-risk,\r

                """)
        let notice = try office.text("\(Self.district)/challenge.html", of: report)
        for part in ["BA100001", "BA100003", "subd.&#160;(c)(2)", "Dana Whitfield", "OCHOA, M.", "2: 11359"] {
            #expect(notice.contains(part), "\(part)")
        }
        #expect(!notice.contains("MARIA") && !notice.contains("Ira Castellan"))
        let letter = try office.text("\(Self.district)/defender-letter.html", of: report)
        #expect(
            letter.contains("MARIA ELENA OCHOA; aka MARY OCHOA") && letter.contains("(people: 2; cases: 2; counts: 2)"))
        #expect(
            try office.text("\(Self.district)/proof-of-service.html", of: report).contains(
                "Letter to the Public Defender"))
        // The same case, its other count.
        let schedule = try office.rows("\(Self.district)/schedule.csv", of: report)
        #expect(schedule.map { $0[1] } == ["BA100001"])
        let twin = try office.text("\(Self.district)/confidential/challenged.csv", of: report)
        #expect(twin.contains("\"PARK, MARIA ELENA\",MARY PARK,1962-11-23"))
    }

    @Test("A jurisdiction whose cases are all challenged has a packet that stands alone")
    func challengedOnly() async throws {
        let report = try await office.generate()
        let files = try office.files(of: report).keys.filter { $0.hasPrefix("\(Self.beach)/") }.sorted()
        #expect(
            files.map { String($0.dropFirst(Self.beach.utf8.count + 1)) } == [
                "challenge.html", "challenged.csv", "confidential/challenged.csv", "cover.html", "defender-letter.html",
                "manifest.xml", "manifest.xsd", "proof-of-service.html",
            ])
        let alone = try Verification.verify("\(report.folder)/\(Self.beach)")
        #expect(alone.isSound && alone.challenges == 2 && alone.cases == 0)
        let cover = try office.text("\(Self.beach)/cover.html", of: report)
        #expect(cover.contains("challenged.csv") && !cover.contains("Exhibit A") && !cover.contains("<mark"))
        let service = try office.text("\(Self.beach)/proof-of-service.html", of: report)
        #expect(
            service.contains("ATTACHMENT 1,") && !service.contains("Notice of Motion") && !service.contains("EXHIBIT A")
        )
        let index = try office.text("index.html", of: report)
        #expect(
            index.contains("href=\"./long-beach/challenge.html\"") && index.contains("href=\"./long-beach/cover.html\"")
        )
    }

    @Test("Papers say where the rows come from, and nothing of the reasons")
    func provenanceAndConfidentiality() async throws {
        let report = try await office.generate()
        let index = try office.text("index.html", of: report)
        #expect(
            index.contains("screening <code>5c4ee1100000</code>") && index.contains("<code>los-angeles-2019</code>"))
        let declaration = try office.text("\(Self.district)/declaration.html", of: report)
        #expect(declaration.contains("screened as of July 1, 2019 by the computer program Vacatur 0.1.0"))
        #expect(!declaration.contains("My approval of each case"))
        #expect(try office.text("manifest.xml", of: report).contains("rules=\"los-angeles-2019\""))
        for (file, bytes) in try office.files(of: report) {
            let text = String(decoding: bytes, as: UTF8.self)
            for secret in ["PC 290", "187 PC", "288(A)", "pc-290", "not to be printed"] {
                #expect(!text.contains(secret), "\(file): \(secret)")
            }
            if !file.contains("confidential/") {
                #expect(!text.contains("1961-11-23") && !text.contains("A0700000"), "\(file)")
            }
        }
    }

    @Test(
        "Without --approve-as everything is a draft, notices and letters too, and the court is told later all the same")
    func drafts() async throws {
        let draft = try await office.generate(approved: false)
        #expect(draft.isDraft)
        for (file, bytes) in try office.files(of: draft) where file.hasSuffix(".html") {
            #expect(String(decoding: bytes, as: UTF8.self).contains("DRAFT"), "\(file)")
        }
        _ = try RuledScreening.verified(draft)
        let filing = try await office.generate()
        #expect(filing.rows(.challenged) == 4 && filing.folder != draft.folder)
        for (file, bytes) in try office.files(of: filing) where file.hasSuffix(".html") {
            #expect(!String(decoding: bytes, as: UTF8.self).contains("DRAFT"), "\(file)")
        }
    }

    @Test("A run limited to one jurisdiction sets the others' convictions aside")
    func selection() async throws {
        let report = try await office.generate(jurisdiction: Self.beach)
        #expect(report.rows == 11 && report.rows(.challenged) == 2 && report.rows(.filed) == 0)
        // The row that nobody has, and the one that was referred here, are not the district attorney's.
        #expect(report.rows(.notSelected) == 7 && report.rows(.held) == 1 && report.rows(.referred) == 1)
        _ = try RuledScreening.verified(report)
    }

    @Test("The same rulings give the same bytes, also when the folder was lost", arguments: Layout.allCases)
    func sameBytes(layout: Layout) async throws {
        let first = try await office.generate(layout: layout)
        let before = try office.files(of: first)
        let again = try await office.generate(layout: layout)
        #expect(again.isRepeated && again.folder == first.folder)
        try FileManager.default.removeItem(atPath: first.folder)
        let lost = try await office.generate(layout: layout)
        #expect(!lost.isRepeated && lost.folder == first.folder)
        #expect(try office.files(of: lost) == before)
        #expect(before.count > 20)
    }

    @Test("A list of more than 2,500 challenged cases goes on in a second volume, with the totals carried")
    func volumes() async throws {
        let rows = 101...2_602
        let many = try office.screen(
            rows.map { row in
                let one = conviction(row, "BA\(100_000 + row)", found: .notEligible)
                let two = conviction(row + 10_000, "BA\(100_000 + row)", count: 2, found: .notEligible)
                return (
                    row % 2 == 0 ? screened(row, one) : screened(row, one, two),
                    Array(repeating: Self.district, count: row % 2 + 1)
                )
            }, identity: "many")
        let ruled = rows.flatMap { [$0, $0 + 10_000] }.map { ($0, Ruling.challenge(.doesNotMeetCriteria)) }
        try office.rule(Dictionary(uniqueKeysWithValues: ruled), on: many)
        let report = try await office.generate("many")
        #expect(report.rows(.challenged) == 3_753)
        let first = try office.text("\(Self.district)/challenge.html", of: report)
        let second = try office.text("\(Self.district)/challenge-0002.html", of: report)
        #expect(
            first.contains("BA102600") && !first.contains("BA102601") && first.contains("TO THE COURT AND ITS CLERK"))
        #expect(
            second.contains("BA102601") && !second.contains("BA102600")
                && !second.contains("TO THE COURT AND ITS CLERK"))
        #expect(first.contains("Carried to the next volume</th><td class=\"no\">2,500</td><td class=\"no\">3,750</td>"))
        #expect(
            second.contains("Carried from the volume before</td><td class=\"no\">2,500</td><td class=\"no\">3,750</td>")
        )
        #expect(second.contains("All of Attachment 1</th><td class=\"no\">2,502</td><td class=\"no\">3,753</td>"))
        #expect(
            try office.text("\(Self.district)/defender-letter-0002.html", of: report).contains("numbers 2501 to 2502"))
        let cover = try office.text("\(Self.district)/cover.html", of: report)
        #expect(
            cover.contains("Notice of challenge, volume 2") && cover.contains("the notice of challenge, 2 volume(s)"))
        #expect(try RuledScreening.verified(report).challenges == 2_502)
    }

    @Test(
        "A challenge after the law's last day is noticed all the same, with a warning",
        arguments: [
            ("2020-07-01", false), ("2020-07-02", true),
        ])
    func lateness(day: String, isLate: Bool) async throws {
        let report = try await office.generate(asOf: date(day))
        #expect(report.rows(.challenged) == 4)
        let warnings = try office.text("warnings.csv", of: report)
        #expect(warnings.contains("challenge-late") == isLate)
    }

    // MARK: Grouping

    @Test(
        "Where each case has papers of its own, each challenged case has a notice of its own",
        arguments: Layout.allCases)
    func perCase(layout: Layout) async throws {
        try office.edit("long-beach/jurisdiction.yaml", "grouping: jurisdiction", "grouping: case")
        let report = try await office.generate(layout: layout)
        let files = try office.files(of: report).keys.filter { $0.hasPrefix("\(Self.beach)/") }
        #expect(!files.contains("\(Self.beach)/challenge.html"))
        let volume = layout == .zip ? "challenges-0001.zip" : "challenges-0001/000002-0LB00012/challenge.html"
        #expect(files.contains("\(Self.beach)/\(volume)"))
        if layout == .tree {
            let notice = try office.text("\(Self.beach)/\(volume)", of: report)
            #expect(notice.contains("Case No. 0LB00012") && notice.contains("MARIA ELENA WONG, aka MARY WONG"))
        }
        let service = try office.text("\(Self.beach)/proof-of-service.html", of: report)
        #expect(service.contains("in each of 2 case(s)") && service.contains("THE NOTICES OF CHALLENGE,"))
        #expect(try RuledScreening.verified(report).challenges == 4)
    }

    @Test("Notices of challenge in single cases are printed after the cases, with their own separators")
    func perCasePrinted() async throws {
        try office.edit("long-beach/jurisdiction.yaml", "grouping: jurisdiction", "grouping: case")
        let report = try await office.generate(printing: .jobs)
        let manifest = try office.text("\(Self.beach)/manifest.xml", of: report)
        let jobs = manifest.components(separatedBy: "<job ").dropFirst()
        #expect(jobs.contains { $0.hasPrefix("kind=\"challenges\" first=\"1\" last=\"2\" cases=\"2\"") }, "\(manifest)")
        #expect(try RuledScreening.verified(report).challenges == 4)
    }

    @Test("A template that wants what a challenged case lacks holds that case alone")
    func refusedByATemplate() async throws {
        try office.edit("long-beach/jurisdiction.yaml", "grouping: jurisdiction", "grouping: case")
        let template = """
            {{<base/case-challenge}}
            {{$effect}}
            {{#case.counts}}<p>{{offense}}</p>{{/case.counts}}
            {{/effect}}
            {{/base/case-challenge}}
            """
        try template.write(
            toFile: "\(office.path)/Templates/long-beach/case-challenge.html.mustache", atomically: false,
            encoding: .utf8)
        let plain = screened(
            20, named: "XAVIER",
            conviction(21, "0LB00021", court: "CASC LONG BEACH", level: .misdemeanor, offense: "11359 HS"))
        let second = try office.screen([(plain, [Self.beach])], identity: "2nd")
        try office.rule([21: .challenge(.doesNotMeetCriteria)], on: second)
        let report = try await office.generate("2nd")
        #expect(report.rows(.held) == 1 && report.rows(.challenged) == 0)
        #expect(try office.rows("exceptions.csv", of: report).map { $0[5] } == ["missing-value"])
        #expect(try await office.generate("5c4ee11").rows(.challenged) == 4)
    }

    @Test("Where each courthouse has a motion of its own, it has a notice of its own")
    func perCourthouse() async throws {
        try office.edit("district-attorney/jurisdiction.yaml", "grouping: jurisdiction", "grouping: courthouse")
        let elsewhere = screened(
            30, named: "YBARRA", conviction(31, "NA100031", court: "CASC LONG BEACH", found: .notEligible))
        let second = try office.screen(
            [
                (elsewhere, [Self.district]),
                (screened(31, named: "ZUNIGA", conviction(32, "BA100032")), [Self.district]),
            ],
            identity: "2nd")
        try office.rule([31: .challenge(.doesNotMeetCriteria), 32: .approve(nil)], on: second)
        let report = try await office.generate("2nd")
        let files = Set(try office.files(of: report).keys)
        #expect(
            files.isSuperset(of: ["\(Self.district)/foltz/motion.html", "\(Self.district)/foltz/proof-of-service.html"])
        )
        #expect(
            files.isSuperset(of: [
                "\(Self.district)/long-beach/challenge.html", "\(Self.district)/long-beach/proof-of-service.html",
                "\(Self.district)/defender-letter.html",
            ]))
        #expect(!files.contains("\(Self.district)/long-beach/motion.html"))
        #expect(!files.contains("\(Self.district)/foltz/challenge.html"))
        #expect(try RuledScreening.verified(report).challenges == 1)
    }
}
