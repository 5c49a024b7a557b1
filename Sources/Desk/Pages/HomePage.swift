internal import Docket
internal import Hummingbird
internal import TemplateEngine

/// Where everybody begins: what their role does here.
struct HomePage {
    static let form = PageForm(
        "home",
        [
            .text("name"), .flag("isParalegal"), .flag("isDeputy"), .flag("isCityOffice"), .flag("isClerk"),
            .flag("isAdministrator"), .text("offices", optional: true),
        ])
    static let forms = [form]

    let room: Workroom

    func add(to routes: Routes) {
        let pages = room.pages
        routes.get("/", for: .allRoles) { _, context in
            let user = try context.user
            var fields: PageFields = [
                "name": .text(user.details.fullName),
                "isParalegal": .flag(user.role == .paralegal), "isDeputy": .flag(user.role == .deputy),
                "isCityOffice": .flag(user.role == .cityOffice), "isClerk": .flag(user.role == .clerk),
                "isAdministrator": .flag(user.role == .administrator),
            ]
            if user.role == .cityOffice {
                fields["offices"] = .text(user.details.jurisdictions.joined(separator: ", "))
            }
            return try pages.response(Self.form, fields, title: "Home", context)
        }
    }
}
