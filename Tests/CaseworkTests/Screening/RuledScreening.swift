import Cases
import Docket
import Filings
import Testing

@testable import Casework

/// A screening with rulings of every kind, in an office of its own.
struct RuledScreening {
    let office: ReviewOffice
    let screening: Screening

    static let district = "district-attorney"
    static let beach = "long-beach"

    /// Of the county's convictions, rows 1 to 9 end in every way there is; Long Beach's rows 11 and 12 are challenged.
    private static let rulings: [Int: Ruling] = [
        1: .approve(nil), 2: .challenge(.doesNotMeetCriteria), 3: .challenge(.unreasonableRisk), 4: .hold,
        5: .refer(beach), 8: .approve(nil), 9: .challenge(.doesNotMeetCriteria), 11: .challenge(.doesNotMeetCriteria),
        12: .challenge(.doesNotMeetCriteria),
    ]

    init() throws {
        office = try ReviewOffice()
        let beach = [Self.beach]
        screening = try office.screen([
            (
                screened(
                    1, named: "OCHOA", conviction(1, "BA100001"),
                    conviction(2, "BA100001", count: 2, found: .notEligible)),
                [Self.district, Self.district]
            ),
            (
                screened(2, named: "PARK", conviction(3, "BA100003", sentence: .serving, found: .handReview)),
                [Self.district]
            ),
            (screened(3, named: "QUIROZ", conviction(4, "BA100004", found: .handReview)), [Self.district]),
            (
                screened(4, named: "REYES", conviction(5, "BA100005", level: .misdemeanor, found: .cityReview)),
                [Self.district]
            ),
            (
                screened(5, named: "SOTO", conviction(6, "BA100006"), conviction(7, "BA100007", found: .notEligible)),
                ["", Self.district]
            ),
            (screened(6, named: "TANAKA", conviction(8)), [Self.district]),
            (screened(7, named: "URIBE", conviction(9, "BA100009", date: nil, found: .handReview)), [Self.district]),
            (
                screened(8, named: "VALLE", conviction(11, "0LB00011", court: "CASC LONG BEACH", level: .misdemeanor)),
                beach
            ),
            (
                screened(9, named: "WONG", conviction(12, "0LB00012", court: "CAMC LONG BEACH", level: .misdemeanor)),
                beach
            ),
        ])
        try office.rule(Self.rulings, on: screening)
    }

    /// A batch that verifies without a finding.
    static func verified(_ report: GenerationReport) throws -> VerificationReport {
        let verified = try Verification.verify(report.folder)
        #expect(verified.findings.map(\.description) == [])
        return verified
    }
}
