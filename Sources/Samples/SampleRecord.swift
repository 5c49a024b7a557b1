/// The fields of a case, in the order in which all formats write them.
enum CaseColumn: Int, CaseIterable, Sendable {
    case caseNumber, lastName, firstName, middleName, suffix, aka, birthDate, ciiNumber, personID
    case street, city, state, zip, deceased, jurisdiction, courthouse

    /// The documented names, as headers, keys and element names.
    static let names = [
        "case_number", "last_name", "first_name", "middle_name", "suffix", "aka", "birth_date", "cii_number",
        "person_id", "street", "city", "state", "zip", "deceased", "jurisdiction", "courthouse",
    ]
}

/// The fields of a count, in the order in which all formats write them.
enum CountColumn: Int, CaseIterable, Sendable {
    case count, section, offense, level, convictionDate, arrestDate, arrestingAgency, sentenceStatus, determination

    static let names = [
        "count", "section", "offense", "level", "conviction_date", "arrest_date", "arresting_agency",
        "sentence_status", "determination",
    ]
}

/// One count of a sample: its values as they are written; empty where the batch has none.
struct SampleCount: Sendable {
    private(set) var values = [String](repeating: "", count: CountColumn.allCases.count)

    subscript(column: CountColumn) -> String {
        get { values[column.rawValue] }
        set { values[column.rawValue] = newValue }
    }
}

/// One case of a sample with its counts, as all formats carry it: a row for each count in CSV, one record elsewhere.
struct SampleRecord: Sendable {
    private(set) var values = [String](repeating: "", count: CaseColumn.allCases.count)
    var counts: [SampleCount] = []
    /// Damage to the written form, which only the writers can do.
    var damage: Damage?

    subscript(column: CaseColumn) -> String {
        get { values[column.rawValue] }
        set { values[column.rawValue] = newValue }
    }

    /// Damage to the form of a row or record, as broken exports show it. Formats that have no such row (JSON Lines
    /// has no quotation marks to leave open) break their record in their own way.
    enum Damage: CaseIterable, Sendable {
        case shortRow, longRow, strayQuote, unclosedQuote
    }
}
