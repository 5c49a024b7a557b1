import Cases
import Intake

/// Why a row of a worksheet cannot be taken.
struct RowRefusal: Error {
    let code: ProblemCode
    let column: String
    let detail: String

    init(_ code: ProblemCode, _ column: WorksheetColumn, _ detail: String = "") {
        self.code = code
        self.column = column.title
        self.detail = detail
    }

    func problem(at place: RowPlace) -> Problem { Problem(code, at: place, column: column, detail: detail) }
}

/// Reads what a reviewer filled in, and says whether the law and the county's offices allow it for this conviction.
struct WorksheetDecision {
    let row: WorksheetRow
    let conviction: ScreenedConviction
    let routing: Routing
    /// Who decides where the row names nobody.
    let reviewer: Reviewer?

    static let noteLimit = 2_000

    func ruling() throws(RowRefusal) -> Ruling {
        let text = row.entry(.decision)
        if text.isEmpty { throw RowRefusal(.missingDecision, .decision) }
        guard let decision = RulingWords.decision(text) else {
            let isNo = ["no", "n"].contains(Routing.key(text))
            throw RowRefusal(.unknownDecision, .decision, isNo ? "`no` can stand for a challenge and for none" : "")
        }
        try allow(.ground, if: decision == .challenge)
        try allow(.relief, if: decision == .approve)
        try allow(.referTo, if: decision == .refer)
        return switch decision {
        case .approve: .approve(try relief())
        case .challenge: .challenge(try ground())
        case .hold: .hold
        case .refer: .refer(try referral())
        }
    }

    private func allow(_ column: WorksheetColumn, if isAllowed: Bool) throws(RowRefusal) {
        if !isAllowed, !row.entry(column).isEmpty { throw RowRefusal(.contradictoryDecision, column) }
    }

    /// - Returns: nil where the finding names the relief already.
    private func relief() throws(RowRefusal) -> Relief? {
        var found: Relief?
        switch Finding(of: conviction.determination, conviction.sentence, convictedOn: conviction.convictionDate) {
        case .eligible(let relief): found = relief
        case .stopped(.afterProposition64): throw RowRefusal(.afterProposition64, .decision)
        case .stopped: break
        }
        let text = row.entry(.relief)
        if text.isEmpty {
            if found == nil { throw RowRefusal(.reliefNotNamed, .relief) }
            return nil
        }
        guard let relief = RulingWords.relief(text) else { throw RowRefusal(.unknownRelief, .relief) }
        if relief == found { return nil }
        let isPossible =
            switch relief {
            case .recall: conviction.sentence != .completed
            case .dismissAndSeal: conviction.sentence != .serving
            case .redesignate: conviction.sentence != .serving && conviction.level != .infraction
            }
        guard isPossible else { throw RowRefusal(.reliefNotAllowed, .relief) }
        return relief
    }

    private func ground() throws(RowRefusal) -> ChallengeGround {
        let text = row.entry(.ground)
        if text.isEmpty { throw RowRefusal(.missingGround, .ground) }
        guard let ground = RulingWords.ground(text) else { throw RowRefusal(.unknownGround, .ground) }
        guard ground != .unreasonableRisk || conviction.sentence == .serving else {
            throw RowRefusal(.groundNotAllowed, .ground)
        }
        return ground
    }

    private func referral() throws(RowRefusal) -> String {
        let text = row.entry(.referTo)
        if text.isEmpty { throw RowRefusal(.missingReferral, .referTo) }
        guard let jurisdiction = routing.jurisdiction(named: text) else {
            throw RowRefusal(.unknownReferral, .referTo)
        }
        guard jurisdiction.prosecutesFelonies || conviction.level != .felony else {
            throw RowRefusal(.levelOfJurisdiction, .referTo)
        }
        return jurisdiction.id
    }

    /// Who decided: as the row says, or the reviewer of the import where the row does not say it or says part of it.
    func decider() throws(RowRefusal) -> Reviewer {
        let name = row.entry(.reviewer).split(separator: " ").joined(separator: " ")
        let number = row.entry(.barNumber)
        if number.isEmpty {
            if let whole = Reviewer(name) { return whole }
            guard let reviewer, name.isEmpty || Routing.key(name) == Routing.key(reviewer.name) else {
                throw RowRefusal(.missingReviewer, name.isEmpty ? .reviewer : .barNumber)
            }
            return reviewer
        }
        guard let number = RulingWords.barNumber(number) else { throw RowRefusal(.missingReviewer, .barNumber) }
        if let whole = Reviewer(name) {
            guard whole.barNumber == number else { throw RowRefusal(.missingReviewer, .barNumber, "two numbers") }
            return whole
        }
        if !name.isEmpty { return Reviewer(name: name, barNumber: number) }
        guard let reviewer, reviewer.barNumber == number else { throw RowRefusal(.missingReviewer, .reviewer) }
        return reviewer
    }

    /// Bar number of the other reviewer that `decider` decides over; empty for none.
    func overrides(_ decider: Reviewer) throws(RowRefusal) -> String {
        let text = row.entry(.overrides)
        if text.isEmpty { return "" }
        guard let number = RulingWords.barNumber(text), number != decider.barNumber else {
            throw RowRefusal(.unknownOverride, .overrides)
        }
        return number
    }

    func note() throws(RowRefusal) -> String {
        let note = row.entry(.note)
        guard note.utf8.count <= Self.noteLimit else {
            throw RowRefusal(.fieldTooLong, .note, "more than \(Self.noteLimit) bytes")
        }
        return note
    }
}
