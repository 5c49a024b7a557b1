import Cases
import Docket
import Filings
import Foundation
import Testing

@testable import Casework

/// From a reviewed screening to packets: later batches, killed ones, and those that cannot be.
@Suite(.timeLimit(.minutes(20))) struct LaterBatchTests {
    private let office: ReviewOffice
    private let screening: Screening

    private static let district = RuledScreening.district
    private static let beach = RuledScreening.beach

    init() throws {
        let ruled = try RuledScreening()
        (office, screening) = (ruled.office, ruled.screening)
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
        _ = try RuledScreening.verified(second)
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
