package import Cases

/// What a person does in the service. The raw value is stored and shown.
package enum Role: String, CaseIterable, Codable, Sendable {
    /// Brings lists in, generates packets, prints them.
    case paralegal
    /// A deputy district attorney: reviews and decides.
    case deputy
    /// A city prosecutor: reviews and decides, but sees the cases of their own jurisdictions only.
    case cityOffice = "city-office"
    /// Of the court: reads packets and records outcomes.
    case clerk
    /// Manages users and templates and reads the audit chain.
    case administrator
}

/// A person who may sign in. Never a person of a case.
package struct User: Hashable, Sendable {
    /// What an administrator says about a user.
    package struct Details: Hashable, Sendable {
        package var fullName: String
        /// State Bar number, digits only; empty for whoever has none.
        package var barNumber: String
        package var role: Role
        /// Ids of jurisdictions, sorted; only for city offices.
        package var jurisdictions: [String]

        package init(fullName: String, barNumber: String = "", role: Role, jurisdictions: [String] = []) {
            self.fullName = fullName
            self.barNumber = barNumber
            self.role = role
            self.jurisdictions = role == .cityOffice ? Set(jurisdictions).sorted() : []
        }
    }

    package let id: Int64
    /// The name to sign in with: `UserName`.
    package let name: String
    package let details: Details
    package let isDisabled: Bool
    /// The password was given by somebody else; nothing can be done before it is changed.
    package let mustChangePassword: Bool
    /// When the account was made, and the password last set: seconds since 1970, UTC.
    package let madeAt: Int64
    package let passwordAt: Int64

    package var role: Role { details.role }

    /// Whether the user may see cases of a jurisdiction.
    package func maySee(_ jurisdiction: String) -> Bool {
        role != .cityOffice || details.jurisdictions.contains(jurisdiction)
    }

    /// Whether the user sees the cases of every jurisdiction.
    package var seesEverything: Bool { role != .cityOffice }

    /// Whom decisions are recorded for; nil for whoever has no bar number.
    package var reviewer: Reviewer? {
        details.barNumber.isEmpty ? nil : Reviewer(name: details.fullName, barNumber: details.barNumber)
    }
}

/// The name that a person signs in with: 2 to 64 of the letters a to z, digits, `.`, `-`, `_` and `@`, beginning with a
/// letter. Capitals are taken for small letters.
package struct UserName: Hashable, Sendable {
    package let text: String

    package init?(_ text: String) {
        let lowered = text.lowercased()
        guard 2...64 ~= lowered.utf8.count, let first = lowered.utf8.first, 97...122 ~= first,
            lowered.utf8.allSatisfy({ 97...122 ~= $0 || 48...57 ~= $0 || ".-_@".utf8.contains($0) })
        else { return nil }
        self.text = lowered
    }
}
