import Cases
import Docket
import Filings
import Foundation
import Testing

@testable import Casework

/// From a reviewed screening to packets.
@Suite(.timeLimit(.minutes(20))) struct ScreeningGenerationTests {
    private let office: ReviewOffice
    private let screening: Screening

    private static let district = "district-attorney"
    private static let beach = "long-beach"

    /// Of the county's convictions, rows 1 to 9 end in every way there is; Long Beach's rows 11 and 12 are challenged.
    private static let rulings: [Int: Ruling] = [
        1: .approve(nil), 2: .challenge(.doesNotMeetCriteria), 3: .challenge(.unreasonableRisk), 4: .hold,
        5: .refer(beach), 8: .approve(nil), 9: .challenge(.doesNotMeetCriteria), 11: .challenge(.doesNotMeetCriteria),
        12: .challenge(.doesNotMeetCriteria),
    ]

    init() async throws {
        office = try ReviewOffice()
        let beach = [Self.beach]
        screening = try office.screen([
            (
                screened(
                    1, named: "OCHOA", conviction(1, "BA100001"),
                    conviction(2, "BA100001", count: 2, found: .notEligible)),
                [Self.district, Self.district]
            ),
            (
                screened(2, named: "PARK", conviction(3, "BA100003", sentence: .serving, found: .handReview)),
                [Self.district]
            ),
            (screened(3, named: "QUIROZ", conviction(4, "BA100004", found: .handReview)), [Self.district]),
            (
                screened(4, named: "REYES", conviction(5, "BA100005", level: .misdemeanor, found: .cityReview)),
                [Self.district]
            ),
            (
                screened(5, named: "SOTO", conviction(6, "BA100006"), conviction(7, "BA100007", found: .notEligible)),
                ["", Self.district]
            ),
            (screened(6, named: "TANAKA", conviction(8)), [Self.district]),
            (screened(7, named: "URIBE", conviction(9, "BA100009", date: nil, found: .handReview)), [Self.district]),
            (
                screened(8, named: "VALLE", conviction(11, "0LB00011", court: "CASC LONG BEACH", level: .misdemeanor)),
                beach
            ),
            (
                screened(9, named: "WONG", conviction(12, "0LB00012", court: "CAMC LONG BEACH", level: .misdemeanor)),
                beach
            ),
        ])
        try office.rule(Self.rulings, on: screening)
    }

    private func verified(_ report: GenerationReport) throws -> VerificationReport {
        let verified = try Verification.verify(report.folder)
        #expect(verified.findings.map(\.description) == [])
        return verified
    }

    // MARK: One batch

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
        let sound = try verified(report)
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
        _ = try verified(draft)
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
        _ = try verified(report)
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
        #expect(try verified(report).challenges == 2_502)
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
        #expect(try verified(report).challenges == 4)
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
        #expect(try verified(report).challenges == 1)
    }

    // MARK: Later batches

    @Test(
        "A withdrawn challenge is filed, and the packet says which notice it withdraws; the others are not noticed twice"
    )
    func withdrawal() async throws {
        let first = try await office.generate()
        try office.rule([2: .approve(.dismissAndSeal), 11: .approve(.dismissAndSeal)], on: screening)
        let second = try await office.generate()
        #expect(second.folder != first.folder && second.earlierVersions.isEmpty)
        #expect(second.rows(.filed) == 2 && second.rows(.challenged) == 0)
        let codes = try office.rows("exceptions.csv", of: second).map { "\($0[1]) \($0[5])" }
        #expect(codes.contains("1 already-filed") && codes.contains("3 already-challenged"))
        #expect(codes.contains("12 already-challenged"))
        #expect(
            try office.rows("warnings.csv", of: second).map { $0[2] } == ["challenge-withdrawn", "challenge-withdrawn"])
        let reference = try #require(first.folder.split(separator: "/").last.map(String.init))
        for jurisdiction in [Self.district, Self.beach] {
            let notice = try office.text("\(jurisdiction)/withdrawal.html", of: second)
            #expect(notice.contains("as of July 1, 2019, reference \(reference)"))
            #expect(notice.contains(jurisdiction == Self.beach ? "0LB00011" : "BA100001"))
            #expect(!notice.contains("0LB00012") && !notice.contains("BA100003"))
            let service = try office.text("\(jurisdiction)/proof-of-service.html", of: second)
            #expect(
                service.contains("Relief Is Not Challenged; Notice to the Court and the Public Defender of Withdrawal"))
        }
        let single = try office.text("\(Self.beach)/cases-0001/000001-0LB00011/notice.html", of: second)
        #expect(
            single.contains("The challenge of count 1, section 11359, by the notice of challenge as of July 1, 2019"))
        _ = try verified(second)
        // And once more: nothing is left.
        try office.rule([4: .hold], on: screening, by: ReviewOffice.prosecutor)
        let third = try await office.generate()
        #expect(third.rows(.filed) == 0 && third.rows(.challenged) == 0 && third.rows(.alreadyFiled) == 5)
    }

    @Test("A challenge of what an earlier batch filed is held for a person")
    func challengedAfterFiling() async throws {
        _ = try await office.generate()
        try office.rule([1: .challenge(.doesNotMeetCriteria)], on: screening)
        let report = try await office.generate()
        #expect(
            try office.rows("exceptions.csv", of: report).map { "\($0[1]) \($0[5])" }.contains(
                "1 challenged-after-filing"))
    }

    /// What a run leaves that is killed before it has published: a batch on the docket that was numbered.
    private func killedRun() async throws -> Batch {
        let workplace = try await Workplace.open(
            templates: "\(office.path)/Templates", asOf: ReviewOffice.asOf, only: nil)
        let docket = try Docket(path: office.docketPath)
        defer { try? docket.close() }
        let digest = RulingDigest()
        try docket.reviewed(screening) { digest.add($0) }
        let source = RowSource.screening(screening, rulings: digest.finish())
        let description = BatchDescription(
            identity: "killed", folder: "2019-07-01-killed", asOf: ReviewOffice.asOf, mode: .filing,
            reviewer: ReviewOffice.prosecutor, selection: "", templates: "", program: "", source: source.digest,
            inputs: source.inputs)
        let batch = try Admitting(source: source, office: workplace, meter: ProgressMeter { _ in })
            .run(description, at: 1, on: docket)
        return try docket.number(batch, at: 2)
    }

    @Test("What a killed run claimed is filed by the next one, also when rulings have changed since")
    func killedAndRuledAnew() async throws {
        _ = try await killedRun()
        try office.rule([2: .approve(.dismissAndSeal)], on: screening)
        let report = try await office.generate()
        #expect(report.rows(.filed) == 2 && report.rows(.alreadyFiled) == 0 && report.rows(.challenged) == 3)
        let docket = try Docket(path: office.docketPath)
        #expect(try docket.batches().count == 1)
        #expect(try docket.verifyAudit().isWhole)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(office.path)/out").count == 1)
    }

    @Test("What was published before the run was killed counts as filed")
    func killedAfterPublishing() async throws {
        let folder = "\(office.path)/out/\(try await killedRun().description.folder)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("<batch/>".utf8).write(to: URL(filePath: "\(folder)/manifest.xml"))
        try office.rule([2: .approve(.dismissAndSeal)], on: screening)
        let report = try await office.generate()
        #expect(report.rows(.filed) == 1 && report.rows(.alreadyFiled) == 4 && report.rows(.challenged) == 0)
        #expect(try Docket(path: office.docketPath).batches().map(\.stage) == [.packed, .packed])
    }

    @Test("A batch that another run is at work on is left alone")
    func busy() async throws {
        let batch = try await killedRun()
        try FileManager.default.createDirectory(atPath: "\(office.path)/out", withIntermediateDirectories: true)
        let held = try BatchFolder(output: "\(office.path)/out", name: batch.description.folder, replacing: true)
        try office.rule([2: .approve(.dismissAndSeal)], on: screening)
        let error = await #expect(throws: PackingError.self) { _ = try await office.generate() }
        #expect(error?.code == .busy)
        held.discard()
    }

    // MARK: What cannot be done

    @Test(
        "A screening is named by `latest` or the beginning of its identity",
        arguments: [
            ("latest", true), ("5c4ee11", true), ("5c4", true), ("6", false), ("", false), ("LATEST", false),
        ])
    func naming(name: String, exists: Bool) async throws {
        guard exists else {
            let error = await #expect(throws: CaseworkError.self) { _ = try await office.generate(name) }
            #expect(error?.code == .usage)
            return
        }
        #expect(try await office.generate(name).rows == 11)
    }

    @Test("An ambiguous beginning is refused, and `latest` is the last one made")
    func ambiguity() async throws {
        try office.screen([(screened(1, conviction(1, "BA1")), [Self.district])], identity: "5c4f")
        let error = await #expect(throws: CaseworkError.self) { _ = try await office.generate("5c4") }
        #expect(error?.message.contains("2 screenings begin with") == true)
        #expect(try await office.generate("latest").rows == 1)
    }

    @Test("A docket that is not there is not made")
    func missingDocket() async throws {
        let other = try ReviewOffice()
        let error = await #expect(throws: CaseworkError.self) { _ = try await other.generate() }
        #expect(error?.code == .storage)
        #expect(!FileManager.default.fileExists(atPath: other.docketPath))
    }

    @Test("Rulings that change while they are read stop the run, and leave nothing")
    func changedMeanwhile() async throws {
        let workplace = try await Workplace.open(
            templates: "\(office.path)/Templates", asOf: ReviewOffice.asOf, only: nil)
        let docket = try Docket(path: office.docketPath)
        let source = RowSource.screening(screening, rulings: String(repeating: "0", count: 64))
        let description = BatchDescription(
            identity: "x", folder: "x", asOf: ReviewOffice.asOf, mode: .draft, reviewer: nil, selection: "",
            templates: "", program: "", source: source.digest, inputs: source.inputs)
        let error = #expect(throws: CaseworkError.self) {
            _ = try Admitting(source: source, office: workplace, meter: ProgressMeter { _ in })
                .run(description, at: 1, on: docket)
        }
        #expect(error?.code == .busy)
        #expect(try docket.batches().isEmpty)
    }

    @Test("Documents speak as of the screening's day unless told otherwise")
    func asOf() async throws {
        let usual = try await office.generate()
        #expect(usual.folder.contains("/2019-07-01-"))
        let other = try await office.generate(asOf: date("2019-08-01"))
        #expect(other.folder.contains("/2019-08-01-"))
        #expect(try office.text("\(Self.district)/cover.html", of: usual).contains("as of July 1, 2019"))
    }
}
