/// Where a case goes: which prosecutor, which courthouse. Both are keys of the county.
package struct Route: Hashable, Sendable {
    package let jurisdiction: String
    package let courthouse: String

    package init(jurisdiction: String, courthouse: String) {
        self.jurisdiction = jurisdiction
        self.courthouse = courthouse
    }
}

/// Sends rows to prosecutors and courthouses by the county's tables, each step with its reason.
///
/// Felonies belong to the district attorney. A misdemeanor belongs to the city that prosecuted it, or to the district
/// attorney for unincorporated areas and cities without a prosecutor, so the row has to name it (Gov. Code 26500,
/// 41803.5, 72193). The letters of a case number hint at the courthouse and never prove it, so a courthouse that the
/// row names goes first.
package struct Routing: Sendable {
    private let county: County
    private let jurisdictions: [String: Int]
    private let courthouses: [String: Int]
    /// Jurisdictions by the names of the state's file for the courts whose misdemeanors are theirs.
    private let courts: [String: Int]
    private let felonies: Int?

    package init(county: County) {
        self.county = county
        var names: [String: Int] = [:]
        for (index, jurisdiction) in county.jurisdictions.enumerated() {
            for name in [jurisdiction.id, jurisdiction.name] + jurisdiction.names { names[Self.key(name)] = index }
        }
        jurisdictions = names
        names = [:]
        for (index, courthouse) in county.courthouses.enumerated() {
            for name in [courthouse.id, courthouse.name] + courthouse.names + courthouse.stateNames {
                names[Self.key(name)] = index
            }
        }
        courthouses = names
        names = [:]
        for (index, jurisdiction) in county.jurisdictions.enumerated() {
            for court in jurisdiction.courts { names[Self.key(court)] = index }
        }
        courts = names
        felonies = county.jurisdictions.firstIndex(where: \.prosecutesFelonies)
    }

    /// What routing made of a row: a route or the problem that stops it, and the doubts on the way.
    package struct Outcome: Sendable {
        package let route: Result<Route, Stop>
        package let doubts: [Problem]
    }

    /// The problem that stops a row.
    package struct Stop: Error, Hashable, Sendable {
        package let problem: Problem
    }

    package func route(_ row: CaseRow) -> Outcome {
        let place = row.count.place
        let jurisdiction: Jurisdiction
        switch chooseJurisdiction(row) {
        case .success(let chosen): jurisdiction = chosen
        case .failure(let code):
            return Outcome(
                route: .failure(Stop(problem: Problem(code.code, at: place, column: "jurisdiction"))),
                doubts: []
            )
        }
        var doubts: [Problem] = []
        if !county.caseNumberShapes.contains(where: { Shape.matchesWhole($0, row.caseNumber) }) {
            doubts.append(Problem(.caseNumberShape, at: place, column: "case_number"))
        }
        guard var courthouse = chooseCourthouse(row, jurisdiction) else {
            let problem = Problem(.unknownCourthouse, at: place, column: "courthouse")
            return Outcome(route: .failure(Stop(problem: problem)), doubts: doubts)
        }
        if let successor = courthouse.successor.flatMap(county.courthouse) {
            doubts.append(Problem(.successorCourthouse, at: place, column: "courthouse", detail: successor.id))
            courthouse = successor
        }
        return Outcome(route: .success(Route(jurisdiction: jurisdiction.id, courthouse: courthouse.id)), doubts: doubts)
    }

    /// The jurisdiction that has to review a screened conviction: a felony is the district attorney's, anything less
    /// belongs to the prosecutor of its court. Empty where no prosecutor is known for the court; then a person has to
    /// refer it.
    package func reviewer(of conviction: ScreenedConviction) -> String {
        let index = conviction.level == .felony ? felonies : courts[Self.key(conviction.court)]
        return index.map { county.jurisdictions[$0].id } ?? ""
    }

    /// The courthouse of a court as the state's file names it; empty where none is known, so that case number and
    /// jurisdiction decide.
    package func courthouse(ofCourt name: String) -> String {
        courthouses[Self.key(name)].map { county.courthouses[$0].id } ?? ""
    }

    /// The jurisdiction that somebody calls so, by id or by any of its names; nil if none is.
    package func jurisdiction(named name: String) -> Jurisdiction? {
        jurisdictions[Self.key(name)].map { county.jurisdictions[$0] }
    }

    private struct Refusal: Error { let code: ProblemCode }

    private func chooseJurisdiction(_ row: CaseRow) -> Result<Jurisdiction, Refusal> {
        if row.jurisdiction.isEmpty {
            guard row.count.level == .felony, let felonies else { return .failure(Refusal(code: .missingJurisdiction)) }
            return .success(county.jurisdictions[felonies])
        }
        guard let index = jurisdictions[Self.key(row.jurisdiction)] else {
            return .failure(Refusal(code: .unknownJurisdiction))
        }
        let jurisdiction = county.jurisdictions[index]
        if row.count.level == .felony, !jurisdiction.prosecutesFelonies {
            return .failure(Refusal(code: .levelOfJurisdiction))
        }
        return .success(jurisdiction)
    }

    private func chooseCourthouse(_ row: CaseRow, _ jurisdiction: Jurisdiction) -> Courthouse? {
        if !row.courthouse.isEmpty { return courthouses[Self.key(row.courthouse)].map { county.courthouses[$0] } }
        for rule in jurisdiction.rules where Shape.matchesStart(rule.pattern, row.caseNumber) {
            return county.courthouse(rule.courthouse)
        }
        return county.courthouse(jurisdiction.courthouse)
    }

    /// Names agree when their letters and digits do, whatever their case, blanks and punctuation.
    package static func key(_ name: String) -> String {
        String(
            decoding: name.utf8.lazy.filter { $0 >= 0x80 || $0.isLetterOrDigit }.map { $0.lowercased },
            as: UTF8.self
        )
    }
}

/// Patterns of case numbers: `#` is a digit, `@` a letter, anything else itself.
enum Shape {
    static func matchesStart(_ pattern: String, _ text: String) -> Bool { match(pattern, text, whole: false) }

    static func matchesWhole(_ pattern: String, _ text: String) -> Bool { match(pattern, text, whole: true) }

    private static func match(_ pattern: String, _ text: String, whole: Bool) -> Bool {
        var rest = text.utf8.makeIterator()
        for expected in pattern.utf8 {
            guard let byte = rest.next() else { return false }
            switch expected {
            case UInt8(ascii: "#"): guard byte.isDigit else { return false }
            case UInt8(ascii: "@"): guard byte.isLetter else { return false }
            default: guard byte == expected else { return false }
            }
        }
        return !whole || rest.next() == nil
    }
}
