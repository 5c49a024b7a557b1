/// What a court did with a count: a disposition, and the parts of a sentence, of which each is a row.
struct HistorySentence: Sendable {
    /// Columns `DISP_CODE` and `DISP_DESCR`, each with its comma.
    let disposition: [UInt8]
    /// Whether anything was done.
    let isDisposition: Bool
    /// For each part the columns `SENT_LOC_CODE` to `SENT_TIME_DESCR`, each with its comma.
    let parts: [[UInt8]]

    init(_ code: String, _ disposition: String, _ parts: [UInt8]...) {
        self.disposition = HistoryText.cells(code, disposition)
        isDisposition = !disposition.isEmpty
        self.parts = parts
    }

    /// The columns of a row without a sentence.
    static let none: [UInt8] = Array(",,,,,".utf8)

    private typealias Choices = [(HistorySentence, weight: Int)]

    static func draw(_ level: HistoryCharge.Level, random: inout SeededGenerator) -> HistorySentence {
        switch level {
        case .felony: felony.draw(&random)
        case .misdemeanor: misdemeanor.draw(&random)
        case .infraction: infraction
        }
    }

    private static let felony: Weighted<HistorySentence> = {
        var choices: Choices = [
            (HistorySentence("C03", "CONVICTED-PRISON", prison(16, "M")), weight: 12),
            (HistorySentence("C03", "CONVICTED-PRISON", prison(2, "Y"), restitution, prison(8, "M")), weight: 2),
            (HistorySentence("C02", "CONVICTED-PROBATION", probation(36), fine, restitution), weight: 8),
            (HistorySentence("C04", "CONVICTED-JAIL", jail(1, "Y")), weight: 5),
            (HistorySentence("C01", "CONVICTED", jail(364, "D"), fine), weight: 4),
            (
                HistorySentence("C05", "CONVICTED-PROB/JAIL", probation(3, "Y"), jail(6, "M"), fine, restitution),
                weight: 5
            ),
            (HistorySentence("C08", "CONVICTED-CYA", youth), weight: 2),
        ]
        for days in [60, 90, 120, 180, 270, 365] {
            let short = HistorySentence("C05", "CONVICTED-PROB/JAIL", probation(36), jail(days, "D"))
            let long = HistorySentence("C05", "CONVICTED-PROB/JAIL", probation(60), jail(days, "D"), fine)
            choices += [(short, weight: 10), (long, weight: 3)]
        }
        for years in [2, 3, 4, 6] {
            choices.append((HistorySentence("C03", "CONVICTED-PRISON", prison(years, "Y")), weight: 5))
        }
        return Weighted(choices)
    }()

    private static let misdemeanor: Weighted<HistorySentence> = {
        var choices: Choices = [
            (HistorySentence("C06", "CONVICTED-FINE", fine), weight: 14),
            (HistorySentence("C02", "CONVICTED-PROBATION", probation(24), fine), weight: 10),
            (HistorySentence("C02", "CONVICTED-PROBATION", probation(36), fine, suspended(180)), weight: 7),
            (HistorySentence("C04", "CONVICTED-JAIL", jail(30, "D")), weight: 9),
            (HistorySentence("C04", "CONVICTED-JAIL", jail(2, "M")), weight: 3),
            (HistorySentence("C01", "CONVICTED"), weight: 3),
        ]
        for days in [5, 10, 30, 45, 90] {
            for months in [12, 24, 36] {
                let sentence = HistorySentence("C05", "CONVICTED-PROB/JAIL", probation(months), jail(days, "D"))
                choices.append((sentence, weight: 3))
            }
        }
        return Weighted(choices)
    }()

    static let strike = Weighted<HistorySentence>([
        (HistorySentence("C03", "CONVICTED-PRISON", prison(9, "Y")), weight: 4),
        (HistorySentence("C03", "CONVICTED-PRISON", prison(15, "Y"), prison(2, "Y")), weight: 4),
        (HistorySentence("C03", "CONVICTED-PRISON", prison(25, "Y"), prison(1, "L")), weight: 2),
    ])

    private static let infraction = HistorySentence("C06", "CONVICTED-FINE", fine)

    /// Dispositions that are no conviction.
    static let endings = Weighted<HistorySentence>([
        (HistorySentence("D10", "DISMISSED"), weight: 30),
        (HistorySentence("D11", "DISMISSED/FURTHERANCE OF JUSTICE"), weight: 26),
        (HistorySentence("D12", "DISMISSED/LACK OF EVIDENCE"), weight: 12),
        (HistorySentence("D15", "DIVERSION COMPLETED:DISMISSED"), weight: 10),
        (HistorySentence("D20", "ACQUITTED"), weight: 3),
        (HistorySentence("D31", "CONVICTION SET ASIDE:DISMISSED PER 1203.4 PC"), weight: 4),
        (HistorySentence("D40", "PROCEEDINGS SUSPENDED"), weight: 2),
    ])

    /// Ends of an arrest that no court saw.
    static let releases = Weighted<HistorySentence>([
        (HistorySentence("R01", "PROSECUTOR RELEASE:DETENTION ONLY"), weight: 10),
        (HistorySentence("R02", "RELEASED:INSUFFICIENT EVIDENCE"), weight: 12),
        (HistorySentence("R05", "RELEASED TO OTHER JURISDICTION"), weight: 5),
        (HistorySentence("R07", "PROSECUTOR REJECT:LACK OF CORPUS"), weight: 8),
    ])

    static let revoked = HistorySentence("P03", "PROBATION REVOKED", jail(180, "D"))
    static let pending = HistorySentence("", "")

    private static func probation(_ length: Int, _ unit: String = "M") -> [UInt8] {
        part("R", "PROBATION", length, unit)
    }
    private static func jail(_ length: Int, _ unit: String) -> [UInt8] { part("J", "JAIL", length, unit) }
    private static func prison(_ length: Int, _ unit: String) -> [UInt8] { part("P", "PRISON", length, unit) }
    private static func suspended(_ days: Int) -> [UInt8] { part("X", "JAIL SENTENCE SUSPENDED", days, "D") }
    private static let fine = HistoryText.cells("F", "FINE", "", "", "")
    private static let restitution = HistoryText.cells("T", "RESTITUTION", "", "", "")
    private static let youth = HistoryText.cells("Y", "CALIFORNIA YOUTH AUTHORITY", "", "", "")

    private static func part(_ code: String, _ place: String, _ length: Int, _ unit: String) -> [UInt8] {
        let words = ["D": "DAYS", "M": "MONTHS", "Y": "YEARS", "L": "LIFE"][unit] ?? ""
        return HistoryText.cells(code, place, String(length), unit, words)
    }
}
