internal import Cases

/// The columns of a schedule that a clerk returns. They are found by name, and most may be left out.
package enum ScheduleColumn: Int, CaseIterable, Sendable {
    case batch, jurisdiction, sequence, caseNumber
    /// What the court did, in words.
    case outcome
    case date, note, reference
    // Or one column for each outcome, to be ticked.
    case granted, denied, struck, noFile, alreadyDone, accepted, rejected

    /// What the column is called where nothing else is.
    package var title: String {
        switch self {
        case .caseNumber: "case_number"
        case .noFile: "no_file"
        case .alreadyDone: "already_done"
        default: "\(self)"
        }
    }

    /// The outcome that is ticked in the column; nil where it says something else.
    var ticked: CaseState? {
        switch self {
        case .granted: .granted
        case .denied: .denied
        case .struck: .struck
        case .noFile: .noFile
        case .alreadyDone: .alreadyDone
        case .accepted: .accepted
        case .rejected: .rejected
        case .batch, .jurisdiction, .sequence, .caseNumber, .outcome, .date, .note, .reference: nil
        }
    }

    private var otherTitles: [String] {
        switch self {
        case .batch: ["packet", "folder"]
        case .jurisdiction: ["office", "agency"]
        case .sequence: ["seq", "seq no", "sequence number"]
        case .caseNumber: ["case", "case no", "case no.", "case #", "docket", "docket number", "court case number"]
        case .outcome: ["result", "court result", "court outcome", "disposition", "ruling", "order", "status"]
        case .date: ["outcome date", "result date", "order date", "date of order", "date ordered", "ruling date"]
        case .note: ["notes", "comment", "comments", "reason", "remark", "remarks", "clerk note"]
        case .reference: ["register", "register number", "court reference", "minute order", "filing id"]
        case .granted: ["grant", "ordered", "order signed"]
        case .denied: ["deny"]
        case .struck: ["stricken", "struck out", "strike", "excluded"]
        case .noFile: ["no file found", "file not found", "not found", "no record", "no record found"]
        case .alreadyDone: ["already dismissed", "already granted", "already sealed", "previously done"]
        case .accepted: ["filed"]
        case .rejected: ["returned", "refused"]
        }
    }

    /// Columns by their names, whatever case, blanks and punctuation.
    static let byTitle: [String: Int] = {
        var columns: [String: Int] = [:]
        for column in allCases {
            for title in [column.title] + column.otherTitles { columns[Aliases.key(title.utf8)] = column.rawValue }
        }
        return columns
    }()
}
