/// What is wrong, or doubtful, with something in a batch. The raw value is what people and scripts see.
package enum ProblemCode: String, CaseIterable, Sendable {
    // The file and its rows.
    case shortRow = "short-row"
    case longRow = "long-row"
    case unclosedQuote = "unclosed-quote"
    case strayQuote = "stray-quote"
    case truncated = "truncated-file"
    case lineTooLong = "line-too-long"
    case badEncoding = "bad-encoding"
    case badJSON = "bad-json"
    case badXML = "bad-xml"
    case controlCharacter = "control-character"
    case fieldTooLong = "field-too-long"
    case missingSubject = "missing-subject"
    case badCountOrder = "bad-count-order"
    case repeatedFile = "repeated-file"
    case repeatedHeader = "repeated-header"

    // The values.
    case missingCaseNumber = "missing-case-number"
    case severalCaseNumbers = "several-case-numbers"
    case missingName = "missing-name"
    case missingSection = "missing-section"
    case unknownSection = "unknown-section"
    case missingDate = "missing-date"
    case impossibleDate = "impossible-date"
    case futureDate = "future-date"
    case unknownLevel = "unknown-level"
    case unknownSentence = "unknown-sentence-status"
    case unknownDetermination = "unknown-determination"

    // The case.
    case missingJurisdiction = "missing-jurisdiction"
    case unknownJurisdiction = "unknown-jurisdiction"
    case levelOfJurisdiction = "level-of-jurisdiction"
    case unknownCourthouse = "unknown-courthouse"
    case duplicateCount = "duplicate-count"
    case twoPeople = "two-people-on-one-case"
    case notEligible = "not-eligible"
    case handReview = "hand-review"
    case cityReview = "city-review"
    case afterProposition64 = "after-proposition-64"
    case alreadyFiled = "already-filed"
    case notSelected = "not-selected"
    case missingValue = "missing-value"
    case unprintableCharacter = "unprintable-character"

    // The review.
    case notReviewed = "not-reviewed"
    case heldInReview = "held-in-review"
    case referred
    case rulingOutdated = "ruling-outdated"
    case reliefNotNamed = "relief-not-named"
    case challenged
    case alreadyChallenged = "already-challenged"
    case challengedAfterFiling = "challenged-after-filing"
    case conflictingRulings = "conflicting-rulings"

    // A row of a review worksheet.
    case unknownRow = "unknown-row"
    case unknownScreening = "unknown-screening"
    case editedFact = "edited-fact"
    case findingChanged = "finding-changed"
    case otherOffice = "other-office"
    case notReferred = "not-referred"
    case missingDecision = "missing-decision"
    case unknownDecision = "unknown-decision"
    case contradictoryDecision = "contradictory-decision"
    case repeatedDecision = "repeated-decision"
    case missingGround = "missing-ground"
    case unknownGround = "unknown-ground"
    case groundNotAllowed = "ground-not-allowed"
    case unknownRelief = "unknown-relief"
    case reliefNotAllowed = "relief-not-allowed"
    case missingReferral = "missing-referral"
    case unknownReferral = "unknown-referral"
    case missingReviewer = "missing-reviewer"
    case unknownOverride = "unknown-override"

    // What comes back from a court.
    case unreadableAnswer = "unreadable-answer"
    case notAnAnswer = "not-an-answer"
    case courtFault = "court-fault"
    case testAnswer = "test-answer"
    case unknownMessage = "unknown-message"
    case missingMessage = "missing-message"
    case sendAgain = "send-again"
    case unknownStatus = "unknown-status"
    case unknownDocument = "unknown-document"
    case missingTime = "missing-time"
    case unknownBatch = "unknown-batch"
    case unknownCase = "unknown-case"
    case otherCase = "other-case"
    case ambiguousCase = "ambiguous-case"
    case unknownOutcome = "unknown-outcome"
    case severalOutcomes = "several-outcomes"
    case differentOutcomes = "different-outcomes"
    case missingOutcomeDate = "missing-outcome-date"
    case futureAnswer = "future-answer"

    // Doubts that do not stop a row.
    case caseNumberShape = "case-number-shape"
    case formerSection = "former-section"
    case successorCourthouse = "successor-courthouse"
    case unknownDeceased = "unknown-deceased-mark"
    case sentenceAssumedCompleted = "sentence-assumed-completed"
    case encodingAssumed = "encoding-assumed"
    case unusedColumn = "unused-column"
    case repeatedRow = "repeated-row"
    case undatedConviction = "undated-conviction"
    case unreadableSentence = "unreadable-sentence"
    case challengeWithdrawn = "challenge-withdrawn"
    case courtNotKnown = "court-not-known"
    case recallInstead = "recall-instead"
    case challengeLate = "challenge-late"
    case olderWorksheet = "older-worksheet"
    case missingReason = "missing-reason"
    case statusesDiffer = "statuses-differ"
    case documentsDiffer = "documents-differ"
    case notDocketed = "not-docketed"
    case unpairedNumber = "unpaired-number"
    case contradictoryAnswers = "contradictory-answers"
    case notAsSchema = "not-as-schema"
    case caseNumbersDiffer = "case-numbers-differ"
    case partlyTicked = "partly-ticked"

    /// Doubts are listed in `warnings.csv`, and the row goes on; everything else stops its row.
    package var isWarning: Bool {
        switch self {
        case .caseNumberShape, .formerSection, .successorCourthouse, .unknownDeceased, .sentenceAssumedCompleted,
            .encodingAssumed, .unusedColumn, .repeatedRow, .undatedConviction, .unreadableSentence,
            .challengeWithdrawn, .courtNotKnown, .recallInstead, .challengeLate, .olderWorksheet,
            .missingReason, .statusesDiffer, .documentsDiffer, .notDocketed, .unpairedNumber, .contradictoryAnswers,
            .notAsSchema, .caseNumbersDiffer, .partlyTicked:
            true
        default: false
        }
    }

    /// Where a row that is stopped by this code stands in the reconciliation.
    package var outcome: Outcome {
        switch self {
        case .handReview: .held
        case .twoPeople, .missingValue, .unprintableCharacter: .held
        case .notReviewed, .heldInReview, .rulingOutdated, .reliefNotNamed: .held
        case .challengedAfterFiling, .conflictingRulings: .held
        case .cityReview, .referred: .referred
        case .notEligible, .afterProposition64: .notEligible
        case .challenged: .challenged
        case .alreadyFiled, .alreadyChallenged: .alreadyFiled
        case .notSelected: .notSelected
        default: .rejected
        }
    }
}

/// Where every input row ends, exactly once. The order is that of the reconciliation table.
package enum Outcome: String, CaseIterable, Sendable {
    case filed
    case held
    case referred
    case notEligible = "not-eligible"
    case challenged
    case rejected
    case alreadyFiled = "already-filed"
    case notSelected = "not-selected"
}

/// Something wrong or doubtful at a place of the batch. Holds no value of a person, only where to look.
package struct Problem: Hashable, Sendable {
    package let code: ProblemCode
    package let place: RowPlace
    /// The column as the file itself names it; empty where the row as a whole is meant.
    package let column: String
    /// What is special about this occurrence, without personal data: `expected 22 columns, found 20`.
    package let detail: String

    package init(_ code: ProblemCode, at place: RowPlace, column: String = "", detail: String = "") {
        self.code = code
        self.place = place
        self.column = column
        self.detail = detail
    }
}
