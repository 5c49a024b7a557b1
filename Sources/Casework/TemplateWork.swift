package import Cases
import EFiling
package import Filings
import TemplateEngine

/// What people who write templates ask for: the check of everything, and a look at one document.
package enum TemplateWork {
    package static func check(folder: String, asOf: CalendarDate) throws -> TemplateCheck {
        let library = try TemplateLibrary(folder: folder)
        _ = try CountyPack.load(from: library, asOf: asOf)
        for id in library.ruleSets { _ = try RulePack.load(id, from: library) }
        let jurisdictions = library.jurisdictions
        var messages: [TemplateEngine.Finding] = []
        for id in jurisdictions {
            _ = try CourtPolicyPack.load(for: id, from: library, asOf: asOf)
            for profile in ECFProfile.allCases {
                messages += MessageForm.compile(from: library, for: id, in: profile).findings
            }
        }
        return TemplateCheck(library).adding(messages, templates: jurisdictions.count * ECFProfile.allCases.count)
    }

    /// The HTML of one document of an invented case. A draft unless a reviewer is named.
    package static func preview(
        _ kind: DocumentKind, of jurisdiction: String, folder: String, asOf: CalendarDate, reviewer: Reviewer?
    ) async throws -> [UInt8] {
        let office = try await Workplace.open(templates: folder, asOf: asOf, only: jurisdiction)
        guard let found = office.county.jurisdiction(jurisdiction) else { return [] }
        let context = PacketContext(
            county: office.county, jurisdiction: found, asOf: asOf, reviewer: reviewer, batchName: "preview",
            program: Program.name)
        let documents = DocumentKind.ofOffice.contains(kind) ? office.shared : try office.documents(of: jurisdiction)
        return try Preview.html(of: kind, in: context, with: documents)
    }
}
