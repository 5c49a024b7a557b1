extension HistoryDoubt {
    /// Each of them, the gravest first.
    package static let all: [HistoryDoubt] = [
        .rejectedRow, .damagedText, .undatedConviction, .futureDate, .unknownLevel, .missingCaseNumber,
        .missingBirthDate,
        .severalBirthDates, .interleavedSentences, .unreadableSentence, .repeatedRow, .unlistedSuperstrike,
        .unlistedPC290,
    ]

    /// The name in rule files and results: `rejected-row`. Of a single doubt.
    package var key: String { words.key }

    /// What is doubtful, for a reviewer. Of a single doubt.
    package var reason: String { words.reason }

    private var words: (key: String, reason: String) {
        switch self {
        case .rejectedRow: ("rejected-row", "A row of this person could not be read")
        case .missingBirthDate: ("missing-birth-date", "Date of birth missing or not a date")
        case .severalBirthDates: ("several-birth-dates", "Rows give different dates of birth")
        case .interleavedSentences: ("interleaved-sentences", "Sentence rows of two counts are interleaved")
        case .repeatedRow: ("repeated-row", "A row was delivered twice")
        case .undatedConviction: ("undated-conviction", "A conviction has no date, or half a date")
        case .unreadableSentence: ("unreadable-sentence", "A sentence cannot be read")
        case .unlistedSuperstrike: ("unlisted-superstrike", "Superstrike section with an unlisted subsection")
        case .unlistedPC290: ("unlisted-pc290", "PC 290 section with an unlisted subsection")
        case .futureDate: ("future-date", "A birth or conviction after the as-of date")
        case .missingCaseNumber: ("missing-case-number", "No case number")
        case .unknownLevel: ("unknown-level", "Neither felony, misdemeanor nor infraction")
        case .damagedText: ("damaged-text", "The text of a row is damaged")
        default: ("several", "Several doubts")
        }
    }
}
