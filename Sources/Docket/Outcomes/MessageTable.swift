internal import Cases
internal import GRDB

/// Reads and writes which message was made for which case.
struct MessageTable {
    private let insertion: Prepared
    private let search: Prepared
    private var labels: Labels

    init(_ database: Database) throws {
        insertion = try Prepared(
            database,
            """
            INSERT OR IGNORE INTO filing_message (message, batch, jurisdiction, sequence, number, round, documents)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        )
        search = try Prepared(
            database,
            """
            SELECT batch, jurisdiction, sequence, number, round, documents FROM filing_message WHERE message = ?
            """
        )
        labels = try Labels(database)
    }

    mutating func add(_ message: FiledMessage, _ database: Database) throws {
        insertion.bind(message.identifier, at: 1)
        insertion.bind(message.place.batch, at: 2)
        insertion.bind(try labels.id(message.place.jurisdiction, database), at: 3)
        insertion.bind(message.place.sequence, at: 4)
        insertion.bind(message.caseNumber, at: 5)
        insertion.bind(message.round, at: 6)
        insertion.bind(message.documents.map { "\($0.number) \($0.kind)" }.joined(separator: ", "), at: 7)
        try insertion.run()
    }

    func message(_ identifier: String) throws -> FiledMessage? {
        search.bind(identifier, at: 1)
        defer { search.reset() }
        guard try search.next() else { return nil }
        return FiledMessage(
            identifier: identifier,
            place: CourtOutcome.Place(
                batch: search.integer(0), jurisdiction: try labels.text(search.integer(1)),
                sequence: Int(search.integer(2))),
            caseNumber: search.text(3), round: Int(search.integer(4)), documents: Self.documents(search.text(5)))
    }

    /// Reads `1 case-motion, 2 case-order`.
    static func documents(_ text: String) -> [FiledMessage.Document] {
        text.split(separator: ",").compactMap { part in
            let words = part.split(separator: " ")
            guard words.count == 2, let number = Int(words[0]) else { return nil }
            return FiledMessage.Document(number: number, kind: String(words[1]))
        }
    }
}
