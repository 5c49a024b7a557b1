package import Cases
import Docket
import Filings

/// What the cases of a filed batch have come to, added up for each jurisdiction.
package struct OutcomeCounts: Sendable {
    package struct Line: Sendable {
        package let jurisdiction: String
        package internal(set) var cases = 0
        /// Cases of which nothing is known.
        package internal(set) var pending = 0
        /// Cases in each state; one that was filed and decided is in two.
        package internal(set) var states: [CaseState: Int] = [:]
        /// Cases about which answers contradict each other.
        package internal(set) var contradictory = 0
    }

    package private(set) var lines: [Line] = []

    /// - Parameters:
    ///   - batch: its folder, or that folder's name.
    ///   - jurisdiction: the only one to count; nil for all.
    ///   - path: of the docket.
    /// - Throws: `.usage` where there is no such batch; `DocketError`.
    package init(batch: String, jurisdiction: String?, docket path: String) throws {
        let docket = try Docket.existing(path)
        defer { try? docket.close() }
        let filed = try FiledBatches(docket, named: batch, jurisdiction: jurisdiction).only()
        for jurisdiction in filed.jurisdictions {
            var line = Line(jurisdiction: jurisdiction)
            try docket.caseStates(of: filed.batch, in: jurisdiction) { case_ in
                line.cases += 1
                if case_.filing == nil, case_.court == nil { line.pending += 1 }
                for state in [case_.filing?.state, case_.court?.state] {
                    if let state { line.states[state, default: 0] += 1 }
                }
                if case_.isContradictory { line.contradictory += 1 }
            }
            if line.cases > 0 { lines.append(line) }
        }
    }

    private struct Record: Encodable {
        let jurisdiction: String
        let cases, pending, contradictory: Int
        let states: [String: Int]
    }

    /// One JSON object with its keys sorted.
    package var json: String {
        get throws {
            let records = lines.map { line in
                Record(
                    jurisdiction: line.jurisdiction, cases: line.cases, pending: line.pending,
                    contradictory: line.contradictory,
                    states: Dictionary(uniqueKeysWithValues: line.states.map { ($0.rawValue, $1) }))
            }
            return try JSONText.of(["jurisdictions": records])
        }
    }
}

/// All that is known of the cases of a batch that have one number.
package struct CaseOutcomes: Sendable {
    package struct Entry: Sendable {
        /// The court's day, in UTC.
        package let day: String
        package let state: CaseState
        /// Kind of the document; empty for the case.
        package let document: String
        package let message: String
        package let reference: String
        /// In the clerk's words.
        package let reason: String
    }

    package struct Case: Sendable {
        package let jurisdiction: String
        package let sequence: Int
        package let number: String
        package let filing: CaseState?
        package let court: CaseState?
        /// By the kind of the document.
        package let documents: [(kind: String, state: CaseState)]
        /// By the court's time.
        package let entries: [Entry]
    }

    package private(set) var cases: [Case] = []

    /// - Throws: `.usage` where the batch has no such case.
    package init(_ number: String, batch: String, jurisdiction: String?, docket path: String) throws {
        let docket = try Docket.existing(path)
        defer { try? docket.close() }
        let filed = try FiledBatches(docket, named: batch, jurisdiction: jurisdiction).only()
        for jurisdiction in filed.jurisdictions {
            for place in try docket.places(ofCase: number, in: filed.batch, jurisdiction: jurisdiction) {
                cases.append(Self.shown(try docket.outcomes(at: place), place, number))
            }
        }
        guard !cases.isEmpty else { throw CaseworkError(.usage, "the batch has no case of that number") }
    }

    private static func shown(_ history: OutcomeHistory, _ place: CourtOutcome.Place, _ number: String) -> Case {
        let entries = history.outcomes.sorted {
            ($0.time, $0.document, $0.state.rawValue, $0.message, $0.reason)
                < ($1.time, $1.document, $1.state.rawValue, $1.message, $1.reason)
        }
        return Case(
            jurisdiction: place.jurisdiction, sequence: place.sequence, number: number,
            filing: history.filing?.state, court: history.court?.state,
            documents: history.documents.map { ($0.key, $0.value.state) }.sorted { $0.0 < $1.0 },
            entries: entries.map {
                Entry(
                    day: CourtTime.day(of: $0.time)?.iso ?? "", state: $0.state, document: $0.document,
                    message: $0.message, reference: $0.reference, reason: $0.reason)
            })
    }

    private struct Record: Encodable {
        struct Entry: Encodable { let day, state, document, message, reference, reason: String }

        let jurisdiction, number: String
        let sequence: Int
        let filing, court: String?
        let documents: [String: String]
        let entries: [Entry]
    }

    /// One JSON object with its keys sorted.
    package var json: String {
        get throws {
            let records = cases.map { case_ in
                Record(
                    jurisdiction: case_.jurisdiction, number: case_.number, sequence: case_.sequence,
                    filing: case_.filing?.rawValue, court: case_.court?.rawValue,
                    documents: Dictionary(uniqueKeysWithValues: case_.documents.map { ($0.kind, $0.state.rawValue) }),
                    entries: case_.entries.map {
                        Record.Entry(
                            day: $0.day, state: $0.state.rawValue, document: $0.document, message: $0.message,
                            reference: $0.reference, reason: $0.reason)
                    })
            }
            return try JSONText.of(["cases": records])
        }
    }
}
