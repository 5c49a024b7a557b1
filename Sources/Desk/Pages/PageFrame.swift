internal import Docket
internal import Hummingbird
internal import TemplateEngine

/// What every page has around its own content: title, who is signed in, the way around, and what came of the last form.
enum PageFrame {
    static let fields: [Field] = [
        .text("title"),
        .record("visitor", Schema("visitor", [.text("name"), .text("role")]), optional: true),
        .list("navigation", Schema("navigation", [.text("path", optional: true), .text("label"), .flag("isCurrent")])),
        .text("formToken", optional: true),
        .text("notice", optional: true),
        .text("problem", optional: true),
    ]

    /// A place that the navigation leads to, and for whom.
    struct Place: Sendable {
        let href: String
        let label: String
        let roles: Set<Role>
    }

    /// In the order in which they stand; each is a route that answers these roles.
    static let places: [Place] = [
        Place(href: "/", label: "Home", roles: Set(Role.allCases)),
        Place(href: "/uploads", label: "Files", roles: [.paralegal, .deputy, .administrator]),
        Place(href: "/screenings", label: "Screenings", roles: [.paralegal, .deputy, .administrator]),
        Place(href: "/reviews", label: "Review", roles: [.deputy, .cityOffice]),
        Place(href: "/batches", label: "Packets", roles: Set(Role.allCases)),
        Place(href: "/outcomes", label: "Outcomes", roles: [.paralegal, .deputy, .cityOffice, .clerk]),
        Place(href: "/jobs", label: "Jobs", roles: [.paralegal, .deputy, .administrator]),
        Place(href: "/users", label: "Users", roles: [.administrator]),
        Place(href: "/templates", label: "Templates", roles: [.administrator]),
        Place(href: "/audit", label: "Audit chain", roles: [.administrator]),
        Place(href: "/account", label: "Account", roles: Set(Role.allCases)),
    ]

    static func values(title: String, notice: String?, problem: String?, _ context: DeskContext) -> PageFields {
        var fields: PageFields = ["title": .text(title)]
        fields["notice"] = notice.map { .text($0) }
        fields["problem"] = problem.map { .text($0) }
        fields["formToken"] = context.session.map { .text($0.formToken) }
        guard let user = context.visitor?.user else { return fields }
        fields["visitor"] = .group(["name": .text(user.details.fullName), "role": .text(user.role.words)])
        let places = user.mustChangePassword ? places.filter { $0.href == "/account" } : places
        let current = context.endpointPath
        fields["navigation"] = .rows(
            places.filter { $0.roles.contains(user.role) }.map {
                let isCurrent = $0.href == current || $0.href != "/" && current?.hasPrefix($0.href) == true
                return [
                    "path": .text(String($0.href.dropFirst())), "label": .text($0.label), "isCurrent": .flag(isCurrent),
                ]
            })
        return fields
    }
}

extension Role {
    /// As pages call it.
    var words: String {
        switch self {
        case .paralegal: "Paralegal"
        case .deputy: "Reviewing deputy"
        case .cityOffice: "City office"
        case .clerk: "Court clerk"
        case .administrator: "Administrator"
        }
    }
}
