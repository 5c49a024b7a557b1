package import Cases
import Digests
import Docket
import Filings
import Glibc
import Intake

/// Which screening to write worksheets of, for whom, and where to.
package struct ReviewExportRequest: Sendable {
    /// `latest`, or the beginning of an identity.
    package var screening: String
    /// Key of the only office, or of a jurisdiction of it; nil for all.
    package var office: String?
    /// The folder of the worksheets.
    package var output: String
    package var templates: String
    package var docket: String

    package init(screening: String, office: String?, output: String, templates: String, docket: String) {
        self.screening = screening
        self.office = office
        self.output = output
        self.templates = templates
        self.docket = docket
    }
}

/// What an export wrote.
package struct ReviewExportReport: Sendable {
    /// A worksheet of one office.
    package struct Sheet: Sendable {
        package let office: Office
        package let path: String
        package let people: Int
        package let convictions: Int
    }

    /// Identity of the screening.
    package let screening: String
    /// In the order of the county; offices without a conviction have none.
    package let sheets: [Sheet]
    /// The file that explains the columns.
    package let guide: String
}

/// Writes a worksheet for each reviewing office: every conviction that is before it, what was found, why, and what was
/// ruled so far, with columns to fill in.
///
/// People are sorted by number of person and of case only, so memory stays small; each is read again when its rows are
/// written. The same docket gives the same bytes.
package struct ReviewExport: Sendable {
    private let request: ReviewExportRequest

    package init(_ request: ReviewExportRequest) { self.request = request }

    package func run() throws -> ReviewExportReport {
        let docket = try Docket.existing(request.docket)
        defer { try? docket.close() }
        let screening = try ScreeningName(request.screening).find(in: docket)
        let library = try TemplateLibrary(folder: request.templates)
        let county = try CountyPack.load(from: library, asOf: screening.description.asOf)
        let offices = try ReviewOffices(county: county)
        let only = try request.office.map { name throws(CaseworkError) in try offices.office(named: name) }
        try makeFolder()
        let plan = try plan(screening, docket, offices)
        var sheets: [ReviewExportReport.Sheet] = []
        for office in offices.all where only == nil || only == office {
            guard let people = plan[office.id] else { continue }
            let path = "\(request.output)/review-\(screening.description.identity.prefix(8))-\(office.id).csv"
            let convictions = try write(people, of: office, in: screening, docket, offices, to: path)
            sheets.append(
                ReviewExportReport.Sheet(office: office, path: path, people: people.count, convictions: convictions))
        }
        let guide = "\(request.output)/REVIEW.txt"
        let text = try OwnersFile(guide)
        try text.write(Array(ReviewGuide.text(offices, try StatutePack.load(from: library)).utf8))
        try text.replace()
        return ReviewExportReport(screening: screening.description.identity, sheets: sheets, guide: guide)
    }

    private func makeFolder() throws(CaseworkError) {
        guard mkdir(request.output, 0o700) == 0 || errno == EEXIST else {
            let reason = String(cString: strerror(errno))
            throw CaseworkError(.storage, "\(request.output): cannot be made (\(reason)); choose another --output")
        }
    }

    /// For each office, its people in the order of their rows.
    private func plan(
        _ screening: Screening, _ docket: Docket, _ offices: ReviewOffices
    ) throws -> [String: [WorksheetOrder]] {
        var plan: [String: [WorksheetOrder]] = [:]
        try docket.reviewed(screening) { person in
            for (office, positions) in offices.positions(of: person) {
                plan[office, default: []].append(WorksheetOrder(person, positions))
            }
        }
        return plan.mapValues { $0.sorted() }
    }

    /// - Returns: how many rows were written.
    private func write(
        _ people: [WorksheetOrder], of office: Office, in screening: Screening, _ docket: Docket,
        _ offices: ReviewOffices, to path: String
    ) throws -> Int {
        let file = try OwnersFile(path)
        let writer = WorksheetWriter(screening: screening, offices: offices)
        // The mark by which spreadsheet programs know UTF-8.
        try file.write([0xEF, 0xBB, 0xBF])
        var text = writer.header()
        var rows = 0
        try docket.reviewed(screening, numbers: people.map(\.person)) { person in
            for position in WorksheetOrder.sorted(offices.positions(of: person)[office.id] ?? [], of: person) {
                writer.write(person, position, into: &text)
                rows += 1
            }
            if text.bytes.count > 1 << 16 {
                try file.write(text.bytes)
                text.removeAll()
            }
        }
        try file.write(text.bytes)
        try file.publish()
        return rows
    }
}

extension ReviewOffices {
    /// A person's convictions by the office that they are before.
    func positions(of person: ReviewedPerson) -> [String: [Int]] {
        var positions: [String: [Int]] = [:]
        for (position, jurisdiction) in person.jurisdictions.enumerated() {
            positions[self.jurisdiction(jurisdiction).office.id, default: []].append(position)
        }
        return positions
    }
}

/// Writes the rows of worksheets.
private struct WorksheetWriter {
    let screening: Screening
    let offices: ReviewOffices
    private let remarks: ReviewRemarks
    private let hasher = SHA256()

    init(screening: Screening, offices: ReviewOffices) {
        self.screening = screening
        self.offices = offices
        remarks = ReviewRemarks(offices: offices)
    }

    func header() -> CSVText {
        var text = CSVText()
        text.row(WorksheetColumn.allCases.map(\.title))
        return text
    }

    func write(_ person: ReviewedPerson, _ position: Int, into text: inout CSVText) {
        let conviction = person.screened.convictions[position]
        let facts = WorksheetFacts(person: person.screened.person, conviction: conviction)
        let place = ConvictionPlace(screening: screening, person: person.number, position: position)
        for column in WorksheetColumn.allCases {
            switch column {
            case .key: text.field(WorksheetKey(place, person.screened, hasher).text)
            case .jurisdiction: text.field(offices.jurisdiction(person.jurisdictions[position]).id)
            case .remark:
                text.field(remarks.remark(on: person.states[position], of: person.jurisdictions[position]))
            case .doubts:
                let doubts = HistoryDoubt.all.filter(conviction.doubts.contains).map(\.reason)
                text.field(doubts.joined(separator: "; "))
            case .priorRuling: text.field(remarks.cell(of: person.states[position]))
            default: text.field(facts.cell(column))
            }
        }
        text.endRow()
    }
}
