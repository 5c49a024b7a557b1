import Cases
import Digests
import Docket
import Filings

/// Writes the packets of a numbered batch: first the case documents and the lists, which depend on nothing, then the
/// documents that state figures of the lists, then cover and manifest, which name everything before them.
struct PacketBuild: Sendable {
    let docket: Docket
    let batch: Batch
    let county: County
    let inputs: [InputFile]
    let packets: [Packet]
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
    }

    private enum Job: Sendable {
        case list(packet: Int)
        case cases(packet: Int, number: Int, Range<Int>)
        case letters(packet: Int, number: Int, Range<Int>)
        case schedule(packet: Int, group: Int, number: Int, Range<Int>)
        case omnibus(packet: Int, group: Int)

        var packet: Int {
            switch self {
            case .list(let packet), .cases(let packet, _, _), .letters(let packet, _, _),
                .schedule(let packet, _, _, _), .omnibus(let packet, _):
                packet
            }
        }
    }

    enum Product: Sendable {
        case list(ListedCases)
        case volume(Volume)
        case files([FileEntry])
    }

    func run() async throws -> [Built] {
        meter.begin(.documents, total: packets.reduce(0) { $0 + 4 * $1.plan.summary.cases + $1.plan.summary.letters })
        let independent = self.independentJobs
        let first = try await WorkQueue.run(independent) { try perform($0, lists: []) }
        var contents = packets.map { _ in PacketContents() }
        for (job, product) in zip(independent, first) { contents[job.packet].add(product) }
        let lists = contents.map(\.list)
        let stating = self.statingJobs
        meter.begin(.schedules, total: stating.count)
        let second = try await WorkQueue.run(stating) { job in
            let product = try perform(job, lists: lists)
            meter.add(1)
            return product
        }
        for (job, product) in zip(stating, second) { contents[job.packet].add(product) }
        return try zip(packets, contents).map(close)
    }

    // MARK: - Jobs

    private var independentJobs: [Job] {
        // The lists of large packets take longest and cannot be divided, so they begin first.
        packets.indices.map { .list(packet: $0) }
            + packets.indices.flatMap { packet in
                packets[packet].plan.caseVolumes.enumerated().map { .cases(packet: packet, number: $0 + 1, $1) }
                    + packets[packet].plan.letterVolumes.enumerated().map {
                        .letters(packet: packet, number: $0 + 1, $1)
                    }
            }
    }

    private var statingJobs: [Job] {
        packets.indices.flatMap { packet in
            packets[packet].plan.groups.enumerated().flatMap { index, group -> [Job] in
                group.scheduleVolumes.enumerated().map {
                    .schedule(packet: packet, group: index, number: $0 + 1, $1)
                } + (group.hasOmnibus ? [.omnibus(packet: packet, group: index)] : [])
            }
        }
    }

    private func perform(_ job: Job, lists: [ListedCases]) throws -> Product {
        let packet = packets[job.packet]
        switch job {
        case .list: return .list(try list(packet))
        case .cases(_, let number, let range): return .volume(try writeCases(range, volume: number, in: packet))
        case .letters(_, let number, let range): return .volume(try writeLetters(range, volume: number, in: packet))
        case .schedule(let index, let group, let number, let range):
            let volume = ScheduleVolume(
                number: number, volumes: packet.plan.groups[group].scheduleVolumes.count,
                carried: lists[index].carried[group][number - 1], rows: try read(range, of: packet),
                summary: summary(of: packet, group: group, lists[index]))
            return .files(try packet.run.writeSchedule(volume, under: packet.plan.groups[group].path))
        case .omnibus(let index, let group):
            return .files(
                try packet.run.writeOmnibus(
                    summary(of: packet, group: group, lists[index]), under: packet.plan.groups[group].path))
        }
    }

    private func writeCases(_ range: Range<Int>, volume number: Int, in packet: Packet) throws -> Volume {
        let volume = try DocumentVolume<PlacedCase>(cases: number, in: packet.run)
        do {
            try docket.cases(of: batch, in: packet.plan.jurisdiction.id, sequences: range) { numbered in
                try volume.add(try place(numbered))
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
                try volume.add(PersonLetter(number: letter.number, cases: try letter.cases.map(place)))
                meter.add(1)
            }
            return try volume.finish()
        } catch {
            volume.abandon()
            throw error
        }
    }

    /// Lists every case of a packet, in order, and adds up what the documents will state.
    private func list(_ packet: Packet) throws -> ListedCases {
        let list = try ScheduleList(in: packet.run)
        var carried = packet.plan.groups.map { _ in [CaseTotal]() }
        var people = packet.plan.groups.map { _ in PeopleCount() }
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
            try list.add(try place(numbered))
            people[group].add(numbered.standing.eligible.person)
            total += CaseTotal(cases: 1, counts: numbered.standing.eligible.counts.count)
            meter.add(1)
        }
        let (files, figures) = try list.finish()
        return ListedCases(files: files, figures: figures, carried: carried, people: people.map(\.total))
    }

    private func read(_ range: Range<Int>, of packet: Packet) throws -> [PlacedCase] {
        var rows: [PlacedCase] = []
        rows.reserveCapacity(range.count)
        try docket.cases(of: batch, in: packet.plan.jurisdiction.id, sequences: range) { rows.append(try place($0)) }
        return rows
    }

    private func place(_ numbered: NumberedCase) throws -> PlacedCase {
        let route = numbered.standing.eligible.route
        guard let courthouse = county.courthouse(route.courthouse) else {
            throw CaseworkError(
                .storage,
                "the docket names the courthouse \"\(route.courthouse)\", which base/county.yaml no longer has")
        }
        return PlacedCase(standing: numbered.standing, sequence: numbered.sequence, courthouse: courthouse)
    }

    /// The figures of a group; those of the whole packet where no group is named.
    private func summary(of packet: Packet, group index: Int? = nil, _ list: ListedCases) -> GroupSummary {
        let plan = packet.plan
        let groups = index.map { [plan.groups[$0]] } ?? plan.groups
        return GroupSummary(
            figures: list.figures(of: groups), people: index.map { list.people[$0] } ?? plan.summary.people,
            outcomes: plan.summary.outcomes, inputs: inputs, courthouse: groups[0].courthouse,
            courthouses: county.courthouses, isPerCourthouse: index != nil && groups[0].isPerCourthouse,
            listDigest: list.files.first?.digest.hex ?? "",
            scheduleVolumes: groups.reduce(0) { $0 + $1.scheduleVolumes.count },
            caseVolumes: plan.caseVolumes.count, letterVolumes: plan.letterVolumes.count,
            hasConfidential: plan.jurisdiction.wantsConfidentialSchedule)
    }

    // MARK: - Closing

    private func close(_ packet: Packet, _ contents: PacketContents) throws -> Built {
        let plan = packet.plan
        let summary = summary(of: packet, contents.list)
        let figures = summary.figures
        let totals = Totals(plan.summary, figures, letters: contents.letters, courthouses: county.courthouses)
        try Reconciliation.check(totals, against: plan.summary, figures: figures, contents: contents)
        var files = contents.files
        files.append(try packet.run.writeCover(Cover(summary: summary, files: contents.packingList)))
        files += try packet.run.folder.writeSchemas()
        let manifest = try packet.run.folder.write(
            PacketManifest(
                run: packet.run.stamp, jurisdiction: plan.jurisdiction.id, name: plan.jurisdiction.name,
                inputs: inputs, totals: totals, files: files, volumes: contents.volumes))
        return Built(plan: plan, figures: figures, totals: totals, manifest: manifest)
    }

    /// Everything written into one packet so far.
    struct PacketContents {
        private(set) var list = ListedCases(files: [], figures: [:], carried: [], people: [])
        private(set) var volumes: [Volume] = []
        private(set) var files: [FileEntry] = []

        mutating func add(_ product: Product) {
            switch product {
            case .list(let listed):
                list = listed
                files += listed.files
            case .volume(let volume): volumes.append(volume)
            case .files(let written): files += written
            }
        }

        /// What the cover lists: documents and volumes, in the order in which a clerk takes them up.
        var packingList: [PackedFile] {
            files.map { PackedFile(path: $0.path, title: $0.title, size: $0.size) }
                + volumes.map { PackedFile(path: $0.path, title: $0.title, size: $0.size) }
        }

        var letters: Int { volumes.reduce(0) { $0 + ($1.kind == .letters ? $1.items : 0) } }
        var cases: Int { volumes.reduce(0) { $0 + ($1.kind == .cases ? $1.items : 0) } }
    }
}

/// What the list of a packet's cases came to.
struct ListedCases: Sendable {
    let files: [FileEntry]
    /// By key of the courthouse.
    let figures: [String: Figures]
    /// For each group and volume of its schedule: the totals before it.
    let carried: [[CaseTotal]]
    /// People of each group.
    let people: [Int]

    func figures(of groups: [PacketGroup]) -> Figures {
        groups.flatMap(\.courthouses).reduce(into: Figures()) { sum, courthouse in
            if let part = figures[courthouse] { sum.add(part) }
        }
    }
}

/// Counts people, each once. Keeps hashes rather than names, 8 bytes a person.
private struct PeopleCount {
    private var known: Set<Int> = []
    private var unknown = 0

    mutating func add(_ person: Person) {
        if let identity = person.identity { known.insert(identity.hashValue) } else { unknown += 1 }
    }

    var total: Int { known.count + unknown }
}
