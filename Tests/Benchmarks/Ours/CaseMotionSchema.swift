import TemplateEngine

/// What the templates of one case may use.
enum CaseMotionSchema {
    static let counts = Schema(
        "counts",
        [
            .text("number", optional: true), .text("section"), .text("offense", optional: true), .text("level"),
            .text("newLevel"), .text("convictionDate"), .text("convictionDateISO"), .text("arrestDate", optional: true),
            .text("arrestingAgency", optional: true), .text("code"), .flag("isDismiss"), .flag("isRedesignate"),
            .flag("isRecall"), .flag("isFormer"), .flag("isLast"),
        ]
    )

    static let motion = Schema(
        "case-motion",
        [
            .flag("draft"), .text("asOf"), .text("asOfISO"), .text("program"),
            .record("county", Schema("county", [.text("name"), .text("courtTitle")])),
            .record("courthouse", Schema("courthouse", [.text("name"), .text("district"), .list("address", line)])),
            .record("jurisdiction", Schema("jurisdiction", [.text("id"), .text("name"), .flag("isCounty")])),
            .record("office", office),
            .record("attorney", Schema("attorney", [.text("name"), .text("barNumber")])),
            .record("matter", matter),
            .record("publicDefender", publicDefender),
            .record("batch", Schema("batch", [.text("name"), .text("listDigest", optional: true)])),
            .record("case", oneCase),
        ]
    )

    private static let line = Schema("line", [.text("line")])

    private static let office = Schema(
        "office",
        [
            .text("name"), .text("division", optional: true), .list("address", line), .text("telephone"),
            .text("email", optional: true), .text("head"), .text("headTitle"),
            .text("deputyTitle"),
        ]
    )

    private static let matter = Schema(
        "matter",
        [.text("number", optional: true), .text("department", optional: true), .text("hearing", optional: true)]
    )

    private static let publicDefender = Schema(
        "publicDefender",
        [.text("name"), .list("address", line), .text("telephone")]
    )

    private static let oneCase = Schema(
        "case",
        [
            .text("number"), .text("sequence"), .text("defendant"), .flag("hasAkas"),
            .list("akas", Schema("akas", [.text("name"), .flag("isLast")])), .flag("hasDismiss"),
            .flag("hasRedesignate"), .flag("hasRecall"), .flag("hasOneCount"), .text("countTotal"),
            .list("counts", counts),
        ]
    )
}
