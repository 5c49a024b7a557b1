import Cases
import Docket
package import Filings

/// Of which screening to report, and where to.
package struct ReportRequest: Sendable {
    /// `latest`, or the beginning of its identity.
    package var screening: String
    /// The folder of the results.
    package var output: String
    package var templates: String
    package var docket: String

    package init(screening: String, output: String, templates: String, docket: String) {
        self.screening = screening
        self.output = output
        self.templates = templates
        self.docket = docket
    }
}

/// Impact and statistics of a screening and its review, into a folder: `report.html`, `report.csv`, `report.json`.
///
/// Reads person by person, in flat memory. The same screening, rulings and templates give the same bytes.
package struct ReportRun: Sendable {
    private let request: ReportRequest
    private let meter: ProgressMeter

    package init(_ request: ReportRequest, progress: @escaping @Sendable (Progress) -> Void) {
        self.request = request
        meter = ProgressMeter(progress)
    }

    package func run() throws -> ImpactReport {
        let docket = try Docket.existing(request.docket)
        defer { try? docket.close() }
        let screening = try ScreeningName(request.screening).find(in: docket)
        let library = try TemplateLibrary(folder: request.templates)
        let county = try CountyPack.load(from: library, asOf: screening.description.asOf)
        let documents = try Workplace.officeDocuments([.report], from: library)
        let place = try ResultPlace(request.output, own: ImpactReport.fileNames)
        meter.begin(.counting, total: screening.people)
        let routing = Routing(county: county)
        var impact = Impact(asOf: screening.description.asOf) { routing.courthouse(ofCourt: $0) }
        try docket.reviewed(screening) { person in
            impact.add(person)
            if person.number % 1_000 == 0 { meter.add(1_000) }
        }
        let report = ImpactReport(screening.description, impact, county)
        let folder = try BatchFolder(output: place.parent, name: place.name, replacing: true)
        do {
            try report.write(with: documents, to: folder.root)
            try folder.publish()
        } catch {
            folder.discard()
            throw error
        }
        return report
    }
}

extension ImpactReport {
    init(_ screening: ScreeningDescription, _ impact: Impact, _ county: County) {
        let isPacks = county.name.uppercased() == screening.county.uppercased()
        self.init(
            screening: screening.identity, county: isPacks ? county.name : screening.county, rules: screening.rules,
            asOf: screening.asOf, program: screening.program, inputs: screening.inputs.map(\.inputFile), impact: impact,
            places: county)
    }
}
