/// A relevant conviction with what the screening found: what a reviewer decides about, and what the docket keeps.
package struct ScreenedConviction: Hashable, Sendable {
    package var place: RowPlace
    /// `CNT_ORDER`: names the count within the person's history, in every delivery of the file.
    package var countOrder: String
    /// Every number that the court rows of the case give, each once; empty where none can be one.
    package var caseNumbers: [String]
    /// The court as the file names it (`STP_ORI_DESCR`).
    package var court: String
    package var section: CodeSection
    /// The text of the offense.
    package var offense: String
    package var level: OffenseLevel
    package var convictionDate: CalendarDate?
    package var sentence: SentenceStatus
    package var determination: Determination
    package var reason: String
    /// Key of the step of the rule set that decided.
    package var rule: String
    package var facts: [String]
    package var doubts: HistoryDoubt

    package init(
        place: RowPlace, countOrder: String, caseNumbers: [String], court: String, section: CodeSection,
        offense: String, level: OffenseLevel, convictionDate: CalendarDate?, sentence: SentenceStatus,
        determination: Determination, reason: String, rule: String, facts: [String], doubts: HistoryDoubt
    ) {
        self.place = place
        self.countOrder = countOrder
        self.caseNumbers = caseNumbers
        self.court = court
        self.section = section
        self.offense = offense
        self.level = level
        self.convictionDate = convictionDate
        self.sentence = sentence
        self.determination = determination
        self.reason = reason
        self.rule = rule
        self.facts = facts
        self.doubts = doubts
    }
}

/// Convictions of some kind in a person's history, in every county.
package struct ConvictionTotals: Hashable, Sendable {
    package var convictions: Int
    package var felonies: Int
    /// Convictions after the day seven years before the as-of date; undated ones do not count.
    package var recent: Int

    package init(convictions: Int = 0, felonies: Int = 0, recent: Int = 0) {
        self.convictions = convictions
        self.felonies = felonies
        self.recent = recent
    }
}

/// A person with at least one relevant conviction, as screened.
package struct ScreenedPerson: Hashable, Sendable {
    /// The identifier is `SUBJECT_ID`. Name, birth date and CII number are those of the person's first row.
    package var person: Person
    /// As the file gives them; for statistics only.
    package var sex: String
    package var race: String
    package var superstrikes: [String]
    package var pc290: [String]
    package var isRegistered: Bool
    /// Everything in the history.
    package var all: ConvictionTotals
    /// Of it: sections of Proposition 64, in the county.
    package var proposition64: ConvictionTotals
    /// Of it, without the above: offenses that often go with them (`Offense.related`), in the county.
    package var related: ConvictionTotals
    /// In the order of the file; never empty.
    package var convictions: [ScreenedConviction]

    package init(
        person: Person, sex: String, race: String, superstrikes: [String], pc290: [String], isRegistered: Bool,
        all: ConvictionTotals, proposition64: ConvictionTotals, related: ConvictionTotals,
        convictions: [ScreenedConviction]
    ) {
        self.person = person
        self.sex = sex
        self.race = race
        self.superstrikes = superstrikes
        self.pc290 = pc290
        self.isRegistered = isRegistered
        self.all = all
        self.proposition64 = proposition64
        self.related = related
        self.convictions = convictions
    }
}
