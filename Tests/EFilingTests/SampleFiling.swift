import Cases
import Digests
import Filings
import Foundation
import Testing

@testable import EFiling

/// An invented packet, and what is needed to make messages of it.
struct SampleFiling {
    static let templates = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Templates").path

    /// The official schemas, which are not the project's own; tests that need them run where they are found.
    static let official = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared/ecf5").path

    static let hasOfficial = FileManager.default.fileExists(atPath: official + "/entry-review-filing.xsd")

    let setting: MessageSetting
    let form: MessageForm
    private let hasher = SHA256()

    init(jurisdiction: String = "district-attorney", _ change: (inout CourtPolicy) -> Void = { _ in }) throws {
        let asOf = try #require(CalendarDate(year: 2020, month: 2, day: 13))
        let library = try TemplateLibrary(folder: Self.templates)
        let county = try CountyPack.load(from: library, asOf: asOf)
        let context = PacketContext(
            county: county, jurisdiction: try #require(county.jurisdiction(jurisdiction)), asOf: asOf,
            reviewer: Reviewer(name: "Dana Whitfield", barNumber: "123456"), batchName: "2020-02-13-00000000",
            program: "Vacatur")
        var policy = try CourtPolicyPack.load(for: jurisdiction, from: library, asOf: asOf)
        change(&policy)
        setting = try #require(MessageSetting(context, policy))
        let compiled = MessageForm.compile(from: library, for: jurisdiction, in: policy.profile)
        try #require(compiled.findings.isEmpty, "\(compiled.findings)")
        form = try #require(compiled.form)
    }

    /// The same for a court on a manager of ECF 4.01.
    static func ofECF4(
        _ content: FilingManager.Content = .inline, _ change: (inout CourtPolicy) -> Void = { _ in }
    ) throws -> SampleFiling {
        try SampleFiling { policy in
            policy.interactionProfile = CodeLists.interactionProfiles(.ecf4)[0]
            policy.manager = FilingManager(
                content: content, components: [.lead: "332", .connected: "331"],
                account: "7f3a1c52-0b7e-4a2f-9d11-2e5c8b6a4f90", feeReason: "government",
                feeText: "Filing by a public prosecutor; no fee due.", caseType: "2601", filerType: "",
                peopleRole: "Plaintiff", attorneyRole: "Prosecutor", defendantRole: "Defendant", tracksByNumber: true)
            change(&policy)
        }
    }

    /// A case of two counts, with an arrest and a name that has to be escaped.
    func filing(sequence: Int = 1, number: String = "BA900001", name: PersonName? = nil) throws -> CaseFiling {
        let first = try #require(EligibleCount(try count(1, "11359", .reduction)))
        let second = try #require(EligibleCount(try count(2, "11357", .dismissal)))
        let name = name ?? PersonName(last: "O'IMAGINE <& SONS>", first: "ROSALÍA", middle: "INÉS", suffix: "JR")
        var eligible = EligibleCase(
            number: number, person: Person(identifier: "P-1", name: name),
            route: Route(jurisdiction: setting.context.jurisdiction.id, courthouse: "foltz"), count: first)
        eligible.add(second)
        return try #require(CaseFiling(try placed(eligible, sequence), try documents(sequence, number)))
    }

    func placed(_ eligible: EligibleCase, _ sequence: Int) throws -> PlacedCase {
        let approved = Decision(reviewer: setting.reviewer, time: 0).approve(eligible)
        let courthouse = try #require(setting.context.county.courthouse("foltz"))
        return PlacedCase(standing: .approved(approved), sequence: sequence, courthouse: courthouse)
    }

    func documents(_ sequence: Int, _ number: String) throws -> [AttachedDocument] {
        setting.policy.documents.enumerated().map { index, document in
            AttachedDocument(
                kind: document.kind,
                fileName: setting.policy.fileName.name(
                    sequence: sequence, caseNumber: number, position: index + 1, document: document.kind,
                    extension: ".pdf", limit: setting.policy.limits.fileName),
                bytes: Array("%PDF-1.7\n\(number) \(index)\n%%EOF\n".utf8), numbersOnPage: [number], hasher: hasher)
        }
    }

    func count(
        _ number: Int, _ section: String, _ determination: Determination, agency: String = "INVENTED POLICE"
    ) throws -> Count {
        Count(
            place: RowPlace(file: 0, row: number), number: String(number), section: CodeSection(number: section),
            offense: number == 1 ? "POSSESS MARIJUANA FOR SALE" : "", level: .felony,
            convictionDate: try #require(CalendarDate(year: 1998, month: 9, day: 14)),
            arrestDate: CalendarDate(year: 1998, month: 3, day: 2), arrestingAgency: agency,
            sentence: .completed, determination: determination)
    }
}
