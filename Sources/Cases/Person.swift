/// A name as a court file writes it, in parts.
package struct PersonName: Hashable, Sendable {
    package var last: String
    package var first: String
    package var middle: String
    /// `JR`, `SR`, `III` …
    package var suffix: String

    package init(last: String, first: String = "", middle: String = "", suffix: String = "") {
        self.last = last
        self.first = first
        self.middle = middle
        self.suffix = suffix
    }

    /// First to last, as a caption prints it: `MARÍA ELENA OCHOA JR.`.
    package var natural: String {
        var parts: [String] = []
        for part in [first, middle, last] where !part.isEmpty { parts.append(part) }
        if !suffix.isEmpty { parts.append(suffix) }
        return parts.joined(separator: " ")
    }

    /// Last name first, as a schedule sorts it: `OCHOA, MARÍA ELENA`.
    package var indexed: String {
        var text = suffix.isEmpty ? last : "\(last) \(suffix)"
        if !first.isEmpty { text += ", \(first)" }
        if !middle.isEmpty { text += " \(middle)" }
        return text
    }

    /// Last name and first initial, as a public schedule prints it: `OCHOA, M.`.
    package var abbreviated: String { first.isEmpty ? last : "\(last), \(first.prefix(1))." }
}

/// Where a letter reaches a person. The Department of Justice file has no address; an office's own list may.
package struct PostalAddress: Hashable, Sendable {
    package var street: String
    package var city: String
    package var state: String
    package var zip: String

    package init(street: String, city: String, state: String, zip: String) {
        self.street = street
        self.city = city
        self.state = state
        self.zip = zip
    }
}

/// The person convicted, as the batch gives them.
package struct Person: Hashable, Sendable {
    /// The state's or the office's identifier of the person (`SUBJECT_ID`); empty when the batch has none.
    package var identifier: String
    package var name: PersonName
    /// Other names of the person in the court file.
    package var aliases: [String]
    /// Confidential: never in a public document.
    package var birthDate: CalendarDate?
    /// The state's criminal identification number. Confidential (Pen. Code 11105, 11140 to 11144).
    package var ciiNumber: String
    package var address: PostalAddress?
    /// A deceased person's record is cleared like any other, but no letter goes out.
    package var isDeceased: Bool

    package init(
        identifier: String = "",
        name: PersonName,
        aliases: [String] = [],
        birthDate: CalendarDate? = nil,
        ciiNumber: String = "",
        address: PostalAddress? = nil,
        isDeceased: Bool = false
    ) {
        self.identifier = identifier
        self.name = name
        self.aliases = aliases
        self.birthDate = birthDate
        self.ciiNumber = ciiNumber
        self.address = address
        self.isDeceased = isDeceased
    }

    /// What makes two cases one person's.
    package enum Identity: Hashable, Sendable {
        case identifier(String)
        case nameAndBirthDate(PersonName, CalendarDate)
    }

    /// The identifier, else name and birth date. Nil where the batch tells too little: such a person is never taken for
    /// another, because a letter would tell a stranger of convictions.
    package var identity: Identity? {
        if !identifier.isEmpty { return .identifier(identifier) }
        return birthDate.map { .nameAndBirthDate(name, $0) }
    }

    /// Whether two rows of one case can speak of the same person. Identifiers decide where both have one; otherwise
    /// last name and first name must agree, and birth dates where both are given.
    package func isPlausiblySame(as other: Person) -> Bool {
        if !identifier.isEmpty, !other.identifier.isEmpty { return identifier == other.identifier }
        guard name.last == other.name.last, name.first == other.name.first else { return false }
        guard let mine = birthDate, let theirs = other.birthDate else { return true }
        return mine == theirs
    }
}
