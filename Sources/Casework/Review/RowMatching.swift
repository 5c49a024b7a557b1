import Cases
import Digests
import Docket
import Intake

/// Matches rows of worksheets with convictions on the docket, and reads their decisions.
struct RowMatching {
    let screenings: [Screening]
    let routing: Routing
    let reviewer: Reviewer?
    private let hasher = SHA256()
    private var matched: [MatchedRuling] = []

    init(screenings: [Screening], routing: Routing, reviewer: Reviewer?) {
        self.screenings = screenings
        self.routing = routing
        self.reviewer = reviewer
    }

    mutating func take(
        _ event: WorksheetEvent, sheet: String, _ admission: inout RulingAdmission, _ log: inout ImportLog
    ) throws {
        switch event {
        case .note(let problem): log.add(problem)
        case .stopped(_, let problems):
            for problem in problems { log.add(problem) }
        case .row(let row):
            guard row.isDecided else { return log.unchanged(row.place) }
            let key = WorksheetKey(row[.key] ?? "")
            do {
                matched.append(try match(row, key, sheet: sheet, &admission))
            } catch let refusal as RowRefusal {
                log.add(refusal.problem(at: row.place), key: key)
            }
        }
    }

    private func match(
        _ row: WorksheetRow, _ key: WorksheetKey?, sheet: String, _ admission: inout RulingAdmission
    ) throws -> MatchedRuling {
        guard let key else {
            throw RowRefusal(.unknownRow, .key, (row[.key] ?? "").isEmpty ? "the row has no key" : "")
        }
        let (place, person) = try find(key, &admission)
        let conviction = person.convictions[place.position]
        if let column = WorksheetFacts(person: person.person, conviction: conviction).edited(in: row) {
            throw RowRefusal(.editedFact, column)
        }
        let decision = WorksheetDecision(row: row, conviction: conviction, routing: routing, reviewer: reviewer)
        let ruling = try decision.ruling()
        let decider = try decision.decider()
        let subject =
            person.person.identifier.isEmpty
            ? "\(place.screening.description.identity) \(place.person)" : person.person.identifier
        return MatchedRuling(
            row: row.place, key: key, place: place, sheet: sheet, ruling: ruling, reviewer: decider,
            note: try decision.note(), overrides: try decision.overrides(decider), jurisdiction: row[.jurisdiction],
            conviction: "\(subject)\n\(conviction.countOrder)")
    }

    private func find(
        _ key: WorksheetKey, _ admission: inout RulingAdmission
    ) throws -> (ConvictionPlace, ScreenedPerson) {
        let named = screenings.filter { $0.description.identity.hasPrefix(key.screening) }
        if named.isEmpty { throw RowRefusal(.unknownScreening, .key) }
        for screening in named {
            guard let person = try admission.person(key.person, of: screening)?.screened,
                person.convictions.indices.contains(key.position)
            else { continue }
            let place = ConvictionPlace(screening: screening, person: key.person, position: key.position)
            if WorksheetKey(place, person, hasher) == key { return (place, person) }
        }
        throw RowRefusal(.unknownRow, .key)
    }

    /// What can be recorded: where rows of one reviewer decide differently about a conviction, all of them are refused.
    /// Decisions over another reviewer come last, so that they find the ruling that they decide over.
    func settled(_ log: inout ImportLog) -> [MatchedRuling] {
        var groups: [String: [Int]] = [:]
        for (index, ruling) in matched.enumerated() {
            groups["\(ruling.conviction)\n\(ruling.reviewer.barNumber)", default: []].append(index)
        }
        var refused: Set<Int> = []
        for group in groups.values where group.count > 1 {
            if !group.allSatisfy({ matched[$0].agrees(with: matched[group[0]]) }) { refused.formUnion(group) }
        }
        for index in refused.sorted() {
            log.add(
                RowRefusal(.repeatedDecision, .decision).problem(at: matched[index].row), key: matched[index].key)
        }
        let kept = matched.indices.filter { !refused.contains($0) }.map { matched[$0] }
        return kept.filter { $0.overrides.isEmpty } + kept.filter { !$0.overrides.isEmpty }
    }
}
