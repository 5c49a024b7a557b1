internal import GRDB
internal import GRDBSQLite

/// A prepared statement of the docket's long loops, driven without GRDB's boxed values and argument lists.
///
/// The only type of the room that touches SQLite's pointers. Lives inside the database access that made it.
final class Prepared {
    private let statement: Statement
    private let handle: OpaquePointer

    init(_ database: Database, _ sql: String) throws {
        statement = try database.makeStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    /// The cases of a batch that are not held, in the order in which they came: id, jurisdiction, courthouse, number, body.
    convenience init(casesAsTheyCame batch: Batch, _ database: Database) throws {
        try self.init(
            database,
            """
            SELECT id, jurisdiction, courthouse, number, body FROM court_case
            WHERE id >= ? AND id < ? AND is_held = 0 ORDER BY id
            """
        )
        bind(batch.cases.lowerBound, at: 1)
        bind(batch.cases.upperBound, at: 2)
    }

    // MARK: Arguments, numbered from 1; they stay until bound again

    func bind(_ value: Int64, at index: Int32) { sqlite3_bind_int64(handle, index, value) }

    func bind(_ value: Int, at index: Int32) { sqlite3_bind_int64(handle, index, Int64(value)) }

    func bindNull(at index: Int32) { sqlite3_bind_null(handle, index) }

    func bind(_ text: String, at index: Int32) {
        var text = text
        text.withUTF8 { bytes in
            // A null pointer would bind NULL, so an empty text points anywhere.
            let base = bytes.baseAddress.map { UnsafeRawPointer($0) } ?? UnsafeRawPointer(handle)
            sqlite3_bind_text(handle, index, base.assumingMemoryBound(to: CChar.self), Int32(bytes.count), Self.copied)
        }
    }

    func bind(_ bytes: [UInt8], at index: Int32) { bytes.withUnsafeBytes { bind($0, at: index) } }

    func bind(_ bytes: UnsafeRawBufferPointer, at index: Int32) {
        let base = bytes.baseAddress ?? UnsafeRawPointer(handle)
        sqlite3_bind_blob(handle, index, base, Int32(bytes.count), Self.copied)
    }

    /// Tells SQLite to copy the argument, because Swift may move it once the closure ends (`SQLITE_TRANSIENT`).
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    // MARK: Execution

    /// Runs a statement that returns no rows.
    func run() throws {
        let code = sqlite3_step(handle)
        sqlite3_reset(handle)
        guard code == SQLITE_DONE else { throw failure(code) }
    }

    /// Steps to the next row. After the last one the statement is ready to run again.
    func next() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            sqlite3_reset(handle)
            return false
        case let code:
            sqlite3_reset(handle)
            throw failure(code)
        }
    }

    /// Leaves the remaining rows unread.
    func reset() { sqlite3_reset(handle) }

    private func failure(_ code: Int32) -> DocketError {
        let extended = sqlite3_extended_errcode(sqlite3_db_handle(handle))
        return DocketError(sqlite: extended & 0xFF == code & 0xFF ? extended : code)
    }

    // MARK: Columns of the current row, numbered from 0

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// The bytes of a blob or text, lent to the closure.
    func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        let start = sqlite3_column_blob(handle, column)
        return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { [UInt8]($0) } }
}
