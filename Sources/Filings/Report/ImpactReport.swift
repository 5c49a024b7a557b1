package import Cases

/// Impact and statistics of one screening, for `report.html`, `report.csv` and `report.json`. Nothing of a person is in it.
package struct ImpactReport: Sendable {
    /// The screening: 64 hexadecimal digits.
    package let screening: String
    /// As people write it: `Los Angeles`.
    package let county: String
    package let rules: String
    package let asOf: CalendarDate
    /// Name and version.
    package let program: String
    package let inputs: [InputFile]
    package let impact: Impact
    /// For the names of jurisdictions and courthouses.
    package let places: County

    package init(
        screening: String, county: String, rules: String, asOf: CalendarDate, program: String, inputs: [InputFile],
        impact: Impact, places: County
    ) {
        self.screening = screening
        self.county = county
        self.rules = rules
        self.asOf = asOf
        self.program = program
        self.inputs = inputs
        self.impact = impact
        self.places = places
    }

    /// Found eligible for dismissal or reduction.
    package var eligible: Int {
        let found = impact.breakdowns[.determination]
        return (found?[Determination.dismissal.rawValue].convictions ?? 0)
            + (found?[Determination.reduction.rawValue].convictions ?? 0)
    }

    /// All courts together.
    package var review: ReviewFigures { impact.courts.values.reduce(into: ReviewFigures()) { $0 += $1 } }

    /// Courts with most convictions first.
    var courts: [(court: String, figures: ReviewFigures)] {
        impact.courts.map { ($0.key, $0.value) }
            .sorted { ($1.figures.listed, $0.court) < ($0.figures.listed, $1.court) }
    }

    /// Of every person with the trait: what findings leave on the record, and how far the review has come. Small figures
    /// are withheld.
    func tables(by trait: PersonTrait) -> (records: PublishedTable, reviews: PublishedTable) {
        func published(_ table: PeopleTable?) -> PublishedTable { PublishedTable(table ?? PeopleTable(outcomes: [])) }
        return (published(impact.records[trait]), published(impact.reviews[trait]))
    }
}
