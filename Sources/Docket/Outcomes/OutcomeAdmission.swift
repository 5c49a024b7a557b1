package import Cases
internal import GRDB

/// Takes outcomes into the docket.
///
/// Lives in the closure of `Docket.recordOutcomes` only, on its thread. If that closure throws, nothing stays.
package struct OutcomeAdmission: ~Copyable {
    private let database: Database
    private let time: Int64
    private var outcomes: OutcomeTable
    private let messages: MessageTable
    private let history: OutcomeReader
    private let cases: NumberedCaseSearch
    private let seal: AnswerSeal
    private var chain: AuditChain
    private let insertion: Prepared
    private var nextAnswer: Int64
    /// The answer that is being recorded, with how many outcomes it has brought.
    private var open: (answer: Answer, outcomes: Int)?

    init(_ database: Database, at time: Int64) throws {
        let outcomes = try OutcomeTable(database)
        let messages = try MessageTable(database)
        let history = try OutcomeReader(database)
        let cases = try NumberedCaseSearch(database)
        let seal = try AnswerSeal(database)
        let chain = try AuditChain(database)
        let insertion = try Prepared(
            database, "INSERT INTO answer (id, kind, name, sha256, recorded_at) VALUES (?, ?, ?, ?, ?)")
        let nextAnswer = try Int64.fetchOne(database, sql: "SELECT coalesce(max(id) + 1, 1) FROM answer") ?? 1
        self.database = database
        self.time = time
        self.outcomes = outcomes
        self.messages = messages
        self.history = history
        self.cases = cases
        self.seal = seal
        self.chain = chain
        self.insertion = insertion
        self.nextAnswer = nextAnswer
        open = nil
    }

    /// The case that a message was made for; nil for a message that this docket never made.
    ///
    /// - Throws: `DocketError`.
    package func message(_ identifier: String) throws -> FiledMessage? { try messages.message(identifier) }

    /// The number of the case at a place; nil where the batch has none there.
    ///
    /// - Throws: `DocketError`.
    package func caseNumber(at place: CourtOutcome.Place) throws -> String? { try cases.number(at: place) }

    /// The places at which a jurisdiction's part of a batch has a case of this number, whatever its blanks, punctuation and
    /// case: one, none, or several where only punctuation told them apart.
    ///
    /// - Throws: `DocketError`.
    package func places(
        ofCase number: String, in batch: Batch, jurisdiction: String
    ) throws -> [CourtOutcome.Place] {
        try cases.places(of: number, in: batch.id, jurisdiction: jurisdiction)
    }

    /// What is known of a case so far.
    ///
    /// - Throws: `DocketError`.
    package func history(at place: CourtOutcome.Place) throws -> OutcomeHistory { try history.history(at: place) }

    /// Records what an answer brings. Only what is new is kept; an answer that brings nothing new leaves no trace. What one
    /// answer brings may be recorded in several calls, one after the other.
    ///
    /// - Throws: `DocketError`.
    package mutating func record(_ found: [CourtOutcome], from answer: Answer) throws -> RecordedOutcomes {
        if let open, open.answer != answer { try close(open) }
        var recorded = RecordedOutcomes()
        for outcome in found {
            guard try !outcomes.knows(outcome) else {
                recorded.known += 1
                continue
            }
            let count = try open?.outcomes ?? begin(answer)
            open = (answer, count + 1)
            try outcomes.add(outcome, answer: nextAnswer, database)
            recorded.new += 1
        }
        return recorded
    }

    private func begin(_ answer: Answer) throws -> Int {
        insertion.bind(nextAnswer, at: 1)
        insertion.bind(answer.kind.rawValue, at: 2)
        insertion.bind(answer.name, at: 3)
        insertion.bind(answer.sha256, at: 4)
        insertion.bind(time, at: 5)
        try insertion.run()
        return 0
    }

    private mutating func close(_ done: (answer: Answer, outcomes: Int)) throws {
        var entry = AuditEntry(time: time, action: .answerRecorded, batch: 0, courtCase: nextAnswer, actor: "")
        entry.detail = "\(done.answer.kind.rawValue), outcomes: \(done.outcomes)"
        entry.content = try seal.content(ofAnswer: nextAnswer)
        try chain.append(entry)
        nextAnswer += 1
        open = nil
    }

    mutating func finish() throws {
        if let open { try close(open) }
        try chain.finish(database)
    }
}
