internal import Cases
internal import Digests
internal import GRDB

/// Writes cases of the batch that is being admitted, and finds them and earlier filings again by their key.
struct CaseTable {
    private let batch: Int64
    private let claims: Claims
    private let insertion: Prepared
    private let replacement: Prepared
    private let search: Prepared
    private let fetch: Prepared
    private let hasher = SHA256()
    private var writer = ByteWriter()
    private(set) var nextID: Int64

    init(_ database: Database, batch: Int64, firstID: Int64, claims: Claims) throws {
        self.batch = batch
        self.claims = claims
        nextID = firstID
        insertion = try Prepared(
            database,
            """
            INSERT INTO court_case (
                person, is_deceased, is_held, count_total, body, id, batch, key, jurisdiction, courthouse, number, position
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        replacement = try Prepared(
            database,
            "UPDATE court_case SET person = ?, is_deceased = ?, is_held = ?, count_total = ?, body = ? WHERE id = ?"
        )
        search = try Prepared(database, "SELECT id, batch FROM court_case WHERE key = ? ORDER BY batch, id")
        fetch = try Prepared(
            database,
            "SELECT jurisdiction, number, courthouse, is_held, body FROM court_case WHERE id = ?"
        )
        insertion.bind(batch, at: 7)
    }

    /// Fills in what the docket already knows of the case: rows of this batch, and earlier filings.
    func find(_ open: inout OpenCase) throws {
        search.bind(open.key.hash, at: 1)
        defer { search.reset() }
        while try search.next() {
            let id = search.integer(0)
            if search.integer(1) == batch {
                try resume(id, &open)
            } else if let claim = claims[search.integer(1)] {
                try recall(id, claim, &open)
            }
        }
    }

    private func resume(_ id: Int64, _ open: inout OpenCase) throws {
        fetch.bind(id, at: 1)
        defer { fetch.reset() }
        guard try fetch.next(), isSame(open.key) else { return }
        open.id = id
        open.number = fetch.text(1)
        open.courthouse = fetch.integer(2)
        open.isHeld = fetch.integer(3) != 0
        guard !open.isHeld else { return }
        let body = try fetch.body(4, of: id)
        open.person = body.person
        open.counts = body.counts
    }

    private func recall(_ id: Int64, _ claim: Claims.Claim, _ open: inout OpenCase) throws {
        fetch.bind(id, at: 1)
        defer { fetch.reset() }
        // A held case was not filed.
        guard try fetch.next(), fetch.integer(3) == 0 else { return }
        if claim.isPurged {
            if fetch.integer(0) == open.key.jurisdiction { open.purgedFolder = claim.folder }
            return
        }
        guard isSame(open.key) else { return }
        let body = try fetch.body(4, of: id)
        open.earlier.append(OpenCase.EarlierFiling(folder: claim.folder, person: body.person, counts: body.counts))
    }

    private func isSame(_ key: CaseKey) -> Bool {
        fetch.integer(0) == key.jurisdiction
            && CaseKey(jurisdiction: key.jurisdiction, number: fetch.text(1)).matches(key)
    }

    /// Writes the case. Cases are sorted by the courthouse's id.
    ///
    /// - Returns: the case's id.
    mutating func save(_ open: OpenCase, courthouse: String) throws -> Int64 {
        if let id = open.id {
            try bindContent(of: open, to: replacement)
            replacement.bind(id, at: 6)
            try replacement.run()
            return id
        } else {
            try bindContent(of: open, to: insertion)
            insertion.bind(nextID, at: 6)
            insertion.bind(open.key.hash, at: 8)
            insertion.bind(open.key.jurisdiction, at: 9)
            insertion.bind(open.courthouse, at: 10)
            insertion.bind(open.number, at: 11)
            insertion.bind(Array(courthouse.utf8) + [0] + NaturalOrder.key(open.number), at: 12)
            try insertion.run()
            nextID += 1
            return nextID - 1
        }
    }

    private mutating func bindContent(of open: OpenCase, to statement: Prepared) throws {
        statement.bind(open.isHeld ? 1 : 0, at: 3)
        guard !open.isHeld, let person = open.person else {
            // Nothing of the two people stays but the fact.
            statement.bindNull(at: 1)
            statement.bind(0, at: 2)
            statement.bind(0, at: 4)
            statement.bind([], at: 5)
            return
        }
        let key = PersonKey.of(person, hasher)
        if key.isEmpty { statement.bindNull(at: 1) } else { statement.bind(key, at: 1) }
        statement.bind(person.isDeceased ? 1 : 0, at: 2)
        statement.bind(open.counts.count, at: 4)
        CaseCoding.write(person, open.counts, into: &writer)
        statement.bind(writer.bytes, at: 5)
    }
}

extension Prepared {
    /// The person and the counts in a column.
    func body(_ column: Int32, of id: Int64) throws -> (person: Person, counts: [EligibleCount]) {
        do {
            return try withBytes(column) { try CaseCoding.read($0) }
        } catch {
            throw DocketError(.damaged, "case \(id)")
        }
    }

    /// The counts in a column, without their texts.
    func bareCounts(_ column: Int32, of id: Int64) throws -> [EligibleCount] {
        do {
            return try withBytes(column) { try CaseCoding.readBareCounts($0) }
        } catch {
            throw DocketError(.damaged, "case \(id)")
        }
    }
}
