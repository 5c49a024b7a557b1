internal import Cases
internal import Digests
internal import GRDB

/// Reads and writes runs of notices.
enum DispositionTable {
    /// What notices of dispositions were made of. A run is one folder of notices; it takes every act of the court that none
    /// before it took, so nothing is noticed twice. `number` counts the runs of a batch from 1, `time` is the court's, and
    /// `differs` says that another answer contradicts. Nothing of a person is in it.
    static let sql = """
        CREATE TABLE disposition_run (
            id INTEGER PRIMARY KEY,
            batch INTEGER NOT NULL REFERENCES batch (id),
            number INTEGER NOT NULL,
            as_of INTEGER NOT NULL,
            is_published INTEGER NOT NULL,
            UNIQUE (batch, number)
        ) STRICT;

        CREATE TABLE disposition (
            batch INTEGER NOT NULL REFERENCES batch (id),
            jurisdiction INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            state TEXT NOT NULL,
            time INTEGER NOT NULL,
            differs INTEGER NOT NULL,
            run INTEGER NOT NULL REFERENCES disposition_run (id),
            PRIMARY KEY (batch, jurisdiction, sequence, state)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX disposition_by_run ON disposition (run, jurisdiction, sequence);
        """

    /// Columns: sequence, number, courthouse, state, time, whether answers differ, run that noticed an earlier grant.
    static let ofRun = """
        SELECT d.sequence, c.number, c.courthouse, d.state, d.time, d.differs,
            (SELECT r.number FROM disposition g JOIN disposition_run r ON r.id = g.run
             WHERE g.batch = d.batch AND g.jurisdiction = d.jurisdiction AND g.sequence = d.sequence
                 AND g.state = 'granted' AND g.run < d.run)
        FROM disposition d
        CROSS JOIN numbered n ON n.batch = d.batch AND n.jurisdiction = d.jurisdiction AND n.sequence = d.sequence
        CROSS JOIN court_case c ON c.id = n.court_case
        WHERE d.run = ? AND d.jurisdiction = ? ORDER BY d.sequence, d.state
        """

    static func runs(of batch: Int64, _ database: Database) throws -> [DispositionRun] {
        let rows = try Prepared(
            database, "SELECT id, number, as_of, is_published FROM disposition_run WHERE batch = ? ORDER BY number")
        rows.bind(batch, at: 1)
        var runs: [DispositionRun] = []
        while try rows.next() {
            guard let asOf = CalendarDate(number: Int32(truncatingIfNeeded: rows.integer(2))) else {
                throw DocketError(.damaged, "run of notices")
            }
            runs.append(
                DispositionRun(
                    id: rows.integer(0), batch: batch, number: Int(rows.integer(1)), asOf: asOf,
                    isPublished: rows.integer(3) != 0))
        }
        return runs
    }

    /// - Returns: nil where the court has done nothing that an earlier run did not take.
    static func begin(
        _ batch: Batch, number: Int, asOf: CalendarDate, _ database: Database
    ) throws -> DispositionRun? {
        try database.execute(
            sql: "INSERT INTO disposition_run (batch, number, as_of, is_published) VALUES (?, ?, ?, 0)",
            arguments: [batch.id, number, asOf.number])
        let run = DispositionRun(
            id: database.lastInsertedRowID, batch: batch.id, number: number, asOf: asOf, isPublished: false)
        let insertion = try Prepared(
            database,
            """
            INSERT OR IGNORE INTO disposition (batch, jurisdiction, sequence, state, time, differs, run)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        )
        insertion.bind(batch.id, at: 1)
        insertion.bind(run.id, at: 7)
        let labels = try Labels(database)
        let ids = try Int64.fetchAll(
            database, sql: "SELECT DISTINCT jurisdiction FROM numbered WHERE batch = ? ORDER BY jurisdiction",
            arguments: [batch.id])
        for id in ids {
            insertion.bind(id, at: 2)
            try OutcomeReader.histories(
                of: batch, in: try labels.text(id), until: CaliforniaTime.lastSecond(of: asOf), database
            ) { row, history in
                guard let act = history.court else { return }
                insertion.bind(row.integer(0), at: 3)
                insertion.bind(act.state.rawValue, at: 4)
                insertion.bind(act.time, at: 5)
                insertion.bind(history.isContradictory ? 1 : 0, at: 6)
                try insertion.run()
            }
        }
        let taken = "SELECT EXISTS (SELECT 1 FROM disposition WHERE run = ?)"
        if try Bool.fetchOne(database, sql: taken, arguments: [run.id]) == true { return run }
        try database.execute(sql: "DELETE FROM disposition_run WHERE id = ?", arguments: [run.id])
        return nil
    }
}

/// Computes the digest of a run of notices as it is stored, with all that it took.
struct DispositionSeal {
    private let run: Prepared
    private let rows: Prepared
    private let hasher = SHA256()

    init(_ database: Database) throws {
        run = try Prepared(database, "SELECT batch, number, as_of FROM disposition_run WHERE id = ?")
        rows = try Prepared(
            database,
            """
            SELECT ifnull(l.text, ''), sequence, state, time, differs
            FROM disposition LEFT JOIN label l ON l.id = jurisdiction
            WHERE run = ? ORDER BY jurisdiction, sequence, state
            """
        )
    }

    /// - Returns: empty where the run is gone.
    func content(ofRun id: Int64) throws -> [UInt8] {
        run.bind(id, at: 1)
        defer { run.reset() }
        guard try run.next() else { return [] }
        add(run, columns: 3)
        rows.bind(id, at: 1)
        while try rows.next() { add(rows, columns: 5) }
        return hasher.finish().bytes
    }

    private func add(_ row: Prepared, columns: Int32) {
        for column in 0..<columns {
            row.withBytes(column) { bytes in
                hasher.update("\(bytes.count):")
                hasher.update(bytes)
            }
        }
    }
}
