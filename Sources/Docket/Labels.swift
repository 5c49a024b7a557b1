internal import GRDB

/// Short texts that many rows share (ids of jurisdictions and courthouses), kept once and named by a number.
struct Labels {
    private var ids: [String: Int64] = [:]
    private var texts: [Int64: String] = [:]
    private var last: (text: String, id: Int64) = ("", 0)

    init(_ database: Database) throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT id, text FROM label")
        while let row = try rows.next() { remember(row[1], row[0]) }
    }

    private mutating func remember(_ text: String, _ id: Int64) {
        ids[text] = id
        texts[id] = text
    }

    /// The label's number; a new label gets one.
    mutating func id(_ text: String, _ database: Database) throws -> Int64 {
        if last.id != 0, last.text == text { return last.id }
        let id: Int64
        if let known = ids[text] {
            id = known
        } else {
            try database.execute(sql: "INSERT INTO label (text) VALUES (?)", arguments: [text])
            id = database.lastInsertedRowID
            remember(text, id)
        }
        last = (text, id)
        return id
    }

    /// The number of a label that exists.
    func known(_ text: String) -> Int64? { ids[text] }

    func text(_ id: Int64) throws(DocketError) -> String {
        guard let text = texts[id] else { throw DocketError(.damaged, "label \(id)") }
        return text
    }
}
