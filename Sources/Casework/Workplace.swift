package import Cases
package import Digests
import Docket
import Filings
import TemplateEngine

/// The county's packs and compiled templates: what a run needs to know of the office before it looks at a case.
package struct Workplace: Sendable {
    package let county: County
    /// Digest of all templates and packs.
    package let fingerprint: Digest
    /// The index page and the report, from `base` alone.
    let shared: DocumentSet
    private let sets: [String: DocumentSet]
    /// Jurisdictions whose documents use an optional field unguarded, so that cases without it must be refused.
    let refusing: Set<String>
    let routing: Routing
    let statute: Statute
    private let only: String?

    /// Reads the template folder and compiles every document of every jurisdiction.
    /// `only` is the one jurisdiction wanted; nil for all. `compressed` prepares documents for ZIP volumes.
    static func open(
        templates: String, asOf: CalendarDate, only: String?, compressed: Bool = false
    ) async throws -> Workplace {
        let library = try TemplateLibrary(folder: templates)
        let county = try CountyPack.load(from: library, asOf: asOf)
        if let only, county.jurisdiction(only) == nil {
            let known = county.jurisdictions.map(\.id).joined(separator: ", ")
            throw CaseworkError(.usage, "no jurisdiction \"\(only)\"; there are \(known)")
        }
        let wanted = county.jurisdictions.map(\.id).filter { only == nil || $0 == only }
        let compiled = try await WorkQueue.run(["base"] + wanted) { id in
            let kinds = DocumentKind.allCases.filter { DocumentKind.ofOffice.contains($0) == (id == "base") }
            return DocumentSet.compile(kinds, from: library, for: id, compressed: compressed)
        }
        try refuseErrors(compiled.flatMap(\.findings))
        var sets: [String: DocumentSet] = [:]
        var refusing: Set<String> = []
        for (id, result) in zip(["base"] + wanted, compiled) {
            sets[id] = result.documents
            if result.findings.contains(where: { $0.severity == .warning }) { refusing.insert(id) }
        }
        guard let shared = sets["base"] else {
            throw CaseworkError(.templates, "the documents of the office did not compile")
        }
        return Workplace(
            county: county, fingerprint: library.fingerprint, shared: shared, sets: sets, refusing: refusing,
            routing: Routing(county: county), statute: try StatutePack.load(from: library), only: only)
    }

    /// Compiles documents that belong to no packet.
    static func officeDocuments(
        _ kinds: [DocumentKind], from library: TemplateLibrary
    ) throws(CaseworkError) -> DocumentSet {
        try documents(kinds, of: "base", from: library, compressed: false)
    }

    /// Compiles some documents of a jurisdiction alone.
    static func documents(
        _ kinds: [DocumentKind], of jurisdiction: String, from library: TemplateLibrary, compressed: Bool
    ) throws(CaseworkError) -> DocumentSet {
        let (documents, findings) = DocumentSet.compile(kinds, from: library, for: jurisdiction, compressed: compressed)
        try refuseErrors(findings)
        guard let documents else {
            throw CaseworkError(.templates, "the documents of \"\(jurisdiction)\" did not compile")
        }
        return documents
    }

    private static func refuseErrors(_ findings: [TemplateEngine.Finding]) throws(CaseworkError) {
        let errors = findings.filter { $0.severity == .error }
        guard !errors.isEmpty else { return }
        let first = errors.prefix(5).map(\.description).joined(separator: "\n")
        throw CaseworkError(
            .templates, "\(first)\n\(errors.count) error(s) in templates; `vacatur templates check` lists them all")
    }

    func isSelected(_ jurisdiction: String) -> Bool { only == nil || only == jurisdiction }

    func documents(of jurisdiction: String) throws(CaseworkError) -> DocumentSet {
        guard let documents = sets[jurisdiction] else {
            throw CaseworkError(.templates, "the documents of \"\(jurisdiction)\" were not compiled")
        }
        return documents
    }

    /// The packets to write, in the order of the county.
    func plans(_ summary: BatchSummary) -> [PacketPlan] {
        county.jurisdictions.compactMap { jurisdiction in
            summary.jurisdictions.first { $0.jurisdiction == jurisdiction.id }
                .flatMap { PacketPlan(jurisdiction, $0, in: county) }
        }
    }
}
