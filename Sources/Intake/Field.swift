/// What a batch can say of a case and its counts. The raw value is the order in which fields are listed and written.
package enum Field: Int, CaseIterable, Sendable {
    // Of the case and its defendant.
    case caseNumber, name, lastName, firstName, middleName, suffix, aka, birthDate, ciiNumber, personID
    case street, city, state, zip, deceased, jurisdiction, courthouse
    // Of one count.
    case count, section, offense, level, convictionDate, arrestDate, arrestingAgency, sentenceStatus, determination

    /// The one name in CSV headers, JSON keys and XML elements.
    package var name: String {
        switch self {
        case .caseNumber: "case_number"
        case .name: "name"
        case .lastName: "last_name"
        case .firstName: "first_name"
        case .middleName: "middle_name"
        case .suffix: "suffix"
        case .aka: "aka"
        case .birthDate: "birth_date"
        case .ciiNumber: "cii_number"
        case .personID: "person_id"
        case .street: "street"
        case .city: "city"
        case .state: "state"
        case .zip: "zip"
        case .deceased: "deceased"
        case .jurisdiction: "jurisdiction"
        case .courthouse: "courthouse"
        case .count: "count"
        case .section: "section"
        case .offense: "offense"
        case .level: "level"
        case .convictionDate: "conviction_date"
        case .arrestDate: "arrest_date"
        case .arrestingAgency: "arresting_agency"
        case .sentenceStatus: "sentence_status"
        case .determination: "determination"
        }
    }

    /// Whether the field belongs to one count, not to the case.
    package var isOfCount: Bool { rawValue >= Field.count.rawValue }

    static let total = allCases.count
}

/// What people need to know to fill a field.
package struct FieldDescription: Sendable {
    package enum Need: Hashable, Sendable {
        case required
        /// Required in a batch that does not have the other field.
        case requiredUnless(Field)
        case optional
    }

    package let field: Field
    package let meaning: String
    package let need: Need
    /// Unicode characters; a longer value stops its row.
    package let maxLength: Int
    /// Whether the value may never appear in a public document.
    package let isConfidential: Bool
    /// How values may be written; empty for free text.
    package let forms: [String]
    /// Other column names that are understood without an alias file, whatever their case, blanks and punctuation.
    package let aliases: [String]

    init(
        _ field: Field,
        _ meaning: String,
        _ need: Need = .optional,
        max maxLength: Int,
        confidential: Bool = false,
        forms: [String] = [],
        aliases: [String] = []
    ) {
        self.field = field
        self.meaning = meaning
        self.need = need
        self.maxLength = maxLength
        isConfidential = confidential
        self.forms = forms
        self.aliases = aliases
    }
}
