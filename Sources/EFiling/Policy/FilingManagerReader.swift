import Filings

/// Reads what a policy says of the court's e-filing manager.
struct FilingManagerReader {
    private let fields: YAMLFields

    private static let keys = [
        "content", "components", "account", "feeReason", "feeText", "caseType", "filerType", "roles", "tracking",
    ]

    init(_ node: YAMLNode) throws(PackError) { fields = try node.fields("a manager", Self.keys) }

    func manager() throws(PackError) -> FilingManager {
        let names = CourtPolicy.Role.allCases.map(\.rawValue)
        let components = try fields.required("components").fields("components", names)
        var byRole: [CourtPolicy.Role: String] = [:]
        for role in CourtPolicy.Role.allCases {
            byRole[role] = try CourtPolicyReader.notBlank(try components.required(role.rawValue))
        }
        let roles = try fields.required("roles").fields("roles", ["people", "attorney", "defendant"])
        return FilingManager(
            content: try fields.required("content").choice(
                "content", of: FilingManager.Content.allCases.map { ($0.rawValue, $0) }),
            components: byRole, account: try CourtPolicyReader.notBlank(try fields.required("account")),
            feeReason: try optional("feeReason"), feeText: try optional("feeText"), caseType: try optional("caseType"),
            filerType: try optional("filerType"),
            peopleRole: try CourtPolicyReader.notBlank(try roles.required("people")),
            attorneyRole: try CourtPolicyReader.notBlank(try roles.required("attorney")),
            defendantRole: try CourtPolicyReader.notBlank(try roles.required("defendant")),
            tracksByNumber: try fields.required("tracking").choice("tracking", of: [("number", true), ("none", false)]))
    }

    private func optional(_ key: String) throws(PackError) -> String {
        try fields[key].map { node throws(PackError) in try CourtPolicyReader.notBlank(node) } ?? ""
    }
}
