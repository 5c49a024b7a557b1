package import Cases
internal import Digests
internal import GRDB

/// Takes the people of a screening into the docket.
///
/// Lives in the closure of `Docket.screen` only, on its thread. If that closure throws, nothing of the screening stays.
package struct ScreeningAdmission: ~Copyable {
    private let database: Database
    private let insertion: Prepared
    private var labels: Labels
    private var writer = ByteWriter()
    private let hasher = SHA256()
    private var jurisdictions: [Int64] = []
    private(set) var nextPerson: Int64
    private(set) var convictions = 0
    private(set) var inputs: [BatchInput]
    /// The text of `summary.json`; that of the description unless it is set.
    package var summary: String

    init(_ database: Database, _ description: ScreeningDescription, firstPerson: Int64) throws {
        let insertion = try Prepared(database, "INSERT INTO screened_person (id, key, body) VALUES (?, ?, ?)")
        let labels = try Labels(database)
        self.database = database
        self.insertion = insertion
        self.labels = labels
        nextPerson = firstPerson
        inputs = description.inputs
        summary = description.summary
    }

    /// Takes a person with all relevant convictions.
    ///
    /// - Parameters:
    ///   - person: at least one conviction.
    ///   - jurisdictions: for each conviction, the key of the jurisdiction that has to review it; empty where nothing
    ///     tells it.
    /// - Throws: `DocketError`.
    package mutating func add(_ person: ScreenedPerson, jurisdictions: [String]) throws {
        precondition(jurisdictions.count == person.convictions.count, "each conviction has a place in the review")
        precondition(!person.convictions.isEmpty, "nobody is screened for nothing")
        self.jurisdictions.removeAll(keepingCapacity: true)
        for jurisdiction in jurisdictions { self.jurisdictions.append(try labels.id(jurisdiction, database)) }
        ScreeningCoding.write(person, jurisdictions: self.jurisdictions, into: &writer)
        insertion.bind(nextPerson, at: 1)
        if let key = SubjectKey.of(person.person, hasher) {
            insertion.bind(key, at: 2)
        } else {
            insertion.bindNull(at: 2)
        }
        insertion.bind(writer.bytes, at: 3)
        try insertion.run()
        nextPerson += 1
        convictions += person.convictions.count
    }

    /// Says what the reader of an input, at this position of the description, found out about it.
    package mutating func close(input: Int, rows: Int, format: String, encoding: String) {
        inputs[input].rows = rows
        inputs[input].format = format
        inputs[input].encoding = encoding
    }
}
