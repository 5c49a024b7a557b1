internal import GRDB

/// The tables of the docket. A migration that has been released is never changed; the next one changes its tables.
enum Schema {
    /// Written into the file's header, so that another program's SQLite file is not taken for a docket: `VCTR`.
    static let applicationID = 0x5643_5452

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-docket") { database in
            try database.execute(sql: batches)
            try database.execute(sql: cases)
            try database.execute(sql: rows)
            try database.execute(sql: numbers)
            try database.execute(sql: audit)
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        migrator.registerMigration("2-screenings") { database in
            try database.execute(sql: screenings)
            try database.execute(sql: rulings)
        }
        migrator.registerMigration("3-challenged-counts") { database in
            try database.execute(sql: challenges)
            try database.execute(sql: "ALTER TABLE batch ADD COLUMN source TEXT NOT NULL DEFAULT ''")
        }
        migrator.registerMigration("4-outcomes") { database in
            try database.execute(sql: outcomes)
        }
        migrator.registerMigration("5-outbox") { database in
            try database.execute(sql: outbox)
        }
        migrator.registerMigration("6-dispositions") { database in
            try database.execute(sql: DispositionTable.sql)
        }
        migrator.registerMigration("7-desk") { database in
            try database.execute(sql: AccountTables.sql)
        }
        migrator.registerMigration("8-jobs") { database in
            try database.execute(sql: JobTable.schema)
            try database.execute(sql: UploadTable.schema)
        }
        migrator.registerMigration("9-purged-batches") { database in
            try database.execute(sql: purges)
        }
        migrator.registerMigration("10-template-versions") { database in
            try database.execute(sql: TemplateTables.schema)
        }
        migrator.registerMigration("11-access-mark") { database in
            try database.execute(sql: AccessMark.schema)
        }
        return migrator
    }

    private static let batches = """
        CREATE TABLE batch (
            id INTEGER PRIMARY KEY,
            identity TEXT NOT NULL,
            folder TEXT NOT NULL,
            as_of INTEGER NOT NULL,
            mode TEXT NOT NULL CHECK (mode IN ('draft', 'filing')),
            stage TEXT NOT NULL CHECK (stage IN ('read', 'numbered', 'packed', 'discarded')),
            reviewer TEXT NOT NULL,
            bar_number TEXT NOT NULL,
            selection TEXT NOT NULL,
            templates TEXT NOT NULL,
            program TEXT NOT NULL,
            admitted_at INTEGER NOT NULL,
            row_count INTEGER NOT NULL,
            first_case INTEGER NOT NULL,
            next_case INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX batch_by_identity ON batch (identity) WHERE stage <> 'discarded';

        CREATE TABLE input (
            batch INTEGER NOT NULL REFERENCES batch (id),
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            size INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            row_count INTEGER NOT NULL,
            format TEXT NOT NULL,
            encoding TEXT NOT NULL,
            PRIMARY KEY (batch, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE label (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL UNIQUE
        ) STRICT;
        """

    /// `key` is a hash of jurisdiction and collated case number; the full number is compared after it. `position` sorts
    /// cases into filing order within their jurisdiction. `body` is a `CaseCoding`. A case that two people share stays as
    /// an empty, held row, so that its later rows are known.
    private static let cases = """
        CREATE TABLE court_case (
            id INTEGER PRIMARY KEY,
            batch INTEGER NOT NULL REFERENCES batch (id),
            key INTEGER NOT NULL,
            jurisdiction INTEGER NOT NULL,
            courthouse INTEGER NOT NULL,
            number TEXT NOT NULL,
            position BLOB NOT NULL,
            person BLOB,
            is_deceased INTEGER NOT NULL,
            is_held INTEGER NOT NULL,
            count_total INTEGER NOT NULL,
            body BLOB NOT NULL
        ) STRICT;
        CREATE INDEX court_case_by_key ON court_case (key, batch);
        """

    private static let rows = """
        CREATE TABLE exception (
            batch INTEGER NOT NULL REFERENCES batch (id),
            file INTEGER NOT NULL,
            row INTEGER NOT NULL,
            nth INTEGER NOT NULL,
            is_deciding INTEGER NOT NULL,
            jurisdiction INTEGER NOT NULL,
            case_number TEXT NOT NULL,
            code TEXT NOT NULL,
            column_name TEXT NOT NULL,
            detail TEXT NOT NULL,
            PRIMARY KEY (batch, file, row, nth)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE warning (
            batch INTEGER NOT NULL REFERENCES batch (id),
            file INTEGER NOT NULL,
            row INTEGER NOT NULL,
            nth INTEGER NOT NULL,
            code TEXT NOT NULL,
            column_name TEXT NOT NULL,
            detail TEXT NOT NULL,
            PRIMARY KEY (batch, file, row, nth)
        ) STRICT, WITHOUT ROWID;
        """

    private static let numbers = """
        CREATE TABLE numbered (
            batch INTEGER NOT NULL REFERENCES batch (id),
            jurisdiction INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            court_case INTEGER NOT NULL,
            PRIMARY KEY (batch, jurisdiction, sequence)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE lettered (
            batch INTEGER NOT NULL REFERENCES batch (id),
            jurisdiction INTEGER NOT NULL,
            letter INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            court_case INTEGER NOT NULL,
            PRIMARY KEY (batch, jurisdiction, letter, sequence)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE tally (
            batch INTEGER NOT NULL REFERENCES batch (id),
            jurisdiction INTEGER NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            first INTEGER NOT NULL,
            second INTEGER NOT NULL,
            PRIMARY KEY (batch, jurisdiction, kind, name)
        ) STRICT, WITHOUT ROWID;
        """

    /// Entries are chained by their hashes (`AuditChain`); the head tells a chain that was cut off from a whole one.
    private static let audit = """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            action TEXT NOT NULL,
            batch INTEGER NOT NULL,
            court_case INTEGER NOT NULL,
            actor TEXT NOT NULL,
            detail TEXT NOT NULL,
            content BLOB NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE TRIGGER audit_is_never_updated BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit chain only grows'); END;
        CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit chain only grows'); END;

        CREATE TABLE audit_head (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            entries INTEGER NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        INSERT INTO audit_head VALUES (1, 0, zeroblob(32));
        """

    /// The ids of a screening's people are one run of numbers, because one transaction wrote them. `body` is a
    /// `ScreeningCoding`: the person with all convictions, because both are always wanted together. `key` is a `SubjectKey`,
    /// to find the person in another screening.
    private static let screenings = """
        CREATE TABLE screening (
            id INTEGER PRIMARY KEY,
            identity TEXT NOT NULL,
            county TEXT NOT NULL,
            rules TEXT NOT NULL,
            rules_digest TEXT NOT NULL,
            as_of INTEGER NOT NULL,
            program TEXT NOT NULL,
            summary TEXT NOT NULL,
            screened_at INTEGER NOT NULL,
            is_discarded INTEGER NOT NULL,
            first_person INTEGER NOT NULL,
            next_person INTEGER NOT NULL,
            conviction_count INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX screening_by_identity ON screening (identity) WHERE is_discarded = 0;

        CREATE TABLE screening_input (
            screening INTEGER NOT NULL REFERENCES screening (id),
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            size INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            row_count INTEGER NOT NULL,
            format TEXT NOT NULL,
            encoding TEXT NOT NULL,
            PRIMARY KEY (screening, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE screened_person (
            id INTEGER PRIMARY KEY,
            key INTEGER,
            body BLOB NOT NULL
        ) STRICT;
        CREATE INDEX screened_person_by_key ON screened_person (key) WHERE key IS NOT NULL;
        """

    /// A ruling belongs to a conviction in whatever delivery of the state's file: `key` is a `ConvictionKey`. `person` and
    /// `position` name the finding that was ruled on, `basis` is its `Ranks`. `sheet` is the worksheet that brought the
    /// ruling; NULL where it was made by policy. Rulings are never changed or deleted.
    private static let rulings = """
        CREATE TABLE worksheet (
            id INTEGER PRIMARY KEY,
            sha256 TEXT NOT NULL UNIQUE,
            imported_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE ruling (
            id INTEGER PRIMARY KEY,
            key BLOB NOT NULL,
            screening INTEGER NOT NULL REFERENCES screening (id),
            person INTEGER NOT NULL,
            position INTEGER NOT NULL,
            basis INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('approve', 'challenge', 'hold', 'refer')),
            object TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            bar_number TEXT NOT NULL,
            overrides TEXT NOT NULL,
            note TEXT NOT NULL,
            sheet INTEGER REFERENCES worksheet (id),
            time INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX ruling_by_key ON ruling (key);
        """

    /// Batches whose data of persons were deleted, and when.
    private static let purges = """
        CREATE TABLE purged_batch (
            batch INTEGER PRIMARY KEY REFERENCES batch (id),
            purged_at INTEGER NOT NULL
        ) STRICT;
        DROP TRIGGER outcome_is_never_updated;
        CREATE TRIGGER outcome_is_never_updated BEFORE UPDATE ON outcome
            WHEN OLD.batch NOT IN (SELECT batch FROM purged_batch)
            BEGIN SELECT RAISE(ABORT, 'outcomes are only added'); END;
        """

    /// `key`, `number` and `position` are as in `court_case`, and the same for all counts of a case; `body` is a
    /// `CaseCoding` of the person and the one count. `sequence` numbers the cases of a jurisdiction; 0 before the batch is
    /// numbered. `amends` and `notice` are the batches whose notices of challenge are meant; 0 where there is none. Ids are
    /// never used twice, because the audit chain names them.
    private static let challenges = """
        CREATE TABLE challenged_count (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            batch INTEGER NOT NULL REFERENCES batch (id),
            key INTEGER NOT NULL,
            jurisdiction INTEGER NOT NULL,
            courthouse INTEGER NOT NULL,
            number TEXT NOT NULL,
            position BLOB NOT NULL,
            is_held INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            ground TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            bar_number TEXT NOT NULL,
            amends INTEGER NOT NULL,
            body BLOB NOT NULL
        ) STRICT;
        CREATE INDEX challenged_count_by_key ON challenged_count (key, batch);
        CREATE INDEX challenged_count_by_batch ON challenged_count (batch, jurisdiction, sequence);

        CREATE TABLE withdrawn_challenge (
            batch INTEGER NOT NULL REFERENCES batch (id),
            court_case INTEGER NOT NULL,
            file INTEGER NOT NULL,
            row INTEGER NOT NULL,
            notice INTEGER NOT NULL,
            PRIMARY KEY (batch, court_case, file, row)
        ) STRICT, WITHOUT ROWID;
        """

    /// What courts answered. An answer is one file, or one sending, that brought something new; each of its outcomes is kept
    /// once, by `key`, the beginning of a digest of its content (`OutcomeTable`). Neither is ever changed or deleted: what a
    /// case has come to is computed from all. Names of messages are kept forever too, because an answer may come late.
    /// `documents` are kinds in the order of the message, each with its number there: `1 case-motion, 2 case-order`.
    private static let outcomes = """
        CREATE TABLE filing_message (
            message TEXT PRIMARY KEY,
            batch INTEGER NOT NULL REFERENCES batch (id),
            jurisdiction INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            number TEXT NOT NULL,
            round INTEGER NOT NULL,
            documents TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX filing_message_by_case ON filing_message (batch, jurisdiction, sequence);

        CREATE TABLE answer (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('sending', 'reply', 'callback', 'schedule')),
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            recorded_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE outcome (
            batch INTEGER NOT NULL REFERENCES batch (id),
            jurisdiction INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            key BLOB NOT NULL,
            number TEXT NOT NULL,
            message TEXT NOT NULL,
            document TEXT NOT NULL,
            state TEXT NOT NULL,
            time INTEGER NOT NULL,
            reason TEXT NOT NULL,
            reference TEXT NOT NULL,
            answer INTEGER NOT NULL REFERENCES answer (id),
            PRIMARY KEY (batch, jurisdiction, sequence, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX outcome_by_answer ON outcome (answer);
        CREATE TRIGGER outcome_is_never_updated BEFORE UPDATE ON outcome
            BEGIN SELECT RAISE(ABORT, 'outcomes are only added'); END;
        CREATE TRIGGER outcome_is_never_deleted BEFORE DELETE ON outcome
            BEGIN SELECT RAISE(ABORT, 'outcomes are only added'); END;
        """

    /// Requests on their way to the courts (`OutboxState`), with where they lie in the batch's e-filing folder; a request is
    /// of one message or several. Times are milliseconds since 1970, UTC; `listed_at` is when it was last seen in the folder.
    private static let outbox = """
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            batch INTEGER NOT NULL REFERENCES batch (id),
            jurisdiction INTEGER NOT NULL,
            archive TEXT NOT NULL,
            file TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'answered', 'failed', 'in-doubt')),
            answer TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            next_time INTEGER NOT NULL,
            note TEXT NOT NULL,
            listed_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX outbox_by_state ON outbox (batch, jurisdiction, state, next_time, id);

        CREATE TABLE outbox_message (
            message TEXT PRIMARY KEY,
            request INTEGER NOT NULL REFERENCES outbox (id),
            position INTEGER NOT NULL,
            batch INTEGER NOT NULL REFERENCES batch (id),
            jurisdiction INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            number TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX outbox_message_by_request ON outbox_message (request);
        CREATE INDEX outbox_message_by_case ON outbox_message (batch, jurisdiction, sequence);
        """
}
