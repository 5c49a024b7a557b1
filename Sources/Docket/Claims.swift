internal import Cases
internal import GRDB

/// The batches to be filed that went before: what they filed or challenged is not filed or challenged again.
struct Claims {
    struct Claim {
        /// For the exceptions list: the folder, and that it was not finished, if so.
        let folder: String
        /// The batch was purged: which counts of a case it filed is no longer known.
        let isPurged: Bool
        let notice: EarlierNotice
    }

    private let byBatch: [Int64: Claim]

    /// `own` are the batch itself and the batches that are the same filing made before; their claims are its own.
    init(_ database: Database, besides own: Set<Int64>) throws {
        let sql = """
            SELECT id, folder, as_of, stage = 'packed', EXISTS (SELECT 1 FROM purged_batch WHERE batch = batch.id)
            FROM batch WHERE mode = 'filing' AND stage <> 'discarded'
            """
        let rows = try Row.fetchCursor(database, sql: sql)
        var claims: [Int64: Claim] = [:]
        while let row = try rows.next() {
            let (id, folder, isPacked): (Int64, String, Bool) = (row[0], row[1], row[3])
            guard !own.contains(id) else { continue }
            guard let asOf = CalendarDate(number: row[2]) else { throw DocketError(.damaged, "batch \(id)") }
            claims[id] = Claim(
                folder: isPacked ? folder : "\(folder), which was not finished: run that batch again",
                isPurged: row[4],
                notice: EarlierNotice(batch: folder, asOf: asOf)
            )
        }
        byBatch = claims
    }

    subscript(batch: Int64) -> Claim? { byBatch[batch] }
}
