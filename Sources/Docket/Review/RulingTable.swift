internal import Cases
internal import Digests
internal import GRDB

/// Reads and writes the rulings of convictions.
enum RulingTable {
    /// A ruling with the worksheet that brought it; nil where a policy did.
    typealias Row = (entry: RulingHistory.Entry, sheet: Int64?)

    /// Looks rulings up, one conviction after the other.
    struct Reader {
        private let search: Prepared
        private let hasher = SHA256()

        init(_ database: Database) throws {
            search = try Prepared(
                database,
                """
                SELECT basis, kind, object, reviewer, bar_number, overrides, note, sheet, time FROM ruling
                WHERE key = ? ORDER BY id
                """
            )
        }

        func history(of place: ConvictionPlace, _ screened: ScreenedPerson) throws -> RulingHistory {
            RulingHistory(try rows(ConvictionKey.of(place, screened, hasher)).map(\.entry))
        }

        /// The rulings of a key in the order in which they were made.
        func rows(_ key: [UInt8]) throws -> [Row] {
            search.bind(key, at: 1)
            defer { search.reset() }
            var rows: [Row] = []
            while try search.next() { rows.append((try entry(), search.isNull(7) ? nil : search.integer(7))) }
            return rows
        }

        private func entry() throws -> RulingHistory.Entry {
            guard let byte = UInt8(exactly: search.integer(0)), let ranks = Ranks(byte: byte),
                let ruling = Ruling(kind: search.text(1), object: search.text(2))
            else { throw DocketError(.damaged, "ruling") }
            let reviewer = Reviewer(name: search.text(3), barNumber: search.text(4))
            return RulingHistory.Entry(
                recorded: RecordedRuling(
                    ruling: ruling, reviewer: reviewer, time: search.integer(8), note: search.text(6)),
                basis: ranks.basis, overrides: search.text(5), isByPolicy: search.isNull(7))
        }
    }

    /// Appends rulings, each with its entry in the audit chain.
    struct Writer {
        private let insertion: Prepared
        private let seal: RulingSeal
        private var chain: AuditChain
        private var nextID: Int64

        init(_ database: Database) throws {
            insertion = try Prepared(
                database,
                """
                INSERT INTO ruling (
                    id, key, screening, person, position, basis, kind, object, reviewer, bar_number, overrides, note,
                    sheet, time
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
            )
            seal = try RulingSeal(database)
            chain = try AuditChain(database)
            nextID = try Int64.fetchOne(database, sql: "SELECT coalesce(max(id) + 1, 1) FROM ruling") ?? 1
        }

        mutating func append(
            _ recorded: RecordedRuling,
            overrides: String,
            sheet: Int64?,
            on place: ConvictionPlace,
            _ conviction: ScreenedConviction,
            key: [UInt8]
        ) throws {
            guard let person = place.screening.id(ofPerson: place.person) else {
                throw DocketError(.damaged, "person \(place.person)")
            }
            let (ruling, reviewer) = (recorded.ruling, recorded.reviewer)
            insertion.bind(nextID, at: 1)
            insertion.bind(key, at: 2)
            insertion.bind(place.screening.id, at: 3)
            insertion.bind(person, at: 4)
            insertion.bind(place.position, at: 5)
            insertion.bind(Int(Ranks(conviction).byte), at: 6)
            insertion.bind(ruling.kind, at: 7)
            insertion.bind(ruling.object, at: 8)
            insertion.bind(reviewer.name, at: 9)
            insertion.bind(reviewer.barNumber, at: 10)
            insertion.bind(overrides, at: 11)
            insertion.bind(recorded.note, at: 12)
            if let sheet { insertion.bind(sheet, at: 13) } else { insertion.bindNull(at: 13) }
            insertion.bind(recorded.time, at: 14)
            try insertion.run()
            var entry = AuditEntry(
                time: recorded.time, action: .convictionRuled, batch: place.screening.id, actor: reviewer.actor)
            entry.courtCase = nextID
            entry.detail = ruling.object.isEmpty ? ruling.kind : "\(ruling.kind) \(ruling.object)"
            if !overrides.isEmpty { entry.detail += ", over SBN \(overrides)" }
            entry.content = try seal.content(ofRuling: nextID)
            try chain.append(entry)
            nextID += 1
        }

        func finish(_ database: Database) throws { try chain.finish(database) }
    }
}

/// Computes the digest of a ruling as it is stored, with the finding that was ruled on.
struct RulingSeal {
    private let ruling: Prepared
    private let finding: Prepared
    private let labels: Labels
    private let hasher = SHA256()

    init(_ database: Database) throws {
        ruling = try Prepared(
            database,
            """
            SELECT person, position, key, kind, object, reviewer, bar_number, overrides, note, basis, ifnull(sheet, 0),
                time
            FROM ruling WHERE id = ?
            """
        )
        finding = try Prepared(database, "SELECT body FROM screened_person WHERE id = ?")
        labels = try Labels(database)
    }

    /// - Returns: empty where the ruling is gone, or the finding, or where it cannot be read.
    func content(ofRuling id: Int64) throws -> [UInt8] {
        ruling.bind(id, at: 1)
        defer { ruling.reset() }
        guard try ruling.next() else { return [] }
        finding.bind(ruling.integer(0), at: 1)
        defer { finding.reset() }
        let position = Int(ruling.integer(1))
        guard try finding.next(), let content = try? finding.screened(0, 0),
            content.jurisdictions.indices.contains(position),
            let jurisdiction = try? labels.text(content.jurisdictions[position])
        else { return [] }
        finding.withBytes(0) { hasher.update($0) }
        hasher.update("\0\(position)\0\(jurisdiction)\0")
        for column in Int32(2)...11 {
            ruling.withBytes(column) { bytes in
                hasher.update("\(bytes.count):")
                hasher.update(bytes)
            }
        }
        return hasher.finish().bytes
    }
}
