package import Cases
internal import GRDB

/// Takes the rows of a batch into the docket: joins them into cases and accounts for each exactly once.
///
/// Lives in the closure of `Docket.admit` only, on its thread. If that closure throws, nothing of the batch stays.
package struct Admission: ~Copyable {
    private let database: Database
    private var labels: Labels
    private var cases: CaseTable
    private var challenges: ChallengeTable
    private var rows: RowTable
    private var open = OpenCase()
    private var key = CaseKey()
    /// Rows accounted for, by file.
    private var accounted: [Int]
    private(set) var inputs: [BatchInput]

    init(
        _ database: Database,
        batch: Int64,
        inputs: [BatchInput],
        firstCase: Int64,
        versions: Set<Int64>
    ) throws {
        // All that can fail comes first: a value that cannot be copied cannot be left half made.
        let labels = try Labels(database)
        let claims = try Claims(database, besides: versions.union([batch]))
        let cases = try CaseTable(database, batch: batch, firstID: firstCase, claims: claims)
        let challenges = try ChallengeTable(database, batch: batch, claims: claims)
        let rows = try RowTable(database, batch: batch)
        self.database = database
        self.inputs = inputs
        self.labels = labels
        self.cases = cases
        self.challenges = challenges
        self.rows = rows
        accounted = Array(repeating: 0, count: inputs.count)
    }

    /// Rows accounted for, of all files.
    var rowCount: Int { accounted.reduce(0, +) }

    /// The identifier after that of the last case.
    var nextCase: Int64 { cases.nextID }

    /// Takes a row that was found eligible and routed.
    ///
    /// The row joins its case, or ends as `duplicateCount`, as `alreadyFiled` (in the batch whose folder the detail
    /// names), or as `twoPeople`; then every other row of that case, earlier or later, ends there too. A count that an
    /// earlier batch challenged is filed, with a warning, and that challenge is withdrawn; one that this batch challenges
    /// ends as `conflictingRulings`.
    ///
    /// - Throws: `DocketError`.
    package mutating func add(_ row: CaseRow, route: Route, count: EligibleCount) throws {
        guard try enter(row, route) else { return }
        if let folder = open.folderThatFiled(row.count) {
            try stop(row, .alreadyFiled, detail: folder)
        } else if open.contains(row.count) {
            try stop(row, .duplicateCount)
        } else if open.challenge(of: row.count) != nil {
            try stop(row, .conflictingRulings)
        } else {
            if let challenge = open.earlierChallenge(of: row.count) {
                let place = row.count.place
                open.withdrawn.append(OpenCase.Withdrawal(place: place, notice: challenge.batch))
                try warn(Problem(.challengeWithdrawn, at: place, detail: challenge.claim.folder))
            }
            try open.add(count, of: row, courthouse: labels.id(route.courthouse, database))
        }
    }

    /// Takes a row on which relief is challenged, and accounts for it as `challenged`.
    ///
    /// A count that an earlier batch challenged on the same ground ends as `alreadyChallenged`; one that an earlier batch
    /// filed as `challengedAfterFiling`; one that this batch files, or challenges on another ground, as
    /// `conflictingRulings`. The people of a case are told apart as in `add`. `reviewer` is who ruled so; who signs the
    /// notice is the description's reviewer.
    ///
    /// - Throws: `DocketError`.
    package mutating func challenge(
        _ row: CaseRow, route: Route, ground: ChallengeGround, by reviewer: Reviewer
    ) throws {
        guard try enter(row, route) else { return }
        if let folder = open.folderThatFiled(row.count) {
            try stop(row, .challengedAfterFiling, detail: folder)
        } else if open.contains(row.count) {
            try stop(row, .conflictingRulings)
        } else if let challenge = open.challenge(of: row.count) {
            try stop(row, challenge.ground == ground ? .duplicateCount : .conflictingRulings)
        } else if let earlier = open.earlierChallenge(of: row.count), earlier.ground == ground {
            try stop(row, .alreadyChallenged, detail: earlier.claim.folder)
        } else {
            let courthouse = try labels.id(route.courthouse, database)
            try challenges.add(row, ground, by: reviewer, courthouse: courthouse, to: &open, labels)
            try stop(row, .challenged)
        }
    }

    /// Accounts for a row that no packet has. The first problem decides its outcome.
    ///
    /// - Parameters:
    ///   - place: where the row stands.
    ///   - jurisdiction: id of the jurisdiction; empty where nothing tells it.
    ///   - caseNumber: as the row gives it; empty where it cannot be read.
    ///   - problems: at least one.
    /// - Throws: `DocketError`.
    package mutating func stop(
        at place: RowPlace,
        jurisdiction: String = "",
        caseNumber: String = "",
        _ problems: [Problem]
    ) throws {
        precondition(!problems.isEmpty, "a row is stopped by a problem")
        try account(place)
        let label = try labels.id(jurisdiction, database)
        for (index, problem) in problems.enumerated() {
            try rows.addException(problem, jurisdiction: label, caseNumber: caseNumber, isDeciding: index == 0)
        }
    }

    /// Notes a doubt about a row or a file. Accounts for nothing.
    ///
    /// - Throws: `DocketError`.
    package mutating func warn(_ problem: Problem) throws { try rows.addWarning(problem) }

    /// Ends a file with what its reader found out about it.
    ///
    /// - Throws: `DocketError` `.rowsUnaccounted` unless exactly so many of its rows were added or stopped.
    package mutating func close(input: Int, rows: Int, format: String, encoding: String) throws {
        guard inputs.indices.contains(input), accounted[input] == rows else {
            let found = accounted.indices.contains(input) ? accounted[input] : 0
            throw DocketError(.rowsUnaccounted, "file \(input): \(found) of \(rows) rows")
        }
        inputs[input].rows = rows
        inputs[input].format = format
        inputs[input].encoding = encoding
    }

    /// Writes the last case. After it nothing can be added.
    mutating func finish() throws {
        try closeCase()
        open = OpenCase()
    }

    private mutating func account(_ place: RowPlace) throws {
        guard accounted.indices.contains(place.file) else {
            throw DocketError(.rowsUnaccounted, "file \(place.file) is not an input")
        }
        accounted[place.file] += 1
    }

    // MARK: Cases

    /// Accounts for a row and opens its case.
    ///
    /// - Returns: whether the row may join the case; if not, it has ended as `twoPeople`.
    private mutating func enter(_ row: CaseRow, _ route: Route) throws -> Bool {
        try account(row.count.place)
        let jurisdiction = try labels.id(route.jurisdiction, database)
        key.set(jurisdiction: jurisdiction, number: row.caseNumber)
        if !key.matches(open.key) {
            try closeCase()
            swap(&open.key, &key)
            open.begin(row, courthouse: try labels.id(route.courthouse, database))
            try cases.find(&open)
            try challenges.find(&open)
        }
        if !open.isHeld, open.admits(row.person) { return true }
        if !open.isHeld { try holdCase() }
        try stop(row, .twoPeople)
        return false
    }

    private mutating func closeCase() throws {
        guard open.isChanged else { return }
        let id = try cases.save(open, courthouse: labels.text(open.courthouse))
        try challenges.withdraw(open.withdrawn, ofCase: id)
        open.isChanged = false
    }

    /// Takes the rows that the case has so far out of it.
    private mutating func holdCase() throws {
        open.isHeld = true
        open.isChanged = true
        for count in open.counts {
            let problem = Problem(.twoPeople, at: count.count.place, column: "name")
            try rows.addException(
                problem,
                jurisdiction: open.key.jurisdiction,
                caseNumber: open.number,
                isDeciding: true
            )
        }
        for challenge in open.challenges {
            let place = challenge.count.place
            try rows.removeException(at: place)
            try rows.addException(
                Problem(.twoPeople, at: place, column: "name"),
                jurisdiction: open.key.jurisdiction,
                caseNumber: challenge.number,
                isDeciding: true
            )
        }
        try challenges.remove(open)
        open.counts.removeAll()
        open.challenges.removeAll()
        open.withdrawn.removeAll()
        open.person = nil
    }

    private mutating func stop(_ row: CaseRow, _ code: ProblemCode, detail: String = "") throws {
        let problem = Problem(code, at: row.count.place, column: code == .twoPeople ? "name" : "", detail: detail)
        try rows.addException(
            problem,
            jurisdiction: open.key.jurisdiction,
            caseNumber: row.caseNumber,
            isDeciding: true
        )
    }
}
