import Cases
import Docket
import Filings

/// Writes what a packet says of challenged cases: the lists for machines, the notice to the court and the public defender,
/// and the letter to the latter.
struct ChallengePapers: Sendable {
    let docket: Docket
    let batch: Batch
    let county: County
    let packet: PacketBuild.Packet

    private var plan: PacketPlan { packet.plan }

    /// Lists every challenged case, in order, and adds up what the documents will state.
    func list() throws -> ListedChallenges {
        guard !plan.summary.challengeSequences.isEmpty else { return ListedChallenges() }
        let list = try ChallengeList(in: packet.run)
        var listed = ListedChallenges(groups: plan.groups.count)
        var people = plan.groups.map { _ in PeopleCount() }
        var everyone = PeopleCount()
        var total = CaseTotal()
        var sum = CaseTotal()
        var group = 0
        try read(plan.summary.challengeSequences) { placed in
            while placed.sequence >= plan.groups[group].challenges.upperBound {
                group += 1
                total = CaseTotal()
            }
            if (placed.sequence - plan.groups[group].challenges.lowerBound) % PacketPlan.scheduleRows == 0 {
                listed.carried[group].append(total)
            }
            if (placed.sequence - 1) % PacketPlan.scheduleRows == 0 { listed.carriedInLetter.append(sum) }
            try list.add(placed)
            people[group].add(placed.challenged.person)
            everyone.add(placed.challenged.person)
            let own = CaseTotal(cases: 1, counts: placed.challenged.counts.count)
            total += own
            sum += own
        }
        (listed.files, listed.figures) = try list.finish()
        listed.people = people.map(\.total)
        listed.everyone = everyone.total
        return listed
    }

    func writeNotice(
        group index: Int, volume number: Int, _ range: Range<Int>, _ summary: GroupSummary, _ listed: ListedChallenges
    ) throws -> [FileEntry] {
        let group = plan.groups[index]
        let volume = ChallengeVolume(
            number: number, volumes: group.challengeVolumes.count, carried: listed.carried[index][number - 1],
            rows: try rows(range), summary: summary)
        return try packet.run.writeChallenge(volume, under: group.path)
    }

    func writeDefenderLetter(
        volume number: Int, _ range: Range<Int>, _ summary: GroupSummary, _ listed: ListedChallenges
    ) throws -> [FileEntry] {
        let volume = ChallengeVolume(
            number: number, volumes: plan.defenderLetterVolumes.count, carried: listed.carriedInLetter[number - 1],
            rows: try rows(range), summary: summary)
        return try packet.run.writeDefenderLetter(volume)
    }

    /// Writes the notices of some thousand cases that have papers of their own.
    func writeNotices(_ range: Range<Int>, volume number: Int) throws -> Volume {
        let volume = try DocumentVolume<PlacedChallenge>(challenges: number, in: packet.run)
        do {
            try read(range) { try volume.add($0) }
            return try volume.finish()
        } catch {
            volume.abandon()
            throw error
        }
    }

    private func rows(_ range: Range<Int>) throws -> [PlacedChallenge] {
        var rows: [PlacedChallenge] = []
        rows.reserveCapacity(range.count)
        try read(range) { rows.append($0) }
        return rows
    }

    private func read(_ range: Range<Int>, _ body: (PlacedChallenge) throws -> Void) throws {
        try docket.challenges(of: batch, in: plan.jurisdiction.id, sequences: range) {
            try body(try county.place($0))
        }
    }
}

/// What the list of a packet's challenged cases came to.
struct ListedChallenges: Sendable {
    fileprivate(set) var files: [FileEntry] = []
    /// By key of the courthouse.
    fileprivate(set) var figures: [String: ChallengeFigures] = [:]
    /// For each group and volume of its list: the totals before it.
    fileprivate(set) var carried: [[CaseTotal]] = []
    /// For each volume of the letter to the public defender: the totals before it.
    fileprivate(set) var carriedInLetter: [CaseTotal] = []
    /// People of each group, and of all.
    fileprivate(set) var people: [Int] = []
    fileprivate(set) var everyone = 0

    init(groups: Int = 0) { carried = Array(repeating: [], count: groups) }

    func figures(of groups: [PacketGroup]) -> ChallengeFigures {
        groups.flatMap(\.courthouses).reduce(into: ChallengeFigures()) { sum, courthouse in
            if let part = figures[courthouse] { sum.add(part) }
        }
    }

    /// People of one group; of all where none is named, or where nothing is challenged.
    func people(of group: Int?) -> Int { group.map { people.isEmpty ? 0 : people[$0] } ?? everyone }
}
