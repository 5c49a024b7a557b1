import Cases
import Docket
import Filings

/// Cases that share an omnibus motion, and challenged cases that share a notice: each a run of sequence numbers, because
/// cases are numbered by courthouse.
struct PacketGroup: Sendable {
    /// Where its documents lie inside the packet: empty for the only group, `van-nuys/` for one of several.
    let path: String
    /// Where the motion is heard.
    let courthouse: Courthouse
    /// The keys of the courthouses whose cases it covers.
    let courthouses: [String]
    let sequences: Range<Int>
    /// Of the challenged cases; they are numbered by themselves.
    let challenges: Range<Int>
    let isPerCourthouse: Bool
    /// The documents that the group gets once.
    let documents: [DocumentKind]

    /// The volumes of the group's Exhibit A.
    var scheduleVolumes: [Range<Int>] { sequences.inVolumes(of: PacketPlan.scheduleRows) }

    /// Its cases as they are printed, part by part; and its challenged cases.
    var caseParts: [Range<Int>] { sequences.inVolumes(of: PacketPlan.volumeCases) }
    var challengeParts: [Range<Int>] { challenges.inVolumes(of: PacketPlan.volumeCases) }

    /// The volumes of the group's list of challenged cases.
    var challengeVolumes: [Range<Int>] { challenges.inVolumes(of: PacketPlan.scheduleRows) }
}

/// How one jurisdiction's cases are divided into groups and volumes.
struct PacketPlan: Sendable {
    /// Cases in a volume of Exhibit A, a hundred-odd printed pages, and in one of the list of challenged cases.
    static let scheduleRows = 2_500
    /// Cases in a volume of case documents: small enough to move between workers, large enough for a clerk.
    static let volumeCases = 2_000
    static let volumeLetters = 4_000

    let jurisdiction: Jurisdiction
    let summary: JurisdictionSummary
    let groups: [PacketGroup]

    /// - Returns: nil where the jurisdiction has no case to file and none to challenge.
    init?(_ jurisdiction: Jurisdiction, _ summary: JurisdictionSummary, in county: County) {
        guard summary.cases > 0 || summary.challenged.cases > 0 else { return nil }
        self.jurisdiction = jurisdiction
        self.summary = summary
        guard let seat = county.courthouse(jurisdiction.courthouse) else { return nil }
        if jurisdiction.grouping == .courthouse {
            groups = Self.groupsByCourthouse(summary, county)
        } else {
            let all = summary.courthouses + summary.challenges
            groups = [
                PacketGroup(
                    path: "", courthouse: seat, courthouses: Set(all.map(\.courthouse)).sorted(),
                    sequences: summary.sequences, challenges: summary.challengeSequences, isPerCourthouse: false,
                    documents: Self.documents(jurisdiction.grouping, summary))
            ]
        }
    }

    private static func groupsByCourthouse(_ summary: JurisdictionSummary, _ county: County) -> [PacketGroup] {
        let all = summary.courthouses + summary.challenges
        // In filing order, which is that of the ids' bytes.
        let ids = Set(all.map(\.courthouse)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return ids.compactMap { id in
            let cases = summary.courthouses.first { $0.courthouse == id }
            let challenges = summary.challenges.first { $0.courthouse == id }
            return county.courthouse(id).map { courthouse in
                PacketGroup(
                    path: "\(id)/", courthouse: courthouse, courthouses: [id], sequences: cases?.sequences ?? 1..<1,
                    challenges: challenges?.sequences ?? 1..<1, isPerCourthouse: true,
                    documents: (cases == nil ? [] : DocumentKind.omnibus) + [.proofOfService])
            }
        }
    }

    /// Where each case has papers of its own there is nothing for all but what the public defender is told.
    private static func documents(_ grouping: Grouping, _ summary: JurisdictionSummary) -> [DocumentKind] {
        if grouping == .perCase {
            return summary.challenged.cases > 0 || summary.withdrawals > 0 ? [.proofOfService] : []
        }
        return (summary.cases > 0 ? DocumentKind.omnibus : []) + [.proofOfService]
    }

    var caseVolumes: [Range<Int>] { summary.sequences.inVolumes(of: Self.volumeCases) }

    var letterVolumes: [Range<Int>] { summary.letterNumbers.inVolumes(of: Self.volumeLetters) }

    /// Volumes of notices of challenge in single cases; none where a group's notice has them all.
    var challengeVolumes: [Range<Int>] {
        isPerCase ? summary.challengeSequences.inVolumes(of: Self.volumeCases) : []
    }

    /// Volumes of the letter to the public defender, which is one for the whole packet.
    var defenderLetterVolumes: [Range<Int>] { summary.challengeSequences.inVolumes(of: Self.scheduleRows) }

    var isPerCase: Bool { jurisdiction.grouping == .perCase }

    /// Where the first of a kind of document lies, for links; empty where there is none.
    var firstMotion: String {
        groups.first { $0.documents.contains(.motion) }.map { $0.path + DocumentKind.motion.fileName } ?? ""
    }
    var firstSchedule: String { groups.first { !$0.sequences.isEmpty }.map { $0.path + "schedule-0001.html" } ?? "" }
    var firstChallenge: String {
        if isPerCase { return "" }
        return groups.first { !$0.challenges.isEmpty }.map { $0.path + DocumentKind.challenge.fileName } ?? ""
    }
}

extension Range<Int> {
    /// The range cut into pieces of at most `size`.
    fileprivate func inVolumes(of size: Int) -> [Range<Int>] {
        stride(from: lowerBound, to: upperBound, by: size).map { $0..<Swift.min($0 + size, upperBound) }
    }
}
