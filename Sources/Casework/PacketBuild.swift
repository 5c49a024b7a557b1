import Cases
import Digests
import Docket
import Filings

/// Writes the packets of a numbered batch: first the documents of single cases and the lists, which depend on nothing, then
/// the documents that state figures of the lists, then the cover, which names everything before it, the print jobs, and
/// the manifest.
struct PacketBuild: Sendable {
    let docket: Docket
    let batch: Batch
    let county: County
    let inputs: [InputFile]
    let packets: [Packet]
    /// Whether packets are printed as print jobs too.
    let printsJobs: Bool
    let meter: ProgressMeter

    /// A jurisdiction's plan and the tools to carry it out.
    struct Packet: Sendable {
        let plan: PacketPlan
        let run: PacketRun
    }

    /// What became of one packet.
    struct Built: Sendable {
        let plan: PacketPlan
        let figures: Figures
        let totals: Totals
        let manifest: FileEntry
        /// The print ticket's path in the packet; empty where nothing is printed as jobs.
        let ticket: String
    }

    /// A job of one packet.
    private struct Job: Sendable {
        let packet: Int
        let task: Task
    }

    private enum Task: Sendable {
        case list, challengeList
        case cases(number: Int, Range<Int>)
        case letters(number: Int, Range<Int>)
        case challenges(number: Int, Range<Int>)
        case schedule(group: Int, number: Int, Range<Int>)
        case challenge(group: Int, number: Int, Range<Int>)
        case defenderLetter(number: Int, Range<Int>)
        case withdrawal(group: Int)
        case omnibus(group: Int)
    }

    enum Product: Sendable {
        case list(ListedCases)
        case challengeList(ListedChallenges)
        case volume(Volume)
        case files([FileEntry])
    }

    func run() async throws -> [Built] {
        meter.begin(.documents, total: packets.reduce(0) { $0 + 4 * $1.plan.summary.cases + $1.plan.summary.letters })
        let independent = self.independentJobs
        let first = try await WorkQueue.run(independent) { try perform($0.task, packets[$0.packet], PacketContents()) }
        var contents = packets.map { _ in PacketContents() }
        for (job, product) in zip(independent, first) { contents[job.packet].add(product) }
        let lists = contents
        let stating = self.statingJobs
        meter.begin(.schedules, total: stating.count)
        let second = try await WorkQueue.run(stating) { job in
            let product = try perform(job.task, packets[job.packet], lists[job.packet])
            meter.add(1)
            return product
        }
        for (job, product) in zip(stating, second) { contents[job.packet].add(product) }
        for index in packets.indices { try writeCover(of: packets[index], &contents[index]) }
        if printsJobs {
            let files = contents.map(\.files)
            let printed = try await PrintJobs(docket: docket, batch: batch, county: county, meter: meter)
                .run(packets, files)
            for index in packets.indices { contents[index].add(printed[index]) }
        }
        let mailing = Mailing(printsLetters: printsJobs, meter: meter)
        let mailed = try await mailing.run(packets.map(letters))
        for (index, files) in mailed.enumerated() { contents[index].add(.files(files)) }
        return try zip(packets, contents).map(close)
    }

    // MARK: - Jobs

    private var independentJobs: [Job] {
        // The lists of large packets take longest and cannot be divided, so they begin first.
        packets.indices.map { Job(packet: $0, task: .list) }
            + packets.indices.flatMap { packet in
                let plan = packets[packet].plan
                let tasks =
                    [Task.challengeList]
                    + plan.caseVolumes.enumerated().map { .cases(number: $0 + 1, $1) }
                    + plan.letterVolumes.enumerated().map { .letters(number: $0 + 1, $1) }
                    + plan.challengeVolumes.enumerated().map { .challenges(number: $0 + 1, $1) }
                return tasks.map { Job(packet: packet, task: $0) }
            }
    }

    private var statingJobs: [Job] {
        packets.indices.flatMap { packet in
            let plan = packets[packet].plan
            let tasks =
                plan.groups.indices.flatMap { group in self.tasks(ofGroup: group, in: plan) }
                + plan.defenderLetterVolumes.enumerated().map { Task.defenderLetter(number: $0 + 1, $1) }
            return tasks.map { Job(packet: packet, task: $0) }
        }
    }

    private func tasks(ofGroup index: Int, in plan: PacketPlan) -> [Task] {
        let group = plan.groups[index]
        var tasks = group.scheduleVolumes.enumerated().map { Task.schedule(group: index, number: $0 + 1, $1) }
        if !plan.isPerCase {
            tasks += group.challengeVolumes.enumerated().map { .challenge(group: index, number: $0 + 1, $1) }
        }
        if plan.summary.withdrawals > 0 { tasks.append(.withdrawal(group: index)) }
        if !group.documents.isEmpty { tasks.append(.omnibus(group: index)) }
        return tasks
    }

    /// `lists` are those of the packet; empty while they are made.
    private func perform(_ task: Task, _ packet: Packet, _ lists: PacketContents) throws -> Product {
        let challenges = ChallengePapers(docket: docket, batch: batch, county: county, packet: packet)
        switch task {
        case .list: return .list(try list(packet))
        case .challengeList: return .challengeList(try challenges.list())
        case .cases(let number, let range): return .volume(try writeCases(range, volume: number, in: packet))
        case .letters(let number, let range): return .volume(try writeLetters(range, volume: number, in: packet))
        case .challenges(let number, let range): return .volume(try challenges.writeNotices(range, volume: number))
        case .schedule(let group, let number, let range):
            let volume = ScheduleVolume(
                number: number, volumes: packet.plan.groups[group].scheduleVolumes.count,
                carried: lists.list.carried[group][number - 1], rows: try read(range, of: packet),
                summary: summary(of: packet, group: group, lists))
            return .files(try packet.run.writeSchedule(volume, under: packet.plan.groups[group].path))
        case .challenge(let group, let number, let range):
            let summary = summary(of: packet, group: group, lists)
            return .files(try challenges.writeNotice(group: group, volume: number, range, summary, lists.challenges))
        case .defenderLetter(let number, let range):
            let summary = summary(of: packet, lists)
            return .files(try challenges.writeDefenderLetter(volume: number, range, summary, lists.challenges))
        case .withdrawal(let group):
            let rows = lists.list.withdrawn[group]
            guard !rows.isEmpty else { return .files([]) }
            let withdrawal = Withdrawal(rows: rows, summary: summary(of: packet, group: group, lists))
            return .files(try packet.run.writeWithdrawal(withdrawal, under: packet.plan.groups[group].path))
        case .omnibus(let group):
            return .files(
                try packet.run.writeOmnibus(
                    packet.plan.groups[group].documents, summary(of: packet, group: group, lists),
                    under: packet.plan.groups[group].path))
        }
    }

    private func writeCases(_ range: Range<Int>, volume number: Int, in packet: Packet) throws -> Volume {
        let volume = try DocumentVolume<PlacedCase>(cases: number, in: packet.run)
        do {
            try docket.cases(of: batch, in: packet.plan.jurisdiction.id, sequences: range) { numbered in
                try volume.add(try county.place(numbered))
                meter.add(3)
            }
            return try volume.finish()
        } catch {
            volume.abandon()
            throw error
        }
    }

    private func writeLetters(_ range: Range<Int>, volume number: Int, in packet: Packet) throws -> Volume {
        let volume = try DocumentVolume<PersonLetter>(letters: number, in: packet.run)
        do {
            try docket.letters(of: batch, in: packet.plan.jurisdiction.id, numbers: range) { letter in
                try volume.add(try county.place(letter))
                meter.add(1)
            }
            return try volume.finish()
        } catch {
            volume.abandon()
            throw error
        }
    }

    private func letters(of packet: Packet) -> MailedLetters {
        let (docket, batch, county, plan) = (docket, batch, county, packet.plan)
        return MailedLetters(
            run: packet.run, kind: .letter, count: plan.summary.letters,
            all: { body in
                try docket.letters(of: batch, in: plan.jurisdiction.id, numbers: plan.summary.letterNumbers) {
                    try body(county.place($0))
                }
            },
            listed: { numbers, body in
                try docket.letters(of: batch, in: plan.jurisdiction.id, listed: numbers) { try body(county.place($0)) }
            })
    }

    /// Lists every case of a packet, in order, and adds up what the documents will state.
    private func list(_ packet: Packet) throws -> ListedCases {
        guard packet.plan.summary.cases > 0 else { return ListedCases(groups: packet.plan.groups.count) }
        let list = try ScheduleList(in: packet.run)
        var carried = packet.plan.groups.map { _ in [CaseTotal]() }
        var people = packet.plan.groups.map { _ in PeopleCount() }
        var withdrawn = packet.plan.groups.map { _ in [PlacedCase]() }
        var total = CaseTotal()
        var group = 0
        try docket.cases(
            of: batch, in: packet.plan.jurisdiction.id, sequences: packet.plan.summary.sequences
        ) { numbered in
            while numbered.sequence >= packet.plan.groups[group].sequences.upperBound {
                group += 1
                total = CaseTotal()
            }
            let position = numbered.sequence - packet.plan.groups[group].sequences.lowerBound
            if position % PacketPlan.scheduleRows == 0 { carried[group].append(total) }
            let placed = try county.place(numbered)
            try list.add(placed)
            if !placed.withdrawn.isEmpty { withdrawn[group].append(placed) }
            people[group].add(numbered.standing.eligible.person)
            total += CaseTotal(cases: 1, counts: numbered.standing.eligible.counts.count)
            meter.add(1)
        }
        let (files, figures) = try list.finish()
        return ListedCases(
            files: files, figures: figures, carried: carried, people: people.map(\.total), withdrawn: withdrawn)
    }

    private func read(_ range: Range<Int>, of packet: Packet) throws -> [PlacedCase] {
        var rows: [PlacedCase] = []
        rows.reserveCapacity(range.count)
        try docket.cases(of: batch, in: packet.plan.jurisdiction.id, sequences: range) {
            rows.append(try county.place($0))
        }
        return rows
    }

    /// The figures of a group; those of the whole packet where no group is named.
    private func summary(of packet: Packet, group index: Int? = nil, _ lists: PacketContents) -> GroupSummary {
        let plan = packet.plan
        let (list, challenges) = (lists.list, lists.challenges)
        let groups = index.map { [plan.groups[$0]] } ?? plan.groups
        let withdrawn = index.map { list.withdrawn[$0] } ?? list.withdrawn.flatMap(\.self)
        return GroupSummary(
            figures: list.figures(of: groups), people: index.map { list.people[$0] } ?? plan.summary.people,
            outcomes: plan.summary.outcomes, inputs: inputs, courthouse: groups[0].courthouse,
            courthouses: county.courthouses, isPerCourthouse: index != nil && groups[0].isPerCourthouse,
            isPerCase: plan.isPerCase, listDigest: list.files.first?.digest.hex ?? "",
            scheduleVolumes: groups.reduce(0) { $0 + $1.scheduleVolumes.count },
            caseVolumes: plan.caseVolumes.count, letterVolumes: plan.letterVolumes.count,
            hasConfidential: plan.jurisdiction.wantsConfidentialSchedule,
            challenges: ChallengeSummary(
                figures: challenges.figures(of: groups), people: challenges.people(of: index),
                volumes: groups.reduce(0) { $0 + $1.challengeVolumes.count },
                listDigest: challenges.files.first?.digest.hex ?? "",
                withdrawals: withdrawn.reduce(0) { $0 + $1.withdrawn.count }))
    }

    // MARK: - Closing

    private func writeCover(of packet: Packet, _ contents: inout PacketContents) throws {
        let cover = Cover(
            summary: summary(of: packet, contents), files: contents.packingList, hasPrintJobs: printsJobs)
        contents.add(.files(try packet.run.writeCover(cover)))
    }

    private func close(_ packet: Packet, _ contents: PacketContents) throws -> Built {
        let plan = packet.plan
        let summary = summary(of: packet, contents)
        let figures = summary.figures
        let totals = Totals(plan.summary, figures, letters: contents.letters, courthouses: county.courthouses)
        try Reconciliation.check(totals, against: plan.summary, figures: figures, contents: contents)
        try Reconciliation.check(totals, against: plan.summary, challenges: summary.challenges)
        var files = contents.files
        files += try packet.run.folder.writeSchemas(hasSchedule: plan.summary.cases > 0)
        let manifest = try packet.run.folder.write(
            PacketManifest(
                run: packet.run.stamp, jurisdiction: plan.jurisdiction.id, name: plan.jurisdiction.name,
                inputs: inputs, totals: totals, files: files, volumes: contents.volumes, jobs: contents.jobs))
        return Built(
            plan: plan, figures: figures, totals: totals, manifest: manifest,
            ticket: contents.jobs.isEmpty ? "" : DocumentKind.printTicket.fileName)
    }
}
