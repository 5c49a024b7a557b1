/// A county by the state's number and name.
struct SampleCounty: Sendable {
    /// The name of its court, behind `CASC`.
    let area: [UInt8]
    /// Columns `STP_ORI_CNTY_CODE` and `STP_ORI_CNTY_NAME`, each with its comma.
    let columns: [UInt8]
    /// The two digits of its number.
    let code: [UInt8]
    /// What its case numbers begin with; empty for Los Angeles, whose courts number as `CaseNumbers` says.
    let numberPrefix: [UInt8]

    private init(_ code: String, _ name: String, _ numberPrefix: String) {
        area = Array(name.utf8)
        self.code = Array(code.utf8)
        columns = HistoryText.cells(code, name)
        self.numberPrefix = Array(numberPrefix.utf8)
    }

    static let losAngeles = SampleCounty("19", "LOS ANGELES", "")

    /// Where people of Los Angeles are convicted otherwise.
    static let others = Weighted<SampleCounty>([
        (SampleCounty("36", "SAN BERNARDINO", "FSB"), weight: 30), (SampleCounty("30", "ORANGE", "CF"), weight: 28),
        (SampleCounty("33", "RIVERSIDE", "RIF"), weight: 20), (SampleCounty("37", "SAN DIEGO", "CD"), weight: 12),
        (SampleCounty("56", "VENTURA", "CR"), weight: 9), (SampleCounty("15", "KERN", "BF"), weight: 8),
        (SampleCounty("34", "SACRAMENTO", "F"), weight: 6), (SampleCounty("10", "FRESNO", "M"), weight: 4),
        (SampleCounty("01", "ALAMEDA", "H"), weight: 4), (SampleCounty("43", "SANTA CLARA", "CC"), weight: 3),
    ])
}

/// A kind of step.
struct HistoryStep: Sendable {
    /// `STP_TYPE_CODE` to `STP_ORI_TYPE_DESCR`, each with its comma.
    let columns: [UInt8]
    let isCourt: Bool

    private init(_ code: String, _ words: String, _ agency: String, _ agencyWords: String, isCourt: Bool = false) {
        columns = HistoryText.cells(code, words, agency, agencyWords)
        self.isCourt = isCourt
    }

    static let arrest = HistoryStep("1", "ARREST/DETAINED/CITED", "1", "POLICE/SHERIFF")
    static let court = HistoryStep("3", "COURT ACTION", "4", "COURT", isCourt: true)
    static let custody = HistoryStep("4", "CUSTODY:JAIL", "6", "CORRECTIONAL AGENCY")
    static let probation = HistoryStep("5", "PROBATION", "5", "PROBATION DEPARTMENT")
    static let registration = HistoryStep("7", "REGISTRATION", "1", "POLICE/SHERIFF")
    static let deceased = HistoryStep("8", "DECEASED", "9", "CORONER")
    static let applicant = HistoryStep("9", "APPLICANT", "8", "LICENSING AGENCY")
}

/// Who reported a step.
struct HistoryPlace: Sendable {
    /// `STP_ORI_CODE` and `STP_ORI_DESCR`, each with its comma.
    let agency: [UInt8]
    let county: SampleCounty

    private init(_ code: String, _ name: String, county: SampleCounty = .losAngeles) {
        agency = HistoryText.cells(code, name)
        self.county = county
    }

    /// The police; the agencies are those of `InventedPlaces`.
    static func police(_ county: SampleCounty, random: inout SeededGenerator) -> HistoryPlace {
        HistoryPlace(agency: random.pick(agencies), county: county)
    }

    init(agency: [UInt8], county: SampleCounty) {
        self.agency = agency
        self.county = county
    }

    private static let agencies = InventedPlaces.agencies.enumerated().map { index, name in
        HistoryText.cells("CA01990\(index)", name)
    }

    static let probation = HistoryPlace("CA019800G", "SAMPLE COUNTY PROBATION")
    static let jail = HistoryPlace("CA019801C", "SAMPLE COUNTY JAIL")
    static let licenses = HistoryPlace("CA034900A", "EXAMPLE STATE DEPARTMENT OF LICENSES")
    static let coroner = HistoryPlace("CA019802K", "SAMPLE COUNTY CORONER")
}

/// A court with a case.
struct HistoryCourt: Sendable {
    let area: [UInt8]
    let county: SampleCounty
    let isFelony: Bool
    /// Of the case.
    let number: [UInt8]

    /// The superior court of the area; for misdemeanors before 2000 its municipal court.
    func place(on day: SampleDay) -> HistoryPlace {
        var agency = Array("CA0".utf8) + county.code
        HistoryText.add(area.reduce(0) { ($0 * 7 + Int($1)) % 1_000 }, width: 3, to: &agency)
        agency += isFelony || day.parts.year >= 2000 ? Array("J,CASC ".utf8) : Array("M,CAMC ".utf8)
        return HistoryPlace(agency: agency + area + [UInt8(ascii: ",")], county: county)
    }
}
