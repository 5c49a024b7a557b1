internal import Cases
internal import GRDB

/// Writes the challenged counts of the batch that is being admitted, and finds them and earlier ones again by the key of
/// their case.
struct ChallengeTable {
    private let batch: Int64
    private let claims: Claims
    private let database: Database
    private let insertion: Prepared
    private let deletion: Prepared
    private let search: Prepared
    private let withdrawal: Prepared
    private let reinstatement: Prepared
    private var writer = ByteWriter()

    init(_ database: Database, batch: Int64, claims: Claims) throws {
        self.batch = batch
        self.claims = claims
        self.database = database
        insertion = try Prepared(
            database,
            """
            INSERT INTO challenged_count (
                batch, key, jurisdiction, courthouse, number, position, is_held, sequence, ground, reviewer, bar_number,
                amends, body
            ) VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?)
            """
        )
        deletion = try Prepared(database, "DELETE FROM challenged_count WHERE id = ?")
        search = try Prepared(
            database,
            """
            SELECT id, batch, jurisdiction, number, courthouse, ground, body FROM challenged_count
            WHERE key = ? AND is_held = 0 ORDER BY batch, id
            """
        )
        withdrawal = try Prepared(
            database,
            "INSERT INTO withdrawn_challenge (batch, court_case, file, row, notice) VALUES (?, ?, ?, ?, ?)"
        )
        reinstatement = try Prepared(database, "DELETE FROM withdrawn_challenge WHERE batch = ? AND court_case = ?")
        insertion.bind(batch, at: 1)
        withdrawal.bind(batch, at: 1)
        reinstatement.bind(batch, at: 1)
    }

    /// Fills in what the docket already knows of challenges in the case.
    func find(_ open: inout OpenCase) throws {
        search.bind(open.key.hash, at: 1)
        defer { search.reset() }
        while try search.next() {
            let (id, of) = (search.integer(0), search.integer(1))
            let number = search.text(3)
            guard search.integer(2) == open.key.jurisdiction,
                CaseKey(jurisdiction: open.key.jurisdiction, number: number).matches(open.key)
            else { continue }
            if of == batch {
                let body = try search.challenge(5, 6, of: id)
                open.challenges.append(
                    OpenCase.Challenge(
                        id: id, number: number, courthouse: search.integer(4), person: body.person, count: body.count,
                        ground: body.ground))
            } else if let claim = claims[of] {
                let body = try search.challenge(5, 6, of: id)
                open.earlierChallenges.append(
                    OpenCase.EarlierChallenge(
                        batch: of, claim: claim, person: body.person, count: body.count, ground: body.ground))
            }
        }
    }

    /// Writes a challenged count of the open case. All counts of a case have the number and the courthouse of the first;
    /// `courthouse` is the label of the row's own.
    mutating func add(
        _ row: CaseRow, _ ground: ChallengeGround, by reviewer: Reviewer, courthouse: Int64, to open: inout OpenCase,
        _ labels: Labels
    ) throws {
        let first = open.challenges.first
        let number = first?.number ?? row.caseNumber
        let courthouse = first?.courthouse ?? courthouse
        insertion.bind(open.key.hash, at: 2)
        insertion.bind(open.key.jurisdiction, at: 3)
        insertion.bind(courthouse, at: 4)
        insertion.bind(number, at: 5)
        insertion.bind(Array(try labels.text(courthouse).utf8) + [0] + NaturalOrder.key(number), at: 6)
        insertion.bind(ground.rawValue, at: 7)
        insertion.bind(reviewer.name, at: 8)
        insertion.bind(reviewer.barNumber, at: 9)
        insertion.bind(open.earlierChallenge(of: row.count)?.batch ?? 0, at: 10)
        CaseCoding.write(row.person, challenged: row.count, into: &writer)
        insertion.bind(writer.bytes, at: 11)
        try insertion.run()
        open.challenges.append(
            OpenCase.Challenge(
                id: database.lastInsertedRowID, number: number, courthouse: courthouse, person: row.person,
                count: row.count, ground: ground))
    }

    /// Takes the case's challenged counts, and its withdrawals, out of the batch.
    func remove(_ open: OpenCase) throws {
        for challenge in open.challenges {
            deletion.bind(challenge.id, at: 1)
            try deletion.run()
        }
        guard let id = open.id else { return }
        reinstatement.bind(id, at: 2)
        try reinstatement.run()
    }

    /// Records that approved counts of a case were challenged in earlier batches.
    func withdraw(_ withdrawn: [OpenCase.Withdrawal], ofCase id: Int64) throws {
        for item in withdrawn {
            withdrawal.bind(id, at: 2)
            withdrawal.bind(item.place.file, at: 3)
            withdrawal.bind(item.place.row, at: 4)
            withdrawal.bind(item.notice, at: 5)
            try withdrawal.run()
        }
    }
}

extension Prepared {
    /// The person, the count and the ground in two columns.
    func challenge(
        _ ground: Int32, _ body: Int32, of id: Int64
    ) throws -> (person: Person, count: Count, ground: ChallengeGround) {
        guard let ground = ChallengeGround(rawValue: text(ground)) else {
            throw DocketError(.damaged, "challenged count \(id)")
        }
        do {
            let (person, count) = try withBytes(body) { try CaseCoding.readChallenged($0) }
            return (person, count, ground)
        } catch {
            throw DocketError(.damaged, "challenged count \(id)")
        }
    }
}
