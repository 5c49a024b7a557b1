import Cases
import Testing

/// Which ruling on a conviction counts.
@Suite struct RulingHistoryTests {
    private static let found = RulingBasis(level: .felony, isServing: false, determination: .handReview)
    private static let earlier = RulingBasis(level: .felony, isServing: false, determination: .dismissal)

    private static func entry(
        _ bar: String, _ ruling: Ruling, over: String = "", on basis: RulingBasis = found, policy: Bool = false
    ) -> RulingHistory.Entry {
        let recorded = RecordedRuling(ruling: ruling, reviewer: Reviewer(name: "R", barNumber: bar), time: 1, note: "")
        return RulingHistory.Entry(recorded: recorded, basis: basis, overrides: over, isByPolicy: policy)
    }

    /// `1 approve`, for short comparisons.
    private static func short(_ state: ReviewState) -> String {
        func short(_ recorded: RecordedRuling) -> String {
            let word =
                switch recorded.ruling {
                case .approve(let relief): relief.map { "approve \($0.rawValue)" } ?? "approve"
                case .challenge: "challenge"
                case .hold: "hold"
                case .refer(let jurisdiction): "refer \(jurisdiction)"
                }
            return "\(recorded.reviewer.barNumber) \(word)"
        }
        return switch state {
        case .open: "open"
        case .ruled(let recorded): short(recorded)
        case .conflict(let all): "conflict: " + all.map(short).joined(separator: ", ")
        case .changed(let recorded): "changed: " + short(recorded)
        }
    }

    private static let unfit = Ruling.challenge(.doesNotMeetCriteria)

    @Test(
        "the ruling that counts",
        arguments: [
            ([], "open"),
            ([entry("1", .approve(nil))], "1 approve"),
            // The latest of one reviewer replaces: a challenge is withdrawn.
            ([entry("1", unfit), entry("1", .approve(nil))], "1 approve"),
            ([entry("1", .approve(nil)), entry("1", unfit)], "1 challenge"),
            // Two reviewers.
            ([entry("1", unfit), entry("2", unfit)], "2 challenge"),
            ([entry("1", unfit), entry("2", .approve(nil))], "conflict: 1 challenge, 2 approve"),
            ([entry("1", .hold), entry("2", .approve(nil))], "conflict: 1 hold, 2 approve"),
            (
                [entry("1", .approve(.redesignate)), entry("2", .approve(.dismissAndSeal))],
                "conflict: 1 approve redesignate, 2 approve dismiss-seal"
            ),
            ([entry("1", unfit), entry("2", .approve(nil)), entry("1", .approve(nil))], "1 approve"),
            // One of them decides, or a third.
            ([entry("1", unfit), entry("2", .approve(nil), over: "1")], "2 approve"),
            (
                [entry("1", unfit), entry("2", .approve(nil)), entry("3", unfit, over: "2")],
                "3 challenge"
            ),
            (
                [entry("1", unfit), entry("2", .approve(nil)), entry("3", .approve(nil), over: "4")],
                "conflict: 1 challenge, 2 approve, 3 approve"
            ),
            // Deciding over somebody does not forbid them to rule again.
            (
                [entry("1", unfit), entry("2", .approve(nil), over: "1"), entry("1", unfit)],
                "conflict: 2 approve, 1 challenge"
            ),
            // A referral gives way to the other office.
            ([entry("1", .refer("b"))], "1 refer b"),
            ([entry("1", .refer("b")), entry("2", .approve(nil))], "2 approve"),
            ([entry("1", .refer("b")), entry("2", .refer("a"))], "2 refer a"),
            ([entry("2", .approve(nil)), entry("1", .refer("b"))], "conflict: 2 approve, 1 refer b"),
            // A ruling on another finding has to be made again.
            ([entry("1", .approve(nil), on: earlier)], "changed: 1 approve"),
            ([entry("1", unfit, on: earlier), entry("2", .approve(nil))], "2 approve"),
            ([entry("1", .approve(nil), on: earlier), entry("1", .hold)], "1 hold"),
            // A policy gives way to anybody, and never the other way round.
            ([entry("1", .approve(nil), policy: true), entry("2", unfit)], "2 challenge"),
            ([entry("2", unfit), entry("1", .approve(nil), policy: true)], "2 challenge"),
            ([entry("1", unfit), entry("1", .approve(nil), policy: true)], "1 challenge"),
        ] as [([RulingHistory.Entry], String)])
    func counts(entries: [RulingHistory.Entry], expected: String) {
        #expect(Self.short(RulingHistory(entries).state(on: Self.found)) == expected)
    }

    @Test("the finding's relief, level and determination are what a ruling rests on")
    func basis() {
        let history = RulingHistory([Self.entry("1", .approve(nil))])
        for other in [
            RulingBasis(level: .misdemeanor, isServing: false, determination: .handReview),
            RulingBasis(level: .felony, isServing: true, determination: .handReview),
            RulingBasis(level: .felony, isServing: false, determination: .dismissal),
        ] {
            #expect(Self.short(history.state(on: other)) == "changed: 1 approve")
        }
    }

    @Test(
        "where a conviction was referred to",
        arguments: [
            ([], nil),
            ([entry("1", .approve(nil))], nil),
            ([entry("1", .refer("b"))], "b"),
            // The office referred to approves, and keeps it; so does the one that took it.
            ([entry("1", .refer("b")), entry("2", .approve(nil))], "b"),
            ([entry("1", .refer("b")), entry("1", .approve(nil))], "b"),
            ([entry("1", .refer("b")), entry("2", .refer("a"))], "a"),
            ([entry("1", .refer("b")), entry("2", .approve(nil), over: "1")], nil),
            ([entry("1", .refer("b"), on: earlier)], nil),
        ] as [([RulingHistory.Entry], String?)])
    func referral(entries: [RulingHistory.Entry], expected: String?) {
        #expect(RulingHistory(entries).referral(on: Self.found) == expected)
    }

    @Test(
        "where a policy may rule",
        arguments: [
            ([], true),
            ([entry("1", .hold)], false),
            ([entry("1", .hold, on: earlier)], false),
            ([entry("1", .approve(nil), on: earlier, policy: true)], true),
            ([entry("1", .approve(nil), policy: true)], false),
        ] as [([RulingHistory.Entry], Bool)])
    func policy(entries: [RulingHistory.Entry], expected: Bool) {
        #expect(RulingHistory(entries).isOpenToPolicy(on: Self.found) == expected)
    }
}
