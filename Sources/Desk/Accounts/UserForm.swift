internal import Cases
internal import Docket
internal import TemplateEngine

/// What an administrator types about a user.
struct UserForm: Sendable {
    static let fields: [Field] = [
        .text("name", optional: true), .text("fullName", optional: true), .text("barNumber", optional: true),
        .list("roles", Schema("role", [.text("value"), .text("label"), .flag("isChosen")])),
        .list("offices", Schema("office", [.text("value"), .text("label"), .flag("isChosen")])),
    ]
    /// What the page of a user who is there shows besides.
    static let stateFields: [Field] = [
        .text("id"), .text("madeAt"), .text("passwordAt"), .flag("isDisabled"), .flag("mustChange"),
    ]

    var name = ""
    var fullName = ""
    var barNumber = ""
    var role: Role?
    var jurisdictions: [String] = []

    init() {}

    init(_ form: Form) {
        name = form.text("name")
        fullName = form.text("full-name")
        barNumber = form.text("bar-number")
        role = Role(rawValue: form.text("role"))
        jurisdictions = form.all("office")
    }

    init(_ user: User) {
        name = user.name
        fullName = user.details.fullName
        barNumber = user.details.barNumber
        role = user.role
        jurisdictions = user.details.jurisdictions
    }

    /// nil without a role.
    var details: User.Details? {
        role.map {
            User.Details(fullName: fullName, barNumber: barNumber, role: $0, jurisdictions: jurisdictions)
        }
    }

    /// What is wrong with it; nil if nothing is.
    func problem(known: [Jurisdiction]) -> String? {
        if !(1...100 ~= fullName.count) { return "Give the full name, at most 100 characters." }
        if !barNumber.isEmpty, Reviewer("\(fullName), \(barNumber)")?.barNumber != barNumber {
            return "A State Bar number has four to six digits."
        }
        if role == .deputy, barNumber.isEmpty { return "A reviewing deputy needs a State Bar number." }
        if role == .cityOffice, jurisdictions.isEmpty { return "Choose the jurisdictions of the city office." }
        let ids = Set(known.map(\.id))
        return jurisdictions.allSatisfy(ids.contains) ? nil : "There is no such jurisdiction."
    }

    func fields(_ known: [Jurisdiction]) -> PageFields {
        [
            "name": .text(name), "fullName": .text(fullName), "barNumber": .text(barNumber),
            "roles": .rows(
                Role.allCases.map {
                    ["value": .text($0.rawValue), "label": .text($0.words), "isChosen": .flag($0 == role)]
                }),
            "offices": .rows(
                known.map {
                    [
                        "value": .text($0.id), "label": .text($0.name),
                        "isChosen": .flag(jurisdictions.contains($0.id)),
                    ]
                }),
        ]
    }

    static func state(of user: User) -> PageFields {
        [
            "id": .number(user.id), "madeAt": .text(PageTime.text(user.madeAt)),
            "passwordAt": .text(PageTime.text(user.passwordAt)), "isDisabled": .flag(user.isDisabled),
            "mustChange": .flag(user.mustChangePassword),
        ]
    }
}
