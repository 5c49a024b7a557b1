/// How the law ranks an offense.
package enum OffenseLevel: String, CaseIterable, Sendable {
    case felony, misdemeanor, infraction

    /// What a redesignated offense becomes (H&S 11361.8(f)): one level down.
    package var redesignated: OffenseLevel { self == .felony ? .misdemeanor : .infraction }
}

/// Whether the sentence of a conviction is over. Decides between 11361.8(a)-(b) and (e)-(f).
package enum SentenceStatus: String, CaseIterable, Sendable {
    case completed, serving
    /// The batch does not say. Read as completed, as the reference lists do, and said in the warnings.
    case unknown
}

/// What the screening wrote beside a conviction; the strings are those of the result files that offices exchange.
package enum Determination: String, CaseIterable, Sendable {
    case dismissal = "Eligible for Dismissal"
    case reduction = "Eligible for Reduction"
    case notEligible = "Not eligible"
    case maybeEligible = "Maybe Eligible - Flag for Review"
    case handReview = "Hand Review"
    case cityReview = "To be reviewed by City Attorneys"
    /// The list has the column, and this row's cell is empty.
    case missing = ""
}

/// The relief that a motion asks for. Each has its own schedule, its own words and its own orders.
package enum Relief: String, CaseIterable, Comparable, Sendable {
    /// Dismissal as legally invalid, and sealing; sentence completed (H&S 11361.8(e)-(f)).
    case dismissAndSeal = "dismiss-seal"
    /// A felony becomes a misdemeanor, a misdemeanor an infraction, for all purposes (H&S 11361.8(e)-(f)).
    case redesignate
    /// Recall or dismissal of a sentence still being served (H&S 11361.8(a)-(b)).
    case recall

    /// The order of the schedules.
    package var ordinal: Int {
        switch self {
        case .dismissAndSeal: 1
        case .redesignate: 2
        case .recall: 3
        }
    }

    package static func < (left: Relief, right: Relief) -> Bool { left.ordinal < right.ordinal }
}

/// Where in the batch something stood, for people to find it again.
package struct RowPlace: Hashable, Comparable, Sendable {
    /// Position of the file on the command line, from 0.
    package let file: Int
    /// Row of data from 1, the header not counted; for XML and JSON Lines the number of the case.
    package let row: Int

    package init(file: Int, row: Int) {
        self.file = file
        self.row = row
    }

    package static func < (left: RowPlace, right: RowPlace) -> Bool { (left.file, left.row) < (right.file, right.row) }
}

/// One conviction: a count of a case.
package struct Count: Hashable, Sendable {
    package var place: RowPlace
    /// The count's number in the pleading; empty when the batch has none.
    package var number: String
    package var section: CodeSection
    /// The offense in words, when the batch gives it.
    package var offense: String
    package var level: OffenseLevel
    package var convictionDate: CalendarDate
    package var arrestDate: CalendarDate?
    package var arrestingAgency: String
    package var sentence: SentenceStatus
    package var determination: Determination

    package init(
        place: RowPlace,
        number: String,
        section: CodeSection,
        offense: String = "",
        level: OffenseLevel,
        convictionDate: CalendarDate,
        arrestDate: CalendarDate? = nil,
        arrestingAgency: String = "",
        sentence: SentenceStatus,
        determination: Determination
    ) {
        self.place = place
        self.number = number
        self.section = section
        self.offense = offense
        self.level = level
        self.convictionDate = convictionDate
        self.arrestDate = arrestDate
        self.arrestingAgency = arrestingAgency
        self.sentence = sentence
        self.determination = determination
    }

    /// Whether two rows name the same count of a case: by number where both have one, else by what was convicted, when.
    package func isSame(as other: Count) -> Bool {
        guard section.number == other.section.number, convictionDate == other.convictionDate else { return false }
        if !number.isEmpty, !other.number.isEmpty { return number == other.number }
        return section == other.section && offense == other.offense
    }
}

/// One good row of a batch, before it is routed and joined with the other counts of its case.
package struct CaseRow: Hashable, Sendable {
    package var caseNumber: String
    package var person: Person
    package var count: Count
    /// What the batch calls the prosecuting jurisdiction; empty when the row leaves it to routing.
    package var jurisdiction: String
    /// What the batch calls the court or courthouse; empty when the row leaves it to routing.
    package var courthouse: String

    package init(caseNumber: String, person: Person, count: Count, jurisdiction: String, courthouse: String) {
        self.caseNumber = caseNumber
        self.person = person
        self.count = count
        self.jurisdiction = jurisdiction
        self.courthouse = courthouse
    }
}
