import Cases

@testable import Casework
@testable import Docket
@testable import Filings

/// SplitMix64: the same numbers in every run.
struct Chance: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}

/// Courthouses and jurisdictions of an invented county.
enum InventedCounty {
    static let courthouses = (1...6).map {
        Courthouse(id: "house-\($0)", name: "Courthouse \($0)", address: [], district: "")
    }

    static func jurisdiction(_ grouping: Grouping) -> Jurisdiction {
        let office = Office(
            id: "office", name: "Office", division: "", address: [], telephone: "", email: "", head: "Head",
            headTitle: "Title", deputyTitle: "Deputy")
        return Jurisdiction(
            id: "invented", name: "County of Nowhere", names: [], prosecutesFelonies: true, office: office,
            grouping: grouping, masterCaseNumber: "", department: "", hearing: "", courthouse: "house-1", rules: [],
            wantsConfidentialSchedule: true)
    }

    static func county(_ grouping: Grouping) -> County {
        County(
            name: "Nowhere", courtTitle: "SUPERIOR COURT", jurisdictions: [jurisdiction(grouping)],
            courthouses: courthouses, caseNumberShapes: [],
            publicDefender: PublicDefender(name: "Defender", address: [], telephone: ""))
    }

    /// The summary of so many cases, and challenged cases, at each courthouse, with so many letters.
    static func summary(cases: [Int], letters: Int, challenged: [Int] = []) -> JurisdictionSummary {
        var summary = JurisdictionSummary(jurisdiction: "invented")
        summary.courthouses = tallies(cases)
        summary.challenges = tallies(challenged)
        summary.cases = cases.reduce(0, +)
        summary.letters = letters
        return summary
    }

    private static func tallies(_ cases: [Int]) -> [CourthouseTally] {
        var first = 1
        return zip(courthouses, cases).filter { $1 > 0 }.map { courthouse, count in
            defer { first += count }
            return CourthouseTally(
                courthouse: courthouse.id, cases: count, counts: count, sequences: first..<first + count)
        }
    }
}
