internal import Cases
internal import GRDB

/// Writes the rows that are in no packet, and the doubts about rows that are.
struct RowTable {
    private let exception: Prepared
    private let removal: Prepared
    private let warning: Prepared
    /// Numbers entries of one place in the order in which they came.
    private var nth: Int64

    init(_ database: Database, batch: Int64) throws {
        exception = try Prepared(
            database,
            """
            INSERT INTO exception (
                batch, file, row, nth, is_deciding, jurisdiction, case_number, code, column_name, detail
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        warning = try Prepared(
            database,
            "INSERT INTO warning (batch, file, row, nth, code, column_name, detail) VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        removal = try Prepared(database, "DELETE FROM exception WHERE batch = ? AND file = ? AND row = ?")
        exception.bind(batch, at: 1)
        removal.bind(batch, at: 1)
        warning.bind(batch, at: 1)
        nth =
            try Int64.fetchOne(
                database,
                sql: "SELECT coalesce(max(nth) + 1, 0) FROM exception WHERE batch = ?",
                arguments: [batch]
            ) ?? 0
    }

    /// Writes a problem; the deciding one is the first of its row and gives the row its outcome.
    mutating func addException(_ problem: Problem, jurisdiction: Int64, caseNumber: String, isDeciding: Bool) throws {
        exception.bind(problem.place.file, at: 2)
        exception.bind(problem.place.row, at: 3)
        exception.bind(nth, at: 4)
        exception.bind(isDeciding ? 1 : 0, at: 5)
        exception.bind(jurisdiction, at: 6)
        exception.bind(caseNumber, at: 7)
        exception.bind(problem.code.rawValue, at: 8)
        exception.bind(problem.column, at: 9)
        exception.bind(problem.detail, at: 10)
        try exception.run()
        nth += 1
    }

    /// Takes back what was written of a row, so that it can end otherwise.
    func removeException(at place: RowPlace) throws {
        removal.bind(place.file, at: 2)
        removal.bind(place.row, at: 3)
        try removal.run()
    }

    mutating func addWarning(_ problem: Problem) throws {
        warning.bind(problem.place.file, at: 2)
        warning.bind(problem.place.row, at: 3)
        warning.bind(nth, at: 4)
        warning.bind(problem.code.rawValue, at: 5)
        warning.bind(problem.column, at: 6)
        warning.bind(problem.detail, at: 7)
        try warning.run()
        nth += 1
    }
}
