import Cases
import Digests
import EFiling
import Filings
import Foundation
import XMLGate

/// Makes messages of invented cases: fills the template, validates against both schemas, checks every rule.
enum EFilingBench {
    /// `write`: the messages into a file, one on each line, for others to validate. `check`: timed, on so many threads.
    static func run(
        _ mode: String, _ templates: String, _ schemas: String, _ cases: String, _ last: String
    ) async throws {
        guard let cases = Int(cases), cases > 0, let office = try Office(templates) else { throw Misuse() }
        guard let official = try OfficialSchemas.open(in: schemas) else { throw Misuse() }
        let shared = try MessageSchemas(official: official)
        switch mode {
        case "write": try write(cases, office, shared, to: last)
        case "check":
            guard let threads = Int(last), threads > 0 else { throw Misuse() }
            try await check(cases, office, shared, threads)
        default: throw Misuse()
        }
    }

    private static func write(_ cases: Int, _ office: Office, _ schemas: MessageSchemas, to path: String) throws {
        let maker = try MessageMaker(office.form, office.setting, schemas)
        guard let file = fopen(path, "wbe") else { throw Misuse() }
        defer { fclose(file) }
        for number in 1...cases {
            guard let message = maker.make([try office.filing(number)]).message else { throw Misuse() }
            fwrite(message.bytes + [0x0A], 1, message.bytes.count + 1, file)
        }
    }

    private static func check(
        _ cases: Int, _ office: Office, _ schemas: MessageSchemas, _ threads: Int
    ) async throws {
        let start = ProcessClock.seconds
        let bytes = try await withThrowingTaskGroup(of: Int.self) { group in
            for first in 1...threads {
                group.addTask {
                    let maker = try MessageMaker(office.form, office.setting, schemas)
                    var bytes = 0
                    for number in stride(from: first, through: cases, by: threads) {
                        guard let message = maker.make([try office.filing(number)]).message else { throw Misuse() }
                        bytes += message.bytes.count
                    }
                    return bytes
                }
            }
            return try await group.reduce(0, +)
        }
        let seconds = ProcessClock.seconds - start
        print("{\"messages\": \(cases), \"bytes\": \(bytes), \"seconds\": \(seconds)}")
    }

    /// An office, and invented cases with three documents each.
    private struct Office: Sendable {
        let form: MessageForm
        let setting: MessageSetting
        private let courthouse: Courthouse
        private let digest: Digest

        init?(_ templates: String) throws {
            let library = try TemplateLibrary(folder: templates)
            guard let asOf = CalendarDate(iso: "2020-02-13") else { return nil }
            let county = try CountyPack.load(from: library, asOf: asOf)
            let id = "district-attorney"
            guard let jurisdiction = county.jurisdiction(id), let courthouse = county.courthouses.first,
                let form = MessageForm.compile(from: library, for: id).form
            else { return nil }
            let context = PacketContext(
                county: county, jurisdiction: jurisdiction, asOf: asOf,
                reviewer: Reviewer(name: "Dana Whitfield", barNumber: "123456"), batchName: "bench", program: "bench")
            let policy = try CourtPolicyPack.load(for: id, from: library, asOf: asOf)
            guard let setting = MessageSetting(context, policy) else { return nil }
            self.form = form
            self.setting = setting
            self.courthouse = courthouse
            digest = Digest(of: "a page")
        }

        func filing(_ number: Int) throws -> CaseFiling {
            let caseNumber = "BA\(number + 100_000)"
            guard let day = CalendarDate(year: 1990 + number % 25, month: 1 + number % 12, day: 1 + number % 28),
                let count = EligibleCount(
                    Count(
                        place: RowPlace(file: 0, row: number), number: "1", section: CodeSection(number: "11359"),
                        offense: "POSSESS MARIJUANA FOR SALE", level: .felony, convictionDate: day, arrestDate: day,
                        arrestingAgency: "INVENTED POLICE", sentence: .completed, determination: .dismissal))
            else { throw Misuse() }
            let eligible = EligibleCase(
                number: caseNumber,
                person: Person(name: PersonName(last: "INVENTED\(number)", first: "ROSALÍA", middle: "Q")),
                route: Route(jurisdiction: "district-attorney", courthouse: courthouse.id), count: count)
            let placed = PlacedCase(
                standing: .approved(Decision(reviewer: setting.reviewer, time: 0).approve(eligible)), sequence: number,
                courthouse: courthouse)
            let documents = setting.policy.documents.enumerated().map { index, document in
                AttachedDocument(
                    kind: document.kind,
                    fileName: setting.policy.fileName.name(
                        sequence: number, caseNumber: caseNumber, position: index + 1, document: document.kind,
                        extension: ".pdf", limit: setting.policy.limits.fileName),
                    size: 30_000 + number % 1_000, digest: digest, numbersOnPage: [caseNumber])
            }
            guard let filing = CaseFiling(placed, documents) else { throw Misuse() }
            return filing
        }
    }
}
