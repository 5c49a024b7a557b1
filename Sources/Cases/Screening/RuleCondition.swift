/// What a step of a rule set asks. The whole vocabulary: a rule set that needs more needs a change here.
///
/// Days and years are those of the calendar. A value that the file does not give is undated: before every real day.
package enum RuleCondition: Hashable, Sendable {
    // MARK: The conviction

    case felony(Bool)
    case convictedOnOrAfter(CalendarDate)
    /// The first number of Proposition 64 in the text is one of these.
    case section([Proposition64Section])
    /// Some number in the text is this one.
    case mentions(Proposition64Section)
    case textBegins([String])
    /// An attempt, a conspiracy or a solicitation.
    case attempt
    /// Convicted this many years before the as-of date, or earlier.
    case convictedYearsAgo(RuleNumber)

    // MARK: What came before it

    /// A superstrike on an earlier day than this conviction.
    case superstrikeBefore(Evidence)
    /// An offense under Penal Code section 290, or the registration, on an earlier day.
    case pc290Before(Evidence)
    /// At least so many convictions of Proposition 64 on earlier days that are of the same kind.
    case priors(atLeast: Int, alike: Likeness, Evidence)

    // MARK: The person

    /// Some row registers the person under Penal Code section 290.
    case registered
    case deceased
    /// The birthday of this age is on or before the as-of date. Someone without birth date is old.
    case ageAtLeast(RuleNumber)
    /// Days from birth to the as-of date, over 365.25, are at most this. Not the calendar's age: on the 21st birthday
    /// that is so after 7,670 days and not after 7,671, which depends on the leap days in between.
    case ageAtMost(RuleNumber)
    /// The birthday of this age is after the day of conviction.
    case youngerAtConviction(RuleNumber)

    // MARK: The whole record

    /// Every conviction is of Proposition 64.
    case onlyProposition64
    /// Whether the sentence of some conviction ends after the as-of date.
    case sentenceRunning(Bool)
    /// No conviction is dated after the day that lies so many years before the as-of date: one of that day passes.
    case noConvictionAfter(yearsBack: RuleNumber)
    /// The same, but one of that day does not pass.
    case noConvictionOnOrAfter(yearsBack: RuleNumber)

    // MARK: The data

    /// One of these is doubtful about the person, or about this conviction.
    case doubts(HistoryDoubt)
    /// One of these is doubtful about the person, or about any conviction.
    case doubtsAnywhere(HistoryDoubt)

    // MARK: The rule set

    /// A parameter that is a switch is not 0.
    case on(RuleNumber)

    /// How sure it has to be that something came before a conviction.
    package enum Evidence: String, CaseIterable, Sendable {
        /// As the reference program counts: its earliest day, where a gang pair, a registration and an undated
        /// conviction come before everything.
        case listed
        /// Only what the file dates, and for section 290 only where registration is automatic.
        case certain
        /// Only what is written with a subdivision that the table does not list, dated before or undated.
        case unlisted
    }

    /// When an earlier conviction is of the same kind as another.
    package enum Likeness: String, CaseIterable, Sendable {
        /// The texts begin with the same five characters, as the reference compares them: `664/1` of every attempt.
        case firstFiveCharacters
        /// The section of Proposition 64.
        case section
    }
}

/// A number in a rule: written there, or a parameter of the rule set. 0 switches the condition off: it does not hold.
package enum RuleNumber: Hashable, Sendable {
    case value(Int)
    /// Index into the parameters.
    case parameter(Int)
}
