/// A courthouse where criminal cases are heard, or were.
package struct Courthouse: Hashable, Sendable {
    /// Short name used in packs, file names and keys: `foltz`.
    package let id: String
    package let name: String
    /// As printed in captions and letters, one line each.
    package let address: [String]
    /// The court's district as a caption names it: `CENTRAL DISTRICT`.
    package let district: String
    /// The courthouse that took over its criminal cases; nil while it hears them itself.
    package let successor: String?
    /// Other names by which batches call it.
    package let names: [String]
    /// Names by which the state's criminal-history file calls a court that sits or sat there (`STP_ORI_DESCR`).
    package let stateNames: [String]

    package init(
        id: String,
        name: String,
        address: [String],
        district: String,
        successor: String? = nil,
        names: [String] = [],
        stateNames: [String] = []
    ) {
        self.id = id
        self.name = name
        self.address = address
        self.district = district
        self.successor = successor
        self.names = names
        self.stateNames = stateNames
    }
}

/// An office that prosecutes for one jurisdiction or several (Redondo Beach's also serves Hermosa Beach).
package struct Office: Hashable, Sendable {
    package let id: String
    /// `Office of the Los Angeles City Attorney`
    package let name: String
    /// The unit that signs; may be empty.
    package let division: String
    package let address: [String]
    package let telephone: String
    package let email: String
    /// The head of the office on the as-of date, and the title: `District Attorney of Los Angeles County`.
    package let head: String
    package let headTitle: String
    /// The title of the deputy who signs: `Deputy District Attorney`.
    package let deputyTitle: String

    package init(
        id: String,
        name: String,
        division: String,
        address: [String],
        telephone: String,
        email: String,
        head: String,
        headTitle: String,
        deputyTitle: String
    ) {
        self.id = id
        self.name = name
        self.division = division
        self.address = address
        self.telephone = telephone
        self.email = email
        self.head = head
        self.headTitle = headTitle
        self.deputyTitle = deputyTitle
    }
}

/// How a jurisdiction's cases are put before the court.
package enum Grouping: String, CaseIterable, Sendable {
    /// One omnibus motion for all cases, as Los Angeles filed in February 2020.
    case jurisdiction
    /// One omnibus motion for each courthouse.
    case courthouse
    /// A motion and an order in every case, no omnibus motion.
    case perCase = "case"
}

/// A rule that sends case numbers of a shape to a courthouse.
package struct CourthouseRule: Hashable, Sendable {
    /// `#` stands for a digit, `@` for a letter, anything else for itself; matched from the start of the number.
    package let pattern: String
    package let courthouse: String

    package init(pattern: String, courthouse: String) {
        self.pattern = pattern
        self.courthouse = courthouse
    }
}

/// The county, or a city with a prosecutor of its own.
package struct Jurisdiction: Hashable, Sendable {
    /// Folder and key: `district-attorney`, `long-beach`.
    package let id: String
    /// `County of Los Angeles`, `City of Long Beach`.
    package let name: String
    /// Other names by which batches call it.
    package let names: [String]
    /// Whether it prosecutes felonies; exactly one jurisdiction of a county does.
    package let prosecutesFelonies: Bool
    package let office: Office
    package let grouping: Grouping
    /// The number of the omnibus matter, once the clerk has given one; may be empty.
    package let masterCaseNumber: String
    /// Department and hearing, once set; may be empty.
    package let department: String
    package let hearing: String
    /// Where the omnibus motion is heard, and cases whose courthouse nothing else tells.
    package let courthouse: String
    /// Read in order; the first that matches decides.
    package let rules: [CourthouseRule]
    /// Courts, as the state's file names them, whose misdemeanors and infractions are this jurisdiction's.
    package let courts: [String]
    /// Whether the packet carries the twin with identifiers for the clerk and the Department of Justice.
    package let wantsConfidentialSchedule: Bool
    package let delivery: Delivery
    package let print: PrintSetup

    package init(
        id: String,
        name: String,
        names: [String],
        prosecutesFelonies: Bool,
        office: Office,
        grouping: Grouping,
        masterCaseNumber: String,
        department: String,
        hearing: String,
        courthouse: String,
        rules: [CourthouseRule],
        courts: [String] = [],
        wantsConfidentialSchedule: Bool,
        delivery: Delivery = .paper,
        print: PrintSetup = PrintSetup()
    ) {
        self.id = id
        self.name = name
        self.names = names
        self.prosecutesFelonies = prosecutesFelonies
        self.office = office
        self.grouping = grouping
        self.masterCaseNumber = masterCaseNumber
        self.department = department
        self.hearing = hearing
        self.courthouse = courthouse
        self.rules = rules
        self.courts = courts
        self.wantsConfidentialSchedule = wantsConfidentialSchedule
        self.delivery = delivery
        self.print = print
    }
}

/// The county on the as-of date: its court, courthouses and jurisdictions, as the template folder describes them.
package struct County: Hashable, Sendable {
    /// `Los Angeles`
    package let name: String
    /// `SUPERIOR COURT OF THE STATE OF CALIFORNIA`
    package let courtTitle: String
    /// In the order of the pack; the one that prosecutes felonies first.
    package let jurisdictions: [Jurisdiction]
    package let courthouses: [Courthouse]
    /// Known shapes of case numbers (`#` a digit, `@` a letter), for warnings only.
    package let caseNumberShapes: [String]
    package let publicDefender: PublicDefender

    package init(
        name: String,
        courtTitle: String,
        jurisdictions: [Jurisdiction],
        courthouses: [Courthouse],
        caseNumberShapes: [String],
        publicDefender: PublicDefender
    ) {
        self.name = name
        self.courtTitle = courtTitle
        self.jurisdictions = jurisdictions
        self.courthouses = courthouses
        self.caseNumberShapes = caseNumberShapes
        self.publicDefender = publicDefender
    }

    package func jurisdiction(_ id: String) -> Jurisdiction? { jurisdictions.first { $0.id == id } }

    package func courthouse(_ id: String) -> Courthouse? { courthouses.first { $0.id == id } }
}

/// Whom people are told to ask, and whom motions are served on.
package struct PublicDefender: Hashable, Sendable {
    package let name: String
    package let address: [String]
    package let telephone: String

    package init(name: String, address: [String], telephone: String) {
        self.name = name
        self.address = address
        self.telephone = telephone
    }
}
