import Cases
import Intake

/// What a worksheet says of a conviction: written by the export, and compared by the import with what comes back.
struct WorksheetFacts {
    let person: Person
    let conviction: ScreenedConviction

    /// The cell of a column that is a fact.
    func cell(_ column: WorksheetColumn) -> String {
        switch column {
        case .person: person.name.indexed
        case .birthDate: person.birthDate?.iso ?? ""
        case .ciiNumber: person.ciiNumber
        case .caseNumbers: conviction.caseNumbers.joined(separator: "; ")
        case .court: conviction.court
        case .section: conviction.section.cited
        case .offense: conviction.offense
        case .level: conviction.level.rawValue
        case .convictionDate: conviction.convictionDate?.iso ?? ""
        case .sentence: conviction.sentence.rawValue
        case .determination: conviction.determination.rawValue
        case .reason: conviction.reason
        case .facts: conviction.facts.joined(separator: "; ")
        default: ""
        }
    }

    /// The first fact that is not as it was written; nil if nothing was edited. Columns that were left out say nothing.
    func edited(in row: WorksheetRow) -> WorksheetColumn? {
        WorksheetColumn.allCases.first { column in
            guard column.isFact, let cell = row[column] else { return false }
            return switch column {
            case .birthDate: !CellText.isSame(cell, as: person.birthDate)
            case .convictionDate: !CellText.isSame(cell, as: conviction.convictionDate)
            default: !CellText.isSame(cell, as: self.cell(column))
            }
        }
    }
}
