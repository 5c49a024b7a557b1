import Cases
import Docket
import Filings

/// Cases that share an omnibus motion: a run of sequence numbers, because cases are numbered by courthouse.
struct PacketGroup: Sendable {
    /// Where its documents lie inside the packet: empty for the only group, `van-nuys/` for one of several.
    let path: String
    /// Where the motion is heard.
    let courthouse: Courthouse
    /// The keys of the courthouses whose cases it covers.
    let courthouses: [String]
    let sequences: Range<Int>
    let isPerCourthouse: Bool
    let hasOmnibus: Bool

    /// The volumes of the group's Exhibit A.
    var scheduleVolumes: [Range<Int>] { sequences.inVolumes(of: PacketPlan.scheduleRows) }
}

/// How one jurisdiction's cases are divided into groups and volumes.
struct PacketPlan: Sendable {
    /// Cases in a volume of Exhibit A, a hundred-odd printed pages.
    static let scheduleRows = 2_500
    /// Cases in a volume of case documents: small enough to move between workers, large enough for a clerk.
    static let volumeCases = 2_000
    static let volumeLetters = 4_000

    let jurisdiction: Jurisdiction
    let summary: JurisdictionSummary
    let groups: [PacketGroup]

    /// - Returns: nil where the jurisdiction has no case to file.
    init?(_ jurisdiction: Jurisdiction, _ summary: JurisdictionSummary, in county: County) {
        guard summary.cases > 0 else { return nil }
        self.jurisdiction = jurisdiction
        self.summary = summary
        guard let seat = county.courthouse(jurisdiction.courthouse) else { return nil }
        if jurisdiction.grouping == .courthouse {
            groups = summary.courthouses.compactMap { item in
                county.courthouse(item.courthouse).map { courthouse in
                    PacketGroup(
                        path: "\(courthouse.id)/", courthouse: courthouse, courthouses: [courthouse.id],
                        sequences: item.sequences, isPerCourthouse: true, hasOmnibus: true)
                }
            }
        } else {
            groups = [
                PacketGroup(
                    path: "", courthouse: seat, courthouses: summary.courthouses.map(\.courthouse),
                    sequences: summary.sequences, isPerCourthouse: false,
                    hasOmnibus: jurisdiction.grouping == .jurisdiction)
            ]
        }
    }

    var caseVolumes: [Range<Int>] { summary.sequences.inVolumes(of: Self.volumeCases) }

    var letterVolumes: [Range<Int>] { summary.letterNumbers.inVolumes(of: Self.volumeLetters) }

    /// Where the first motion and the first volume of the schedule lie, for links; the motion may be missing.
    var firstMotion: String { groups.first { $0.hasOmnibus }.map { $0.path + DocumentKind.motion.fileName } ?? "" }
    var firstSchedule: String { groups.first.map { $0.path + "schedule-0001.html" } ?? "" }
}

extension Range<Int> {
    /// The range cut into pieces of at most `size`.
    fileprivate func inVolumes(of size: Int) -> [Range<Int>] {
        stride(from: lowerBound, to: upperBound, by: size).map { $0..<Swift.min($0 + size, upperBound) }
    }
}
