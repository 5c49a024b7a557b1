internal import Cases

/// Level, sentence and determination in seven bits. The numbers are those of version 1 for ever.
struct Ranks {
    let level: OffenseLevel
    let sentence: SentenceStatus
    let determination: Determination

    /// The eighth bit, for a date that follows or not.
    static let datedBit: UInt8 = 0x80

    init(level: OffenseLevel, sentence: SentenceStatus, determination: Determination) {
        self.level = level
        self.sentence = sentence
        self.determination = determination
    }

    var byte: UInt8 {
        let level: UInt8 =
            switch level {
            case .felony: 0
            case .misdemeanor: 1
            case .infraction: 2
            }
        let sentence: UInt8 =
            switch sentence {
            case .completed: 0
            case .serving: 1
            case .unknown: 2
            }
        let determination: UInt8 =
            switch determination {
            case .dismissal: 0
            case .reduction: 1
            case .notEligible: 2
            case .maybeEligible: 3
            case .handReview: 4
            case .cityReview: 5
            case .missing: 6
            }
        return level | sentence << 2 | determination << 4
    }

    init?(byte: UInt8) {
        switch byte & 3 {
        case 0: level = .felony
        case 1: level = .misdemeanor
        case 2: level = .infraction
        default: return nil
        }
        switch byte >> 2 & 3 {
        case 0: sentence = .completed
        case 1: sentence = .serving
        case 2: sentence = .unknown
        default: return nil
        }
        switch byte >> 4 {
        case 0: determination = .dismissal
        case 1: determination = .reduction
        case 2: determination = .notEligible
        case 3: determination = .maybeEligible
        case 4: determination = .handReview
        case 5: determination = .cityReview
        case 6: determination = .missing
        default: return nil
        }
    }
}
