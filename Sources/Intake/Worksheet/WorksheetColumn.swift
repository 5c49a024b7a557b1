private import Cases

/// The columns of a review worksheet, in the order in which they are written. They are found again by name.
package enum WorksheetColumn: Int, CaseIterable, Sendable {
    case key, jurisdiction, remark
    case person, birthDate, ciiNumber, caseNumbers, court, section, offense, level, convictionDate, sentence
    case determination, reason, facts, doubts, priorRuling
    case decision, ground, relief, referTo, reviewer, barNumber, overrides, note

    /// What stands above the column.
    package var title: String {
        switch self {
        case .birthDate: "birth_date"
        case .ciiNumber: "cii_number"
        case .caseNumbers: "case_numbers"
        case .convictionDate: "conviction_date"
        case .priorRuling: "prior_ruling"
        case .referTo: "refer_to"
        case .barNumber: "bar_number"
        default: "\(self)"
        }
    }

    /// Whether the column says what the screening found, and must come back as it was.
    package var isFact: Bool {
        switch self {
        case .person, .birthDate, .ciiNumber, .caseNumbers, .court, .section, .offense, .level, .convictionDate,
            .sentence, .determination, .reason, .facts:
            true
        default: false
        }
    }

    /// Whether something in the column says that a decision was meant. Who reviews may be filled in beforehand.
    package var isDecision: Bool {
        switch self {
        case .decision, .ground, .relief, .referTo, .overrides, .note: true
        default: false
        }
    }

    /// Other names that people give the columns that they fill in.
    private var otherTitles: [String] {
        switch self {
        case .key: ["row key"]
        case .referTo: ["refer", "referred to"]
        case .reviewer: ["prosecutor", "reviewed by"]
        case .barNumber: ["bar no", "bar", "sbn", "state bar number"]
        case .overrides: ["override"]
        case .note: ["notes", "comment", "comments"]
        default: []
        }
    }

    /// Columns by their names, whatever case, blanks and punctuation.
    static let byTitle: [String: WorksheetColumn] = {
        var columns: [String: WorksheetColumn] = [:]
        for column in allCases {
            for title in [column.title] + column.otherTitles { columns[Aliases.key(title.utf8)] = column }
        }
        return columns
    }()
}
