package import Cases

/// What makes a screening itself: the files, the rules, and the day.
package struct ScreeningDescription: Hashable, Sendable {
    /// Fingerprint over everything that the findings depend on. Two screenings with the same identity are one.
    package let identity: String
    package let county: String
    /// Name of the rule set, and digest of its file.
    package let rules: String
    package let rulesDigest: String
    package let asOf: CalendarDate
    /// Version of the program.
    package let program: String
    package var inputs: [BatchInput]
    /// The text of `summary.json`.
    package var summary: String

    package init(
        identity: String, county: String, rules: String, rulesDigest: String, asOf: CalendarDate, program: String,
        inputs: [BatchInput], summary: String = ""
    ) {
        self.identity = identity
        self.county = county
        self.rules = rules
        self.rulesDigest = rulesDigest
        self.asOf = asOf
        self.program = program
        self.inputs = inputs
        self.summary = summary
    }
}

/// A screening as the docket remembers it.
package struct Screening: Hashable, Sendable {
    package let id: Int64
    package let description: ScreeningDescription
    /// Seconds since 1970, UTC.
    package let screenedAt: Int64
    package var people: Int { ids.count }
    package let convictions: Int
    /// Identifiers of its people.
    let ids: Range<Int64>

    /// The identifier of a person by number, from 1.
    func id(ofPerson number: Int) -> Int64? {
        let id = ids.lowerBound + Int64(number) - 1
        return ids.contains(id) ? id : nil
    }

    func number(ofPerson id: Int64) -> Int { Int(id - ids.lowerBound) + 1 }
}
