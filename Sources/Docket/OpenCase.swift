internal import Cases

/// A case that rows are being joined into. One is in memory at a time, because rows of a case mostly stand together.
struct OpenCase {
    var key = CaseKey()
    /// Its row in the docket; nil while it was never written.
    var id: Int64?
    /// As the first row gives it.
    var number = ""
    var courthouse: Int64 = 0
    var person: Person?
    var counts: [EligibleCount] = []
    /// The case names two people; every row of it is held.
    var isHeld = false
    /// The same case in earlier filings.
    var earlier: [EarlierFiling] = []
    /// Whether the docket's row is older than this value.
    var isChanged = false

    /// A case that an earlier batch has filed.
    struct EarlierFiling {
        let folder: String
        let person: Person
        let counts: [EligibleCount]
    }

    /// Whether this person can be the one that earlier rows and earlier filings name.
    func admits(_ other: Person) -> Bool {
        if let person, !person.isPlausiblySame(as: other) { return false }
        return earlier.allSatisfy { $0.person.isPlausiblySame(as: other) }
    }

    /// The folder of the batch that filed this count.
    func folderThatFiled(_ count: Count) -> String? {
        earlier.first { filing in filing.counts.contains { $0.count.isSame(as: count) } }?.folder
    }

    func contains(_ count: Count) -> Bool { counts.contains { $0.count.isSame(as: count) } }

    mutating func add(_ count: EligibleCount, of person: Person) {
        if self.person == nil {
            self.person = person
        } else {
            self.person?.complete(from: person)
        }
        counts.append(count)
        isChanged = true
    }
}

extension Person {
    /// Takes what this row lacks from another row of the same case. The name stays as the first row gives it.
    fileprivate mutating func complete(from other: Person) {
        if identifier.isEmpty { identifier = other.identifier }
        if birthDate == nil { birthDate = other.birthDate }
        if ciiNumber.isEmpty { ciiNumber = other.ciiNumber }
        if address == nil { address = other.address }
        if other.isDeceased { isDeceased = true }
        for alias in other.aliases where !aliases.contains(alias) { aliases.append(alias) }
    }
}
