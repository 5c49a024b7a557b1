import Cases
import Docket
import Testing

@testable import Casework

/// What becomes of a reviewed conviction.
@Suite struct ReviewedRowsTests {
    private let rows: ReviewedRows

    /// Compiling templates takes longest, so it is done once.
    private static let workplace = Task {
        let office = try ReviewOffice()
        return try await Workplace.open(templates: "\(office.path)/Templates", asOf: ReviewOffice.asOf, only: nil)
    }

    init() async throws {
        rows = ReviewedRows(office: try await Self.workplace.value, asOf: ReviewOffice.asOf, files: 1)
    }

    private static func ruled(_ ruling: Ruling) -> ReviewState {
        .ruled(RecordedRuling(ruling: ruling, reviewer: ReviewOffice.reviewer, time: 1, note: "not to be printed"))
    }

    private func event(
        _ conviction: ScreenedConviction, _ state: ReviewState, in jurisdiction: String = "district-attorney"
    ) throws -> RowEvent {
        let person = ReviewedPerson(
            number: 1, screened: screened(1, conviction), jurisdictions: [jurisdiction], states: [state])
        let events = rows.events(of: person)
        #expect(events.count == 1)
        return try #require(events.first)
    }

    /// `filed relief`, `challenged ground`, or the codes that stopped it.
    private func outcome(_ event: RowEvent) -> String {
        switch event {
        case .row(let row, _): EligibleCount(row.count).map { "filed \($0.relief.rawValue)" } ?? "not eligible"
        case .challenge(_, let ground, _, _): "challenged \(ground.rawValue)"
        case .stopped(_, _, _, let problems): problems.map(\.code.rawValue).joined(separator: " ")
        case .note: "note"
        }
    }

    @Test(
        "Nothing is filed or challenged without a ruling that counts",
        arguments: [
            (Determination.dismissal, "not-reviewed"), (.reduction, "not-reviewed"), (.notEligible, "not-eligible"),
            (.handReview, "hand-review"), (.maybeEligible, "hand-review"), (.missing, "hand-review"),
            (.cityReview, "city-review"),
        ])
    func unruled(determination: Determination, expected: String) throws {
        #expect(outcome(try event(conviction(1, "BA1", found: determination), .open)) == expected)
        #expect(outcome(try event(conviction(1, "BA1", found: determination), .conflict([]))) == "conflicting-rulings")
        let outdated = RecordedRuling(ruling: .approve(nil), reviewer: ReviewOffice.reviewer, time: 1, note: "")
        #expect(outcome(try event(conviction(1, "BA1", found: determination), .changed(outdated))) == "ruling-outdated")
        #expect(outcome(try event(conviction(1, "BA1", found: determination), Self.ruled(.hold))) == "held-in-review")
    }

    @Test(
        "Relief is that of the ruling, else that of the finding, and recall while the sentence is served",
        arguments: [
            (Determination.dismissal, SentenceStatus.completed, Relief?.none, "filed dismiss-seal"),
            (.dismissal, .unknown, nil, "filed dismiss-seal"),
            (.dismissal, .serving, nil, "filed recall"),
            (.reduction, .completed, nil, "filed redesignate"),
            (.reduction, .serving, nil, "filed recall"),
            (.reduction, .completed, .dismissAndSeal, "filed dismiss-seal"),
            (.dismissal, .completed, .redesignate, "filed redesignate"),
            (.dismissal, .completed, .recall, "filed recall"),
            (.handReview, .completed, .dismissAndSeal, "filed dismiss-seal"),
            (.notEligible, .completed, .redesignate, "filed redesignate"),
            (.cityReview, .unknown, .recall, "filed recall"),
            (.handReview, .serving, .dismissAndSeal, "filed recall"),
            (.handReview, .completed, nil, "relief-not-named"),
            (.notEligible, .serving, nil, "relief-not-named"),
        ])
    func relief(determination: Determination, sentence: SentenceStatus, relief: Relief?, expected: String) throws {
        let conviction = conviction(1, "BA1", sentence: sentence, found: determination)
        #expect(outcome(try event(conviction, Self.ruled(.approve(relief)))) == expected)
    }

    @Test("A relief that the running sentence does not allow is replaced by recall, and somebody is told")
    func recallInstead() throws {
        let serving = conviction(1, "BA1", sentence: .serving)
        guard case .row(_, let doubts) = try event(serving, Self.ruled(.approve(.dismissAndSeal))) else {
            Issue.record("not filed")
            return
        }
        #expect(doubts.map(\.code) == [.recallInstead])
        guard case .row(_, let none) = try event(serving, Self.ruled(.approve(.recall))) else {
            Issue.record("not filed")
            return
        }
        #expect(none.isEmpty)
    }

    @Test(
        "What a paper needs has to be there, whether it is filed or challenged",
        arguments: [
            (conviction(1), "missing-case-number"), (conviction(1, "BA1", "BA2"), "several-case-numbers"),
            (conviction(1, "BA1", date: nil), "missing-date"),
            (conviction(1, "BA1", date: "2019-07-02"), "future-date"),
            (conviction(1, "BA1", section: "11361"), "unknown-section"),
            (conviction(1, "BA\u{1}1"), "control-character"),
            (conviction(1, date: nil), "missing-case-number missing-date"),
        ])
    func incomplete(conviction: ScreenedConviction, expected: String) throws {
        for ruling in [Ruling.approve(nil), .challenge(.doesNotMeetCriteria)] {
            let event = try event(conviction, Self.ruled(ruling))
            #expect(outcome(event) == expected)
            guard case .stopped(let place, let jurisdiction, let number, _) = event else { continue }
            #expect(place == conviction.place && jurisdiction == "district-attorney")
            #expect(number == conviction.caseNumbers.joined(separator: "; "))
        }
        // What is not filed needs none of it.
        #expect(outcome(try event(conviction, .open)) == "not-reviewed")
        #expect(outcome(try event(conviction, Self.ruled(.hold))) == "held-in-review")
    }

    @Test("A referral goes to the office named, and stands with the office that referred")
    func referral() throws {
        let event = try event(conviction(1, "BA1", found: .cityReview), Self.ruled(.refer("long-beach")))
        guard case .stopped(_, let jurisdiction, _, let problems) = event else {
            Issue.record("not stopped")
            return
        }
        #expect(jurisdiction == "district-attorney")
        #expect(problems.map(\.code) == [.referred] && problems[0].detail == "long-beach")
    }

    @Test("A row says what the state's record says, in the words of papers")
    func wording() throws {
        let conviction = conviction(7, "BA100007", count: 12, court: "CAMC LONG BEACH")
        guard case .row(let row, let doubts) = try event(conviction, Self.ruled(.approve(nil))) else {
            Issue.record("not filed")
            return
        }
        #expect(
            row.caseNumber == "BA100007" && row.courthouse == "long-beach" && row.jurisdiction == "district-attorney")
        #expect(row.count.number == "12" && row.count.offense == "664/11359 HS")
        #expect(row.count.place == RowPlace(file: 0, row: 7) && doubts.isEmpty)
        let plain = try event(CaseworkTests.conviction(1, "BA1", offense: "11359 HS"), Self.ruled(.approve(nil)))
        guard case .row(let bare, _) = plain else {
            Issue.record("not filed")
            return
        }
        #expect(bare.count.offense == "")
    }

    @Test("A court that the county does not know leaves the courthouse to the case number, with a warning")
    func unknownCourt() throws {
        let event = try event(conviction(1, "BA1", court: "CASC ATLANTIS"), Self.ruled(.challenge(.unreasonableRisk)))
        guard case .challenge(let row, _, let reviewer, let doubts) = event else {
            Issue.record("not challenged")
            return
        }
        #expect(row.courthouse == "" && doubts.map(\.code) == [.courtNotKnown])
        #expect(reviewer == ReviewOffice.reviewer)
    }

    @Test("A jurisdiction that the templates no longer have is none")
    func unknownJurisdiction() throws {
        guard case .stopped(_, let jurisdiction, _, _) = try event(conviction(1, "BA1"), .open, in: "atlantis") else {
            Issue.record("not stopped")
            return
        }
        #expect(jurisdiction == "")
    }

    @Test(
        "Two rows of one count that are ruled differently are both left to people",
        arguments: [
            (Ruling.approve(nil), Ruling.challenge(.doesNotMeetCriteria), "conflicting-rulings"),
            (.challenge(.unreasonableRisk), .challenge(.doesNotMeetCriteria), "conflicting-rulings"),
            (.challenge(.doesNotMeetCriteria), .challenge(.doesNotMeetCriteria), "challenged does-not-meet-11361.8"),
            (.approve(nil), .approve(nil), "filed dismiss-seal"),
        ])
    func contradictions(first: Ruling, second: Ruling, expected: String) throws {
        let convictions = screened(1, conviction(1, "BA1"), conviction(2, "BA1"), conviction(3, "BA2"))
        let states = [Self.ruled(first), Self.ruled(second), Self.ruled(.approve(nil))]
        let person = ReviewedPerson(
            number: 1, screened: convictions, jurisdictions: Array(repeating: "district-attorney", count: 3),
            states: states)
        #expect(rows.events(of: person).map(outcome) == [expected, expected, "filed dismiss-seal"])
    }

    @Test("The digest of a review changes with everything that decides, and with nothing else")
    func digest() throws {
        func digest(_ ruling: Ruling, by reviewer: Reviewer, time: Int64, note: String, _ jurisdiction: String)
            -> String
        {
            let recorded = RecordedRuling(ruling: ruling, reviewer: reviewer, time: time, note: note)
            let digest = RulingDigest()
            digest.add(
                ReviewedPerson(
                    number: 1, screened: screened(1, conviction(1, "BA1")), jurisdictions: [jurisdiction],
                    states: [.ruled(recorded)]))
            return digest.finish()
        }
        let one = digest(.approve(nil), by: ReviewOffice.reviewer, time: 1, note: "", "long-beach")
        #expect(one == digest(.approve(nil), by: ReviewOffice.reviewer, time: 2, note: "x", "long-beach"))
        let others = [
            digest(.approve(.recall), by: ReviewOffice.reviewer, time: 1, note: "", "long-beach"),
            digest(.challenge(.doesNotMeetCriteria), by: ReviewOffice.reviewer, time: 1, note: "", "long-beach"),
            digest(.challenge(.unreasonableRisk), by: ReviewOffice.reviewer, time: 1, note: "", "long-beach"),
            digest(.hold, by: ReviewOffice.reviewer, time: 1, note: "", "long-beach"),
            digest(.approve(nil), by: ReviewOffice.prosecutor, time: 1, note: "", "long-beach"),
            digest(.approve(nil), by: ReviewOffice.reviewer, time: 1, note: "", "district-attorney"),
        ]
        #expect(Set(others + [one]).count == 7)
    }
}
