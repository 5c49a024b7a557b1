/// All that is known of one case, and what it comes to. A function of the set of outcomes alone: neither their order nor
/// their repetition matters.
///
/// A case may be filed several times, because what is rejected is sent again. Of one filing, the furthest step stands, and of
/// decisions the latest. Of several filings, the one with the latest news stands; but if it brought only some of the
/// documents, the case is what all its documents have come to.
package struct OutcomeHistory: Sendable {
    package let outcomes: [CourtOutcome]
    /// The documents of each message, by its identifier, where they are known.
    private let sent: [String: [String]]

    /// - Parameters:
    ///   - outcomes: of one case, in any order.
    ///   - documents: kinds of the documents that went with each message of the case.
    package init(_ outcomes: [CourtOutcome], documents: [String: [String]] = [:]) {
        self.outcomes = outcomes
        sent = documents
    }

    /// What the court did; nil as long as that is not known.
    package var court: CourtOutcome? {
        Self.latest(outcomes.lazy.filter(\.state.isCourtAct))
    }

    /// What became of the filing; nil where nothing is known.
    package var filing: CourtOutcome? {
        let filings = standing(of: "")
        guard let latest = Self.latest(filings.values) else { return nil }
        guard filings.count > 1, latest.state.isDecision else { return latest }
        let states = documents.values.map(\.state)
        let accepted = states.count { $0 == .accepted }
        guard accepted > 0 else { return latest }
        return latest.with(accepted == states.count ? .accepted : .partiallyAccepted)
    }

    /// What each document has come to, by its kind. A document of which nothing is said shares the fate of the filing; where
    /// that was accepted in part, the clerk has not looked at it yet.
    package var documents: [String: CourtOutcome] {
        let filings = standing(of: "")
        var found: [String: [CourtOutcome]] = [:]
        var kinds = Set(outcomes.map(\.document)).union(sent.values.joined())
        kinds.remove("")
        for kind in kinds {
            let own = standing(of: kind)
            for (message, outcome) in own { found[kind, default: []].append(later(outcome, filings[message])) }
            for (message, filing) in filings where own[message] == nil && sent[message]?.contains(kind) == true {
                found[kind, default: []].append(
                    filing.of(document: kind, filing.state == .partiallyAccepted ? .received : filing.state))
            }
        }
        return found.compactMapValues { Self.latest($0) }
    }

    /// Whether answers differ that cannot both be right: decisions about one filing, or acts of the court. Papers have no
    /// identifier: what is brought back to the counter is another filing, unless both decisions are of one time.
    package var isContradictory: Bool {
        if Set(outcomes.lazy.filter(\.state.isCourtAct).map(\.state)).count > 1 { return true }
        var decided: [String: CaseState] = [:]
        for outcome in outcomes where outcome.isFinal {
            let filing = outcome.message.isEmpty ? String(outcome.time) : outcome.message
            let key = "\(filing) \(outcome.document)"
            if let other = decided[key], other != outcome.state { return true }
            decided[key] = outcome.state
        }
        return false
    }

    /// What stands of each filing, by its message, about a document or about the case.
    private func standing(of document: String) -> [String: CourtOutcome] {
        var standing: [String: CourtOutcome] = [:]
        for outcome in outcomes where outcome.document == document && !outcome.state.isCourtAct {
            if standing[outcome.message].map({ outcome.stands(over: $0) }) ?? true {
                standing[outcome.message] = outcome
            }
        }
        return standing
    }

    /// A document that was only received when the filing as a whole was decided later is decided with it.
    private func later(_ document: CourtOutcome, _ filing: CourtOutcome?) -> CourtOutcome {
        guard let filing, !document.state.isDecision, filing.isFinal else { return document }
        return filing.of(document: document.document, filing.state)
    }

    private static func latest(_ outcomes: some Sequence<CourtOutcome>) -> CourtOutcome? {
        var latest: CourtOutcome?
        for outcome in outcomes where latest.map({ outcome.isLater(than: $0) }) ?? true { latest = outcome }
        return latest
    }
}

extension CourtOutcome {
    /// Whether it decides about the whole of what it is about.
    fileprivate var isFinal: Bool { state == .accepted || state == .rejected || state == .cancelled }

    fileprivate func with(_ state: CaseState) -> CourtOutcome { of(document: document, state) }

    fileprivate func of(document: String, _ state: CaseState) -> CourtOutcome {
        CourtOutcome(
            place: place, caseNumber: caseNumber, message: message, document: document, state: state, time: time,
            reason: reason, reference: reference)
    }
}
