internal import GRDB

/// Reads and writes the files that batches and screenings were made of; each kind has its table.
struct InputTable {
    private let table: String
    /// The column that names whose they are.
    private let owner: String

    static let ofBatches = InputTable(table: "input", owner: "batch")
    static let ofScreenings = InputTable(table: "screening_input", owner: "screening")

    func inputs(of id: Int64, _ database: Database) throws -> [BatchInput] {
        let sql = "SELECT * FROM \(table) WHERE \(owner) = ? ORDER BY position"
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [id]).map { row in
            BatchInput(
                name: row["name"],
                size: row["size"],
                sha256: row["sha256"],
                rows: row["row_count"],
                format: row["format"],
                encoding: row["encoding"]
            )
        }
    }

    func write(_ inputs: [BatchInput], of id: Int64, _ database: Database) throws {
        for (position, input) in inputs.enumerated() {
            try database.execute(
                sql: """
                    INSERT INTO \(table) (\(owner), position, name, size, sha256, row_count, format, encoding)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, position, input.name, input.size, input.sha256, input.rows, input.format, input.encoding,
                ]
            )
        }
    }
}
