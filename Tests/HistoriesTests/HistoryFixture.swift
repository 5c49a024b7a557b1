import Cases
import FoundationEssentials
import Glibc
import Histories
import Synchronization

/// A history file that a test makes, row by row. Everybody in it is invented.
struct HistoryFixture {
    static let columns = [
        "RECORD_ID", "SUBJECT_STATUS", "SUBJECT_ID", "REQ_SEG_SEP", "REQ_CII_NUMBER", "REQ_NAME", "REQ_GENDER",
        "REQ_DOB", "REQ_CDL", "REQ_SSN", "PII_SEG_SEP", "CII_NUMBER", "PRI_NAME", "GENDER", "PRI_DOB", "PRI_SSN",
        "PRI_CDL", "PRI_IDN", "PRI_INN", "FBI_NUMBER", "PDR_SEG_SEP", "RACE_CODE", "RACE_DESCR", "EYE_COLOR_CODE",
        "EYE_COLOR_DESCR", "HAIR_COLOR_CODE", "HAIR_COLOR_DESCR", "HEIGHT", "WEIGHT", "SINGLE_SOURCE",
        "MULTI_SOURCE", "POB_CODE", "POB_NAME", "POB_TYPE", "CITIZENSHIP_LIST", "CYC_SEG_SEP", "CYC_ORDER",
        "CYC_DATE", "STP_SEG_SEP", "STP_ORDER", "STP_EVENT_DATE", "STP_TYPE_CODE", "STP_TYPE_DESCR", "STP_ORI_TYPE",
        "STP_ORI_TYPE_DESCR", "STP_ORI_CODE", "STP_ORI_DESCR", "STP_ORI_CNTY_CODE", "STP_ORI_CNTY_NAME",
        "CNT_SEG_SEP", "CNT_ORDER", "DISP_DATE", "OFN", "OFFENSE_CODE", "OFFENSE_DESCR", "OFFENSE_TOC",
        "OFFENSE_QUAL_LST", "DISP_OFFENSE_CODE", "DISP_OFFENSE_DESCR", "DISP_OFFENSE_TOC", "DISP_OFFENSE_QUAL_LST",
        "CONV_OFFENSE_ORDER", "CONV_OFFENSE_CODE", "CONV_OFFENSE_DESCR", "CONV_OFFENSE_TOC",
        "CONV_OFFENSE_QUAL_LST", "FE_NUM_ORDER", "FE_NUM_ARR_AGY", "FE_NUM_BNCH_WARR", "FE_NUM_CITE",
        "FE_NUM_DOCKET", "FE_NUM_INCIDENT", "FE_NUM_BOOKING", "FE_NUM_NUMBER", "FE_NUM_REMAND", "FE_NUM_OOS_INN",
        "FE_NUM_CRT_CASE", "FE_NUM_WARRANT", "DISP_ORDER", "DISP_CODE", "DISP_DESCR", "CONV_STAT_CODE",
        "CONV_STAT_DESCR", "SENT_SEG_SEP", "SENT_ORDER", "SENT_LOC_CODE", "SENT_LOC_DESCR", "SENT_LENGTH",
        "SENT_TIME_CODE", "SENT_TIME_DESCR", "CYC_AGE", "CII_TYPE", "CII_TYPE_ALPHA", "COMMENT_TEXT", "END_OF_REC",
    ]

    /// A felony conviction of possession for sale in Los Angeles, with what the test changes.
    static func row(_ subject: String, _ order: String, _ changes: [String: String] = [:]) -> String {
        var values = [
            "SUBJECT_ID": subject, "CNT_ORDER": order, "PRI_NAME": "\"INVENTED,PERSON \(subject)\"",
            "PRI_DOB": "19800214", "CII_NUMBER": "A\(subject)", "STP_EVENT_DATE": "20050310",
            "STP_TYPE_DESCR": "COURT ACTION", "STP_ORI_DESCR": "CASC LONG BEACH", "STP_ORI_CNTY_NAME": "LOS ANGELES",
            "OFN": "NA0\(subject)", "OFFENSE_DESCR": "11359 HS-POSSESS MARIJUANA FOR SALE", "OFFENSE_TOC": "F",
            "DISP_DESCR": "CONVICTED", "CONV_STAT_DESCR": "FELONY", "END_OF_REC": "#",
        ]
        values.merge(changes) { $1 }
        return columns.map { values[$0] ?? "" }.joined(separator: ",")
    }

    static let header = columns.joined(separator: ",") + ","

    static func file(_ rows: [String], header: Bool = true) -> String {
        ((header ? [Self.header] : []) + rows).map { $0 + "\n" }.joined()
    }
}

/// What a screening of a test left.
struct Screened {
    var people: [ScreenedPerson] = []
    var totals = ScreeningTotals()
    var problems = ProblemTotals()
    var inputs: [HistoryInput] = []
    /// Rows by cells, without the title.
    var sheets: [Sheets.Kind: [[String]]] = [:]
    var texts: [Sheets.Kind: [UInt8]] = [:]

    var convictions: [ScreenedConviction] { people.flatMap(\.convictions) }

    /// Codes of the problems, with the row.
    var problemCodes: [String] { (sheets[.problems] ?? []).map { "\($0[1]) \($0[2])" } }

    /// A cell of the only row with a finding.
    func cell(_ title: String) -> String? { cells(title).first }

    func cells(_ title: String) -> [String] {
        let titles = HistoryFixture.columns + Screened.added
        guard let column = titles.firstIndex(of: title) else { return [] }
        return (sheets[.convictions] ?? []).map { $0[column] }
    }

    static let added = [
        "Case Number", "# of convictions on record", "Possible Other P64 Charges", "Superstrike Code Section(s)",
        "PC290 Code Section(s)", "PC290 Registration", "Date of Conviction", "Years Since This Conviction",
        "Years Since Any Conviction", "# of Prop 64 convictions", "# of HS 11357 convictions",
        "# of HS 11358 convictions", "# of HS 11359 convictions", "# of HS 11360 convictions", "Deceased",
        "Eligibility Determination", "Eligibility Reason",
    ]
}

/// Screens files that a test makes.
struct Screener {
    var reading = Reading.corrected
    var other: Reading?
    var memory = 112 << 20
    /// Where rows are put aside; a folder of its own where none is named.
    var temporary: String?
    var asOf = CalendarDate(number: 2020_07_01)

    func run(_ texts: [String]) throws -> Screened { try run(texts.map { Array($0.utf8) }) }

    func run(_ files: [[UInt8]]) throws -> Screened {
        let folder =
            FileManager.default.temporaryDirectory.path + "/vacatur-\(getpid())-\(UInt64.random(in: 0...(.max)))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var paths: [String] = []
        for (index, bytes) in files.enumerated() {
            paths.append("\(folder)/history-\(index + 1).csv")
            guard FileManager.default.createFile(atPath: paths[index], contents: Data(bytes)) else { throw Unmade() }
        }
        guard let asOf else { throw Unmade() }
        let histories = try ReadHistories(
            ScreeningPlan(
                files: paths, county: "LOS ANGELES", asOf: asOf, rules: Self.rules(reading),
                other: other.map { Self.rules($0) }, temporary: temporary ?? folder, memory: memory),
            progress: { _ in })
        var result = Screened()
        let people = Mutex<[ScreenedPerson]>([])
        let judged = try histories.judge(progress: { _ in }, receive: { more in people.withLock { $0 += more } })
        var descriptors: [Sheets.Kind: Int32] = [:]
        for kind in Sheets.Kind.allCases {
            descriptors[kind] = open("\(folder)/\(kind.fileName)", O_RDWR | O_CREAT | O_EXCL, 0o600)
        }
        result.problems = try judged.write(Sheets(descriptors), progress: { _ in })
        for descriptor in descriptors.values { close(descriptor) }
        result.people = people.withLock { $0 }
        result.totals = judged.totals
        result.inputs = histories.inputs
        for kind in Sheets.Kind.allCases {
            let bytes = Array(FileManager.default.contents(atPath: "\(folder)/\(kind.fileName)") ?? Data())
            result.texts[kind] = bytes
            result.sheets[kind] = Array(PlainCSV.rows(bytes).dropFirst())
        }
        return result
    }

    struct Unmade: Error {}

    /// Three steps that make visible what the reading made of sentences and of the data.
    static func rules(_ reading: Reading) -> RuleSet {
        func step(_ rule: String, _ conditions: [RuleCondition]) -> RuleStep {
            RuleStep(rule: rule, conditions: conditions, determination: .handReview, reason: rule, cites: [])
        }
        return RuleSet(
            id: reading == .reference ? "as-reference" : "as-corrected", name: "", sources: [], reading: reading,
            parameters: [],
            steps: [
                step("not-a-felony", [.felony(false)]), step("deceased", [.deceased]),
                step("serving", [.sentenceRunning(true)]),
            ],
            last: step("done", []))
    }
}

/// An independent reader of CSV, a character at a time.
enum PlainCSV {
    static func rows(_ bytes: [UInt8]) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if isQuoted {
                if byte == 34, index + 1 < bytes.count, bytes[index + 1] == 34 {
                    cell.append(34)
                    index += 1
                } else if byte == 34 {
                    isQuoted = false
                } else {
                    cell.append(byte)
                }
            } else if byte == 34 {
                isQuoted = true
            } else if byte == 44 || byte == 10 {
                row.append(String(decoding: cell, as: UTF8.self))
                cell = []
                if byte == 10 {
                    rows.append(row)
                    row = []
                }
            } else {
                cell.append(byte)
            }
            index += 1
        }
        return rows
    }
}
