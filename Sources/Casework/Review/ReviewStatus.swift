package import Cases
import Docket
import Filings

/// The state of the review of a screening, for each jurisdiction, and the days that the law sets.
package struct ReviewStatus: Sendable {
    /// Convictions of one jurisdiction, each in one place. The empty key stands for those that no prosecutor is known for.
    package struct Line: Sendable {
        package let jurisdiction: String
        package let name: String
        /// Nobody has ruled, and the screening did not find them not eligible.
        package internal(set) var toReview = 0
        /// Of another office, which referred them; to be reviewed too.
        package internal(set) var received = 0
        package internal(set) var approved = 0
        package internal(set) var challenged = 0
        package internal(set) var held = 0
        package internal(set) var conflicts = 0
        /// Ruled on another finding than the present one.
        package internal(set) var changed = 0
        /// Found not eligible, and nobody has ruled otherwise.
        package internal(set) var notEligible = 0

        init(jurisdiction: String, name: String) {
            self.jurisdiction = jurisdiction
            self.name = name
        }

        package var convictions: Int {
            toReview + received + approved + challenged + held + conflicts + changed + notEligible
        }

        mutating func add(_ state: ReviewState, _ determination: Determination) {
            switch state {
            case .open where determination == .notEligible: notEligible += 1
            case .open: toReview += 1
            case .conflict: conflicts += 1
            case .changed: changed += 1
            case .ruled(let recorded):
                switch recorded.ruling {
                case .approve: approved += 1
                case .challenge: challenged += 1
                case .hold: held += 1
                case .refer: received += 1
                }
            }
        }
    }

    /// Identity of the screening.
    package let screening: String
    package let asOf: CalendarDate
    /// In the order of the county; jurisdictions without a conviction are left out.
    package private(set) var lines: [Line]
    package let dates: [StatutoryDate]

    /// Reads the state of a screening's review.
    ///
    /// - Parameters:
    ///   - name: `latest`, or the beginning of an identity.
    ///   - path: of the docket.
    ///   - templates: the template folder.
    /// - Throws: `CaseworkError`, `PackError`, `DocketError`.
    package init(screening name: String, docket path: String, templates: String) throws {
        let docket = try Docket.existing(path)
        defer { try? docket.close() }
        let screening = try ScreeningName(name).find(in: docket)
        let library = try TemplateLibrary(folder: templates)
        let county = try CountyPack.load(from: library, asOf: screening.description.asOf)
        var lines = county.jurisdictions.map { Line(jurisdiction: $0.id, name: $0.name) }
        lines.append(Line(jurisdiction: "", name: "No known prosecutor"))
        var places: [String: Int] = [:]
        for (place, line) in lines.enumerated() { places[line.jurisdiction] = place }
        try docket.reviewed(screening) { person in
            for (position, conviction) in person.screened.convictions.enumerated() {
                let place = places[person.jurisdictions[position]] ?? lines.count - 1
                lines[place].add(person.states[position], conviction.determination)
            }
        }
        self.screening = screening.description.identity
        asOf = screening.description.asOf
        self.lines = lines.filter { $0.convictions > 0 }
        dates = try StatutePack.load(from: library).dates
    }

    /// The same without the lines of other jurisdictions; nil keeps all.
    package func only(_ jurisdictions: Set<String>?) -> ReviewStatus {
        guard let jurisdictions else { return self }
        var status = self
        status.lines = lines.filter { jurisdictions.contains($0.jurisdiction) }
        return status
    }
}
