package import Cases
import TemplateEngine

/// How far filings have come, for `progress.html`, `progress.csv` and `progress.json`. Nothing of a person is in it.
package struct ProgressReport: Sendable {
    /// A batch whose filings were counted.
    package struct Counted: Sendable {
        /// The name of its folder.
        package let name: String
        package let asOf: CalendarDate
        package let cases: Int

        package init(name: String, asOf: CalendarDate, cases: Int) {
            self.name = name
            self.asOf = asOf
            self.cases = cases
        }
    }

    /// As people write it: `Los Angeles`.
    package let county: String
    /// Name and version.
    package let program: String
    package let progress: FilingProgress
    /// Oldest first.
    package let batches: [Counted]
    /// For the names of jurisdictions and courthouses.
    package let places: County

    package init(
        county: String, program: String, progress: FilingProgress, batches: [Counted], places: County
    ) {
        self.county = county
        self.program = program
        self.progress = progress
        self.batches = batches
        self.places = places
    }

    /// In the order of the county; what it no longer has comes last.
    package var jurisdictions: [(id: String, name: String, figures: FilingFigures)] {
        lines(progress.figures { $0.jurisdiction }, places.jurisdictions.map { ($0.id, $0.name) })
    }

    package var courthouses: [(id: String, name: String, figures: FilingFigures)] {
        lines(progress.figures { $0.courthouse }, places.courthouses.map { ($0.id, $0.name) })
    }

    private func lines(
        _ figures: [String: FilingFigures], _ known: [(id: String, name: String)]
    ) -> [(id: String, name: String, figures: FilingFigures)] {
        let ids = Set(known.map(\.id))
        let others = figures.keys.filter { !ids.contains($0) }.sorted().map { (id: $0, name: $0) }
        return (known + others).compactMap { place in figures[place.id].map { (place.id, place.name, $0) } }
    }

    /// Oldest first, each with its courthouses in the order of the county.
    package var quarters: [(quarter: Quarter, courts: [(id: String, name: String, figures: QuarterFigures)])] {
        progress.quarters.keys.sorted().map { quarter in
            // A court that has cases pending from before has its line too.
            let courts = courthouses.compactMap { court in
                let figures = progress.quarters[quarter]?[court.id]
                let isPending = progress.pending(atEndOf: quarter, courthouse: court.id) > 0
                return figures != nil || isPending ? (court.id, court.name, figures ?? QuarterFigures()) : nil
            }
            return (quarter, courts)
        }
    }

    // MARK: - Files

    /// The files that a report consists of.
    package static let fileNames: Set<String> = [DocumentKind.progress.fileName, "progress.csv", "progress.json"]

    /// Writes the report's files.
    package func write(with documents: DocumentSet, to folder: PacketFolder) throws {
        _ = try folder.write(DocumentKind.progress.fileName, html(with: documents))
        _ = try folder.write("progress.csv", ProgressTable.bytes(of: self))
        _ = try folder.write("progress.json", Array(try json.utf8))
    }

    /// The text of `progress.json`.
    package var json: String { get throws { try JSONText.of(ProgressJSON(self)) } }

    func html(with documents: DocumentSet) throws -> [UInt8] {
        var values = documents.progress.values(in: nil)
        documents.progress.fill(&values, from: self)
        var output = Output()
        try documents[.progress].render(values, .filing, into: &output)
        return output.copy()
    }
}

extension FilingStanding {
    package var title: String {
        switch self {
        case .pending: "Pending"
        case .accepted: "Accepted"
        case .partlyAccepted: "Accepted in part"
        case .rejected: "Rejected"
        case .granted: "Granted"
        case .denied: "Denied"
        case .struck: "Struck"
        case .noFile: "No file"
        case .alreadyDone: "Done before"
        }
    }
}

extension WaitingTime {
    package var title: String { self == .longer ? "366 and more" : rawValue.replacing("-", with: " to ") }
}
