package import Cases
internal import GRDB

/// What a case has come to, as far as the docket knows.
package struct CaseStates: Hashable, Sendable {
    /// From 1, within the jurisdiction.
    package let sequence: Int
    package let number: String
    /// What became of the filing; nil while nothing is known: the case is pending.
    package let filing: CourtOutcome?
    /// What the court did; nil while that is not known.
    package let court: CourtOutcome?
    /// Whether answers differ that cannot both be right.
    package let isContradictory: Bool
}

extension Docket {
    /// Records which messages were made. What is known stays as it is: the identifier of a message says what it holds.
    ///
    /// - Throws: `DocketError`.
    package func recordMessages(_ messages: some Sequence<FiledMessage>) throws(DocketError) {
        try Self.translating {
            try transaction { database in
                var table = try MessageTable(database)
                for message in messages { try table.add(message, database) }
            }
        }
    }

    /// The case that a message was made for; nil for a message that this docket never made.
    package func message(_ identifier: String) throws(DocketError) -> FiledMessage? {
        try Self.translating { try pool.read { try MessageTable($0).message(identifier) } }
    }

    /// Records what answers bring: all, or, when anything fails, nothing.
    ///
    /// - Parameters:
    ///   - time: seconds since 1970, UTC; the time of recording.
    ///   - body: looks cases up and records outcomes. Its errors pass unchanged.
    /// - Throws: `DocketError`.
    package func recordOutcomes(at time: Int64, _ body: (inout OutcomeAdmission) throws -> Void) throws {
        try transaction { database in
            var admission = try OutcomeAdmission(database, at: time)
            try body(&admission)
            try admission.finish()
        }
    }

    /// Records what one answer brings.
    ///
    /// - Returns: how much of it was new.
    package func record(
        _ outcomes: [CourtOutcome], from answer: Answer, at time: Int64
    ) throws(DocketError) -> RecordedOutcomes {
        try Self.translating {
            var recorded = RecordedOutcomes()
            try recordOutcomes(at: time) { recorded = try $0.record(outcomes, from: answer) }
            return recorded
        }
    }

    /// Reads what every case of a jurisdiction has come to, in filing order and flat memory.
    ///
    /// - Throws: `wrongStage` unless numbered; and what `body` throws, unchanged.
    package func caseStates(
        of batch: Batch, in jurisdiction: String, _ body: (CaseStates) throws -> Void
    ) throws {
        try reading { database in
            try OutcomeReader.histories(of: batch, in: jurisdiction, database) { row, history in
                try body(
                    CaseStates(
                        sequence: Int(row.integer(0)), number: row.text(1), filing: history.filing,
                        court: history.court, isContradictory: history.isContradictory))
            }
        }
    }

    /// The places at which a jurisdiction's part of a batch has a case of this number, whatever its blanks, punctuation and
    /// case: one, none, or several where only punctuation told them apart.
    package func places(
        ofCase number: String, in batch: Batch, jurisdiction: String
    ) throws(DocketError) -> [CourtOutcome.Place] {
        try Self.translating {
            try pool.read {
                try NumberedCaseSearch($0).places(of: number, in: batch.id, jurisdiction: jurisdiction)
            }
        }
    }

    /// All that is known of a case.
    package func outcomes(at place: CourtOutcome.Place) throws(DocketError) -> OutcomeHistory {
        try Self.translating { try pool.read { try OutcomeReader($0).history(at: place) } }
    }

    /// What each document of a case has come to, by its kind, such as `case-order`.
    package func documentStates(
        of batch: Batch, in jurisdiction: String, sequence: Int
    ) throws(DocketError) -> [String: CourtOutcome] {
        try outcomes(at: CourtOutcome.Place(batch: batch.id, jurisdiction: jurisdiction, sequence: sequence)).documents
    }
}
