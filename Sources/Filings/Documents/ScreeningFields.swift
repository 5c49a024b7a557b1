package import Cases

/// The screening that the rows of a batch come from, as documents and manifests cite it.
package struct ScreeningStamp: Hashable, Sendable {
    /// Of the screening: 64 hexadecimal digits.
    package let identity: String
    package let county: String
    /// The name of the rule set, and the digest of its file.
    package let rules: String
    package let rulesDigest: String
    package let asOf: CalendarDate
    /// Name and version of the program that screened.
    package let program: String
    /// Digest of the rulings as they were when the batch was made.
    package let rulings: String

    package init(
        identity: String, county: String, rules: String, rulesDigest: String, asOf: CalendarDate, program: String,
        rulings: String
    ) {
        self.identity = identity
        self.county = county
        self.rules = rules
        self.rulesDigest = rulesDigest
        self.asOf = asOf
        self.program = program
        self.rulings = rulings
    }
}

/// One line or none: `{{#screening}}…{{/screening}}`, `{{^screening}}` for lists.
let screeningFields: [DocumentField<ScreeningStamp>] = [
    .text("name") { String($0.identity.prefix(12)) },
    .text("countyAsGiven") { $0.county },
    .text("rules") { $0.rules },
    .text("rulesDigest") { $0.rulesDigest },
    .text("asOf") { $0.asOf.long },
    .text("program") { $0.program },
]
