/// The keys of `county.yaml`, `jurisdiction.yaml` and `statute.yaml`, as `Templates/README.md` documents them for clerks.
struct CountyFile: Decodable {
    let name: String
    let courtTitle: String
    let caseNumberShapes: [String]
    let publicDefender: PublicDefenderFile
    let offices: [OfficeFile]
    let courthouses: [CourthouseFile]
}

struct PublicDefenderFile: Decodable {
    let name: String
    let address: [String]
    let telephone: String
}

struct OfficeFile: Decodable {
    let id: String
    let name: String
    let division: String?
    let address: [String]
    let telephone: String
    let email: String?
    let officers: [OfficerFile]
    let deputyTitle: String
}

/// Who heads an office, from a day on.
struct OfficerFile: Decodable {
    let from: String?
    let head: String
    let headTitle: String
}

struct CourthouseFile: Decodable {
    let id: String
    let name: String
    let district: String?
    let address: [String]
    let names: [String]?
    let stateNames: [String]?
    let successor: SuccessorFile?
}

/// The courthouse that took over, from a day on.
struct SuccessorFile: Decodable {
    let id: String
    let from: String?
}

struct JurisdictionFile: Decodable {
    let name: String
    let names: [String]?
    let prosecutesFelonies: Bool?
    let office: String
    let grouping: String
    let masterCaseNumber: String?
    let department: String?
    let hearing: String?
    let courthouse: String
    let routing: [RoutingFile]?
    let courts: [String]?
    let wantsConfidentialSchedule: Bool?
    let delivery: String?
    let print: PrintFile?
}

struct PrintFile: Decodable {
    let sides: Int?
    let pages: Int?
    let papers: [String]?
}

/// The days that the law sets: `statute.yaml`.
struct StatuteFile: Decodable {
    let dates: [StatutoryDateFile]
}

struct StatutoryDateFile: Decodable {
    let id: String
    let date: String
    let what: String
    let citation: String
}

struct RoutingFile: Decodable {
    let pattern: String
    let courthouse: String
}
