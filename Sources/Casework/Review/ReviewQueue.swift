import Cases
import Digests
package import Docket
import Intake

/// A conviction as a reviewer sees it: what the screening found, and how far the review has come. Confidential.
package struct ReviewItem: Hashable, Sendable, Encodable {
    package struct Made: Hashable, Sendable, Encodable {
        /// `approve`, `challenge`, `hold` or `refer`.
        package let decision: String
        /// Relief, ground, or the jurisdiction referred to; empty where there is none.
        package let object: String
        package let reviewer: String
        package let barNumber: String
        /// Seconds since 1970, UTC.
        package let time: Int64
        package let note: String

        init(_ recorded: RecordedRuling) {
            (decision, object) =
                switch recorded.ruling {
                case .approve(let relief): ("approve", relief?.rawValue ?? "")
                case .challenge(let ground): ("challenge", ground.rawValue)
                case .hold: ("hold", "")
                case .refer(let jurisdiction): ("refer", jurisdiction)
                }
            reviewer = recorded.reviewer.name
            barNumber = recorded.reviewer.barNumber
            time = recorded.time
            note = recorded.note
        }
    }

    /// Names the conviction, as in a worksheet.
    package let key: String
    /// Whose it is to decide; empty where nothing tells it.
    package let jurisdiction: String
    package let state: ReviewStateName
    /// The rulings that say so; several where reviewers differ.
    package let rulings: [Made]
    package let remark: String
    package let person, birthDate, ciiNumber: String
    package let caseNumbers: [String]
    package let court, section, offense, level, convictionDate, sentence: String
    package let determination, reason, rule: String
    package let facts: [String]
    /// Place in the review, to go on from.
    package let place: Place

    package struct Place: Hashable, Sendable, Comparable, Encodable {
        /// From 1 and from 0.
        package let person, position: Int

        package init(person: Int, position: Int) {
            self.person = person
            self.position = position
        }

        package static func < (one: Place, other: Place) -> Bool {
            (one.person, one.position) < (other.person, other.position)
        }
    }
}

/// How far the review of a conviction has come, in one word.
package enum ReviewStateName: String, CaseIterable, Sendable, Encodable {
    case toReview = "to-review"
    /// Found so, and nobody has ruled otherwise.
    case notEligible = "not-eligible"
    case approved, challenged, held, referred
    /// Reviewers differ.
    case conflict
    /// Ruled on another finding than the present one.
    case changed

    init(_ state: ReviewState, _ determination: Determination) {
        self =
            switch state {
            case .open: determination == .notEligible ? .notEligible : .toReview
            case .conflict: .conflict
            case .changed: .changed
            case .ruled(let recorded):
                switch recorded.ruling {
                case .approve: .approved
                case .challenge: .challenged
                case .hold: .held
                case .refer: .referred
                }
            }
    }
}

/// The convictions of a screening, page by page, in the order of the screening.
package struct ReviewQueue {
    /// What is wanted of a screening.
    package struct Selection: Sendable {
        /// The only jurisdictions to show; nil for all, and for convictions that no prosecutor is known for.
        package var jurisdictions: Set<String>?
        /// nil for all.
        package var state: ReviewStateName?
        /// Code section as cited, key of the rule that decided, determination; nil for all.
        package var section: String?
        package var rule: String?
        package var determination: String?

        package init(
            jurisdictions: Set<String>?, state: ReviewStateName? = nil, section: String? = nil, rule: String? = nil,
            determination: String? = nil
        ) {
            self.jurisdictions = jurisdictions
            self.state = state
            self.section = section
            self.rule = rule
            self.determination = determination
        }

        func wants(_ conviction: ScreenedConviction, of jurisdiction: String, in state: ReviewStateName) -> Bool {
            jurisdictions?.contains(jurisdiction) ?? true && self.state.map { $0 == state } ?? true
                && section.map { $0 == conviction.section.cited } ?? true
                && rule.map { $0 == conviction.rule } ?? true
                && determination.map { $0 == conviction.determination.rawValue } ?? true
        }
    }

    private struct Enough: Error {}

    private let docket: Docket
    private let screening: Screening
    private let remarks: ReviewRemarks
    private let hasher = SHA256()

    /// The template folder tells the offices of the county.
    package init(of screening: Screening, on docket: Docket, templates: String) throws {
        self.docket = docket
        self.screening = screening
        remarks = ReviewRemarks(
            offices: try ReviewOffices(county: OfficeCounty.load(templates, asOf: screening.description.asOf)))
    }

    /// Convictions behind a place, as many as asked for.
    package func items(_ selection: Selection, after place: ReviewItem.Place?, limit: Int) throws -> [ReviewItem] {
        var items: [ReviewItem] = []
        let start = place?.person ?? 1
        guard start <= screening.people, limit > 0 else { return [] }
        do {
            try docket.reviewed(screening, numbers: start...screening.people) { person in
                for (position, conviction) in person.screened.convictions.enumerated() {
                    let present = ReviewItem.Place(person: person.number, position: position)
                    if let place, present <= place { continue }
                    let jurisdiction = person.jurisdictions[position]
                    let state = ReviewStateName(person.states[position], conviction.determination)
                    guard selection.wants(conviction, of: jurisdiction, in: state) else { continue }
                    items.append(item(conviction, of: person, present, state))
                    if items.count == limit { throw Enough() }
                }
            }
        } catch is Enough {
            return items
        }
        return items
    }

    private func item(
        _ conviction: ScreenedConviction, of person: ReviewedPerson, _ place: ReviewItem.Place, _ state: ReviewStateName
    ) -> ReviewItem {
        let facts = WorksheetFacts(person: person.screened.person, conviction: conviction)
        let key = WorksheetKey(
            ConvictionPlace(screening: screening, person: place.person, position: place.position), person.screened,
            hasher)
        let rulings: [RecordedRuling] =
            switch person.states[place.position] {
            case .open: []
            case .ruled(let ruling), .changed(let ruling): [ruling]
            case .conflict(let rulings): rulings
            }
        return ReviewItem(
            key: key.text, jurisdiction: person.jurisdictions[place.position], state: state,
            rulings: rulings.map(ReviewItem.Made.init),
            remark: remarks.remark(on: person.states[place.position], of: person.jurisdictions[place.position]),
            person: facts.cell(.person), birthDate: facts.cell(.birthDate), ciiNumber: facts.cell(.ciiNumber),
            caseNumbers: conviction.caseNumbers, court: conviction.court, section: conviction.section.cited,
            offense: conviction.offense, level: conviction.level.rawValue,
            convictionDate: facts.cell(.convictionDate), sentence: conviction.sentence.rawValue,
            determination: conviction.determination.rawValue, reason: conviction.reason, rule: conviction.rule,
            facts: conviction.facts, place: place)
    }
}
