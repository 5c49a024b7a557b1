import Cases
import Docket
import Intake

/// Records decisions, each unless the docket knows it already or the state of the review forbids it.
struct Recording {
    let screenings: [Screening]
    let offices: ReviewOffices
    /// The office that returns the worksheets; nil to take each row's own.
    let only: Office?
    /// The only jurisdictions whose convictions may be decided about; nil for all.
    var jurisdictions: Set<String>?
    let statute: Statute
    let today: CalendarDate

    func record(
        _ rulings: [MatchedRuling], _ admission: inout RulingAdmission, _ log: inout ImportLog
    ) throws {
        for matched in rulings {
            do {
                try record(matched, &admission, &log)
            } catch let refusal as RowRefusal {
                log.add(refusal.problem(at: matched.row), key: matched.key)
            }
        }
    }

    private func record(
        _ matched: MatchedRuling, _ admission: inout RulingAdmission, _ log: inout ImportLog
    ) throws {
        let place = matched.place
        guard let person = try admission.person(place.person, of: place.screening) else {
            throw RowRefusal(.unknownRow, .key)
        }
        let conviction = person.screened.convictions[place.position]
        // First of all, so that nobody learns anything of another office's convictions.
        if let jurisdictions, !jurisdictions.contains(person.jurisdictions[place.position]) {
            throw RowRefusal(.otherOffice, .key)
        }
        let made = matched.made(of: person.screened)
        if try admission.knows(made) { return log.unchanged(matched.row) }
        let isOlder = try checkFinding(conviction, of: person.screened.person, place.screening, &admission)
        try checkOffice(matched, conviction, before: person.jurisdictions[place.position])
        switch try admission.record(made) {
        case .known: return log.unchanged(matched.row)
        case .nobodyToOverride: throw RowRefusal(.unknownOverride, .overrides)
        case .recorded: log.ruled(matched.row, made.ruling)
        }
        if isOlder { log.add(Problem(.olderWorksheet, at: matched.row, column: "key"), key: matched.key) }
        if case .challenge = made.ruling, let last = statute[.challenge], today > last.date {
            let detail = "last day \(last.date.iso): \(last.citation)"
            log.add(Problem(.challengeLate, at: matched.row, column: "decision", detail: detail), key: matched.key)
        }
    }

    /// - Returns: whether the worksheet is of an earlier screening than the latest by the same rules.
    private func checkFinding(
        _ conviction: ScreenedConviction, of person: Person, _ screening: Screening,
        _ admission: inout RulingAdmission
    ) throws -> Bool {
        let latest = screenings.last {
            $0.id > screening.id && $0.description.county == screening.description.county
                && $0.description.rules == screening.description.rules
        }
        guard let latest else { return false }
        if let present = try admission.finding(of: conviction, of: person, in: latest),
            RulingBasis(present) != RulingBasis(conviction)
        {
            throw RowRefusal(.findingChanged, .determination)
        }
        return true
    }

    /// `jurisdiction` is whose the conviction is now; empty where nothing tells it.
    private func checkOffice(
        _ matched: MatchedRuling, _ conviction: ScreenedConviction, before jurisdiction: String
    ) throws(RowRefusal) {
        let present = offices.jurisdiction(jurisdiction)
        if let only, present.office != only { throw refusal(conviction, only.id) }
        if let named = matched.jurisdiction, !named.isEmpty, Routing.key(named) != Routing.key(present.id) {
            throw refusal(conviction, named)
        }
        switch matched.ruling {
        case .approve, .challenge:
            guard offices.county.jurisdiction(jurisdiction) != nil else {
                throw RowRefusal(.notReferred, .jurisdiction)
            }
        case .refer(let other):
            guard other != jurisdiction else {
                throw RowRefusal(.contradictoryDecision, .referTo, "the conviction is before that office already")
            }
        case .hold: break
        }
    }

    /// A city that decides about a felony is told so.
    private func refusal(_ conviction: ScreenedConviction, _ name: String) -> RowRefusal {
        let isCity = offices.county.jurisdictions.contains {
            !$0.prosecutesFelonies && [Routing.key($0.id), Routing.key($0.office.id)].contains(Routing.key(name))
        }
        return RowRefusal(conviction.level == .felony && isCity ? .levelOfJurisdiction : .otherOffice, .jurisdiction)
    }
}
