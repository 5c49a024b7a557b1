import Cases
import Testing

/// What a case comes to, whatever order its answers come in.
@Suite struct OutcomeHistoryTests {
    private static let place = CourtOutcome.Place(batch: 1, jurisdiction: "long-beach", sequence: 7)

    /// `m1 accepted 20`, `m1/case-order rejected 20`, `granted 30`.
    static func outcome(_ text: String) -> CourtOutcome {
        let words = text.split(separator: " ").map(String.init)
        let named = words.count == 3 ? words[0].split(separator: "/").map(String.init) : [""]
        guard let state = CaseState(rawValue: words[words.count - 2]), let time = Int64(words[words.count - 1]) else {
            preconditionFailure(text)
        }
        return CourtOutcome(
            place: place, caseNumber: "NA1", message: named[0], document: named.count > 1 ? named[1] : "",
            state: state, time: time)
    }

    private static let documents = ["m1": ["case-motion", "case-order"], "m2": ["case-order"]]

    private static func history(_ texts: [String]) -> OutcomeHistory {
        OutcomeHistory(texts.map(outcome), documents: documents)
    }

    @Test(
        "what the filing and the court's act come to",
        arguments: [
            ([], nil, nil),
            (["m1 sent 10"], "sent", nil),
            (["m1 sent 10", "m1 received 11"], "received", nil),
            // Our clock may be ahead of the court's; a step back is none.
            (["m1 accepted 20", "m1 received 30", "m1 sent 40"], "accepted", nil),
            (["m1 partially-accepted 20", "m1 accepted 30"], "accepted", nil),
            (["m1 rejected 20", "m2 sent 30"], "sent", nil),
            (["m1 rejected 20", "m2 sent 30", "m2 received 31"], "received", nil),
            (["m1 accepted 20", "granted 30"], "accepted", "granted"),
            (["m1 accepted 20", "denied 30", "granted 40"], "accepted", "granted"),
            (["struck 30", "no-file 20"], nil, "struck"),
            (["cancelled 5"], "cancelled", nil),
            // The second filing brings the order alone; with it all is accepted.
            (
                [
                    "m1 partially-accepted 20", "m1/case-motion accepted 20", "m1/case-order rejected 20", "m2 sent 25",
                    "m2 accepted 30",
                ], "accepted", nil
            ),
            (
                [
                    "m1 partially-accepted 20", "m1/case-motion accepted 20", "m1/case-order rejected 20",
                    "m2 rejected 30",
                ], "partially-accepted", nil
            ),
            (["m1 rejected 20", "m2 rejected 30"], "rejected", nil),
        ] as [([String], String?, String?)])
    func states(_ texts: [String], _ filing: String?, _ court: String?) {
        let history = Self.history(texts)
        #expect(history.filing?.state.rawValue == filing)
        #expect(history.court?.state.rawValue == court)
    }

    @Test(
        "what each document comes to",
        arguments: [
            (["m1 accepted 20"], ["case-motion": "accepted", "case-order": "accepted"]),
            (["m1 rejected 20"], ["case-motion": "rejected", "case-order": "rejected"]),
            // Not yet reviewed, and so absent from the answer.
            (
                ["m1 partially-accepted 20", "m1/case-motion accepted 20"],
                ["case-motion": "accepted", "case-order": "received"]
            ),
            (
                ["m1/case-motion received 20", "m1 accepted 30"],
                ["case-motion": "accepted", "case-order": "accepted"]
            ),
            (
                [
                    "m1 partially-accepted 20", "m1/case-motion accepted 20", "m1/case-order rejected 20",
                    "m2 received 30",
                ],
                ["case-motion": "accepted", "case-order": "received"]
            ),
            (
                [
                    "m1 partially-accepted 20", "m1/case-motion accepted 20", "m1/case-order rejected 20",
                    "m2 accepted 30",
                ],
                ["case-motion": "accepted", "case-order": "accepted"]
            ),
        ] as [([String], [String: String])])
    func documents(_ texts: [String], _ expected: [String: String]) {
        #expect(Self.history(texts).documents.mapValues(\.state.rawValue) == expected)
    }

    @Test(
        "answers that cannot both be right are told",
        arguments: [
            (["m1 accepted 20", "m1 accepted 30"], false),
            (["m1 partially-accepted 20", "m1 accepted 30"], false),
            (["m1 rejected 20", "m2 accepted 30"], false),
            (["m1 rejected 20", "m1 accepted 30"], true),
            (["m1/case-order rejected 20", "m1 accepted 30"], false),
            (["granted 20", "granted 30"], false),
            (["granted 20", "denied 20"], true),
            // Paper that came back and was brought again.
            (["rejected 20", "accepted 30"], false),
            (["rejected 20", "accepted 20"], true),
        ])
    func contradictions(_ texts: [String], _ expected: Bool) {
        #expect(Self.history(texts).isContradictory == expected)
    }

    @Test("neither order nor repetition of answers matters", arguments: 0..<40)
    func orderFree(_ seed: Int) {
        var chance = Generator(UInt64(seed))
        let states = CaseState.allCases
        let outcomes = (0..<12).map { _ in
            let message = ["", "m1", "m2"].randomElement(using: &chance) ?? ""
            return CourtOutcome(
                place: Self.place, caseNumber: "NA1", message: message,
                document: ["", "", "case-motion", "case-order"].randomElement(using: &chance) ?? "",
                state: states.randomElement(using: &chance) ?? .sent, time: Int64.random(in: 0..<4, using: &chance),
                reason: ["", "a", "b"].randomElement(using: &chance) ?? "")
        }
        let first = OutcomeHistory(outcomes, documents: Self.documents)
        for _ in 0..<30 {
            let repeated = outcomes + outcomes.filter { _ in Bool.random(using: &chance) }
            let other = OutcomeHistory(repeated.shuffled(using: &chance), documents: Self.documents)
            #expect(other.filing == first.filing)
            #expect(other.court == first.court)
            #expect(other.documents == first.documents)
            #expect(other.isContradictory == first.isContradictory)
        }
    }
}

/// SplitMix64: the same numbers in every run.
private struct Generator: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
