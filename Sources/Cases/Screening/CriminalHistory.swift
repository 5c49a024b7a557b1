/// Why a machine should not decide about a conviction: the data behind it is doubtful.
package struct HistoryDoubt: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A row of this person could not be read; it may hold the strike, the registration or the running sentence.
    package static let rejectedRow = HistoryDoubt(rawValue: 1)
    /// The person's date of birth is missing or not a date.
    package static let missingBirthDate = HistoryDoubt(rawValue: 2)
    /// Rows of the person give different dates of birth.
    package static let severalBirthDates = HistoryDoubt(rawValue: 4)
    /// Rows of the sentences of two counts stand between each other.
    package static let interleavedSentences = HistoryDoubt(rawValue: 8)
    /// The same row was delivered twice.
    package static let repeatedRow = HistoryDoubt(rawValue: 16)
    /// A conviction without a date, or with half a date.
    package static let undatedConviction = HistoryDoubt(rawValue: 32)
    /// A date, number or unit of a sentence that cannot be read.
    package static let unreadableSentence = HistoryDoubt(rawValue: 64)
    /// A strike's section with a subsection that the table of strikes does not list.
    package static let unlistedSuperstrike = HistoryDoubt(rawValue: 128)
    /// The same of a section that may require registration.
    package static let unlistedPC290 = HistoryDoubt(rawValue: 256)
    /// A birth or a conviction after the as-of date.
    package static let futureDate = HistoryDoubt(rawValue: 512)
    /// The conviction has no case number, or none that can be one.
    package static let missingCaseNumber = HistoryDoubt(rawValue: 1_024)
    /// A row or part of a row whose encoding is damaged.
    package static let damagedText = HistoryDoubt(rawValue: 2_048)
    /// The file does not say in a known word whether the conviction is of a felony, a misdemeanor or an infraction.
    package static let unknownLevel = HistoryDoubt(rawValue: 4_096)
}

/// One conviction in a person's history, in any county and of any offense.
package struct Conviction: Sendable {
    package var offense: Offense
    /// nil where the file gives no real date; such a conviction counts as before every dated one.
    package var date: CalendarDate?
    package var isFelony: Bool
    /// Whether it was in the county that is screened.
    package var isInCounty: Bool
    /// Whether the convicted row itself is a registration under Penal Code section 290.
    package var isRegistration: Bool
    /// The first six characters of `CNT_ORDER`, packed: equal for convictions of one case.
    package var courtCase: UInt64
    /// When all parts of the sentence are over: seconds since 1970-01-01 00:00 UTC; `Int64.max` for a sentence that does
    /// not end. The date of conviction where there is no sentence.
    package var sentenceEnd: Int64
    package var doubts: HistoryDoubt

    package init(
        offense: Offense, date: CalendarDate?, isFelony: Bool, isInCounty: Bool, isRegistration: Bool = false,
        courtCase: UInt64, sentenceEnd: Int64, doubts: HistoryDoubt = []
    ) {
        self.offense = offense
        self.date = date
        self.isFelony = isFelony
        self.isInCounty = isInCounty
        self.isRegistration = isRegistration
        self.courtCase = courtCase
        self.sentenceEnd = sentenceEnd
        self.doubts = doubts
    }
}

/// All that the state's file says of one person and that a rule may ask for, in one reading.
package struct CriminalHistory: Sendable {
    /// From the person's first row; nil where that gives no real date.
    package var birthDate: CalendarDate?
    package var isDeceased: Bool
    /// Whether any row is a registration under Penal Code section 290.
    package var isRegistered: Bool
    /// In the order of the file.
    package var convictions: [Conviction]
    package var doubts: HistoryDoubt

    package init(
        birthDate: CalendarDate?, isDeceased: Bool, isRegistered: Bool, convictions: [Conviction],
        doubts: HistoryDoubt = []
    ) {
        self.birthDate = birthDate
        self.isDeceased = isDeceased
        self.isRegistered = isRegistered
        self.convictions = convictions
        self.doubts = doubts
    }
}
