internal import Cases

/// A case that rows are being joined into. One is in memory at a time, because rows of a case mostly stand together.
struct OpenCase {
    var key = CaseKey()
    /// Its row in the docket; nil while it was never written.
    var id: Int64?
    /// As the first row that joined gives it.
    var number = ""
    var courthouse: Int64 = 0
    var person: Person?
    var counts: [EligibleCount] = []
    /// The case names two people; every row of it is held.
    var isHeld = false
    /// The same case in earlier filings.
    var earlier: [EarlierFiling] = []
    /// The folder of a purged batch that filed the case, nobody knows with which counts.
    var purgedFolder: String?
    /// Challenged counts of this batch; they are in the docket already.
    var challenges: [Challenge] = []
    /// The case's challenged counts in earlier batches, oldest first.
    var earlierChallenges: [EarlierChallenge] = []
    /// Approved counts whose earlier challenge is withdrawn, and which the docket does not know as such yet.
    var withdrawn: [Withdrawal] = []
    /// Whether the docket's row is older than this value.
    var isChanged = false

    /// A case that an earlier batch has filed.
    struct EarlierFiling {
        let folder: String
        let person: Person
        let counts: [EligibleCount]
    }

    struct Challenge {
        let id: Int64
        let number: String
        let courthouse: Int64
        let person: Person
        let count: Count
        let ground: ChallengeGround
    }

    struct EarlierChallenge {
        let batch: Int64
        let claim: Claims.Claim
        let person: Person
        let count: Count
        let ground: ChallengeGround
    }

    struct Withdrawal {
        let place: RowPlace
        /// The batch whose notice of challenge named the count.
        let notice: Int64
    }

    /// Makes it another case, of which nothing is known yet.
    mutating func begin(_ row: CaseRow, courthouse: Int64) {
        id = nil
        number = row.caseNumber
        self.courthouse = courthouse
        person = nil
        counts.removeAll(keepingCapacity: true)
        isHeld = false
        earlier.removeAll(keepingCapacity: true)
        purgedFolder = nil
        challenges.removeAll(keepingCapacity: true)
        earlierChallenges.removeAll(keepingCapacity: true)
        withdrawn.removeAll(keepingCapacity: true)
        isChanged = false
    }

    /// Whether this person can be the one that earlier rows and earlier batches name.
    func admits(_ other: Person) -> Bool {
        if let person, !person.isPlausiblySame(as: other) { return false }
        return earlier.allSatisfy { $0.person.isPlausiblySame(as: other) }
            && challenges.allSatisfy { $0.person.isPlausiblySame(as: other) }
            && earlierChallenges.allSatisfy { $0.person.isPlausiblySame(as: other) }
    }

    /// The folder of the batch that filed this count. A purged case counts as filed whole: a person has to look.
    func folderThatFiled(_ count: Count) -> String? {
        purgedFolder ?? earlier.first { filing in filing.counts.contains { $0.count.isSame(as: count) } }?.folder
    }

    func contains(_ count: Count) -> Bool { counts.contains { $0.count.isSame(as: count) } }

    /// This batch's challenge of the count.
    func challenge(of count: Count) -> Challenge? { challenges.first { $0.count.isSame(as: count) } }

    /// The last challenge of the count in an earlier batch.
    func earlierChallenge(of count: Count) -> EarlierChallenge? {
        earlierChallenges.last { $0.count.isSame(as: count) }
    }

    /// Joins a row to the case. The first names it and says where it is heard; others complete the person.
    mutating func add(_ count: EligibleCount, of row: CaseRow, courthouse: Int64) {
        if counts.isEmpty {
            number = row.caseNumber
            self.courthouse = courthouse
            person = row.person
        } else {
            person?.complete(from: row.person)
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
