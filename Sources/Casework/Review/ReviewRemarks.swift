import Cases

/// What a worksheet tells about the review so far: the state of a conviction in words, and what has to be done about it.
struct ReviewRemarks {
    let offices: ReviewOffices

    func cell(of state: ReviewState) -> String {
        switch state {
        case .open: ""
        case .ruled(let ruling): text(ruling)
        case .conflict(let rulings): "CONFLICT: " + rulings.map(text).joined(separator: " / ")
        case .changed(let ruling): "ON AN EARLIER FINDING: " + text(ruling)
        }
    }

    /// `jurisdiction` is whose the conviction is; empty where nothing tells it.
    func remark(on state: ReviewState, of jurisdiction: String) -> String {
        var remarks: [String] = []
        if offices.county.jurisdiction(jurisdiction) == nil {
            remarks.append("No prosecutor is known for this court: refer it, to your own office if it is yours.")
        }
        switch state {
        case .open: break
        case .ruled(let ruling):
            if case .refer = ruling.ruling { remarks.append("Referred to you.") }
        case .conflict: remarks.append("Reviewers differ: decide, and name the other's bar number in overrides.")
        case .changed: remarks.append("The finding has changed since: rule on it again.")
        }
        return remarks.joined(separator: " ")
    }

    private func text(_ recorded: RecordedRuling) -> String {
        let ruling =
            switch recorded.ruling {
            case .approve(let relief): relief.map { "approve \($0.rawValue)" } ?? "approve"
            case .challenge(let ground): "challenge \(ground.rawValue)"
            case .hold: "hold"
            case .refer(let jurisdiction): "refer to \(jurisdiction)"
            }
        let day = CalendarDate(dayNumber: Int(recorded.time / 86_400))?.iso ?? ""
        return "\(ruling) (\(recorded.reviewer.name), \(recorded.reviewer.barNumber), \(day))"
    }
}
