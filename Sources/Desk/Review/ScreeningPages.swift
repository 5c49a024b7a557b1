internal import Cases
internal import Casework
internal import Docket
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import TemplateEngine

/// The pages of screenings for the paralegal: what was screened, and what can be made of it.
struct ScreeningPages: Sendable {
    static let list = PageForm(
        "screenings",
        [
            .list(
                "screenings",
                Schema(
                    "screening",
                    [
                        .text("id"), .text("short"), .text("asOf"), .text("county"), .text("rules"), .text("people"),
                        .text("convictions"), .text("madeAt"),
                    ])),
            .flag("isEmpty"),
        ])
    static let one = PageForm(
        "screening",
        [
            .text("id"), .text("short"), .text("asOf"), .text("county"), .text("rules"), .text("people"),
            .text("convictions"), .text("madeAt"), .flag("mayFile"), .flag("hasReport"),
        ])
    static let forms = [list, one]

    let room: Workroom
    let place: OfficePlace
    let orders: OrderDesk

    func add(to routes: Routes) {
        routes.get("/screenings", for: OrderDesk.office) { _, context in
            let screenings = try await room.reading { try $0.screenings() }
            return try room.pages.response(
                Self.list,
                ["screenings": .rows(screenings.reversed().map(Self.row)), "isEmpty": .flag(screenings.isEmpty)],
                title: "Screenings", context)
        }
        routes.get("/screenings/{screening}", for: OrderDesk.office) { _, context in
            let screening = try await room.screening(context)
            let report = place.batch(OfficePlace.report(of: screening.description.identity))
            let hasReport = FileManager.default.fileExists(atPath: "\(report)/report.html")
            return try room.pages.response(
                Self.one,
                Self.row(screening).merging(
                    ["mayFile": .flag(try context.user.role == .deputy), "hasReport": .flag(hasReport)]) { $1 },
                title: "Screening of \(screening.description.asOf.iso)", context)
        }
        routes.form("/screenings/{screening}/packets", for: OrderDesk.office) { form, _, context in
            let screening = try await room.screening(context)
            let asked = BatchOrder(
                screening: screening.description.identity, mode: form.choice("mode"), print: form.choice("print"))
            let reviewer = try asked.reviewer(context.user)
            return .leading(
                to: try await orders.submit([], by: context.user.name) { .generate(try asked.order($0, reviewer)) })
        }
        routes.form("/screenings/{screening}/report", for: OrderDesk.office) { _, _, context in
            let identity = try await room.screening(context).description.identity
            return .leading(
                to: try await orders.submit([], by: context.user.name) { _ in .report(screening: identity) })
        }
    }

    private static func row(_ screening: Screening) -> PageFields {
        let description = screening.description
        return [
            "id": .text(description.identity), "short": .text(String(description.identity.prefix(8))),
            "asOf": .text(description.asOf.iso), "county": .text(description.county), "rules": .text(description.rules),
            "people": .text(PageText.count(screening.people)),
            "convictions": .text(PageText.count(screening.convictions)),
            "madeAt": .text(PageTime.text(screening.screenedAt)),
        ]
    }
}
