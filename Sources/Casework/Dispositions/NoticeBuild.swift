import Cases
import Docket
import Filings

/// Writes the packets of a run of notices: first the lists of dispositions, which tell orders and totals, then notices, letters
/// and mail, then the manifests.
struct NoticeBuild: Sendable {
    let docket: Docket
    let batch: Batch
    let county: County
    let meter: ProgressMeter

    /// A job of one packet.
    private enum Task: Sendable {
        case notice(order: Int, number: Int, ArraySlice<Int>)
        case letters(number: Int, Range<Int>)
    }

    private enum Product: Sendable {
        case files([FileEntry])
        case volume(Volume)
    }

    /// What became of one packet.
    struct Built: Sendable {
        let part: BatchManifest.Part
        let figures: Figures
        /// Orders that notices tell apart.
        let orders: Int
    }

    func run(_ packets: [NoticePlan]) async throws -> [Built] {
        meter.begin(.noticing, total: 3 * packets.reduce(0) { $0 + $1.acts.granted.count })
        let lists = try await WorkQueue.run(packets) { try list($0) }
        let jobs = packets.indices.flatMap { packet in tasks(lists[packet]).map { (packet: packet, task: $0) } }
        let products = try await WorkQueue.run(jobs) { job in
            try perform(job.task, packets[job.packet], lists[job.packet])
        }
        var files = lists.map(\.files)
        var volumes = packets.map { _ in [Volume]() }
        for (job, product) in zip(jobs, products) {
            switch product {
            case .files(let written): files[job.packet] += written
            case .volume(let volume): volumes[job.packet].append(volume)
            }
        }
        let mail = try await Mailing(printsLetters: true, meter: meter).run(
            packets.indices.map { mailed(packets[$0], lists[$0]) })
        return try packets.indices.map { index in
            let part = try close(packets[index], lists[index], files[index] + mail[index], volumes[index])
            return Built(part: part, figures: lists[index].figures, orders: lists[index].orders.count)
        }
    }

    /// Lists every granted case of a packet, in order, and finds the letters of their people.
    private func list(_ plan: NoticePlan) throws -> ListedGrants {
        let id = plan.jurisdiction.id
        guard let seat = county.courthouse(plan.jurisdiction.courthouse) else {
            throw CaseworkError(.storage, "the courthouse of \"\(id)\" is not in base/county.yaml")
        }
        let writer = try DispositionWriter(in: plan.run)
        var listed = ListedGrants()
        try docket.cases(of: batch, in: id, listed: plan.acts.granted.lazy.map(\.sequence)) { numbered in
            guard let day = plan.acts.day(of: numbered.sequence) else { return }
            let placed = try county.place(numbered, granted: day)
            try writer.add(placed, orderedOn: day)
            listed.add(placed, on: day, in: plan.jurisdiction, seat: seat)
            meter.add(1)
        }
        listed.files.append(try writer.finish())
        let summary = try docket.summary(of: batch).jurisdiction(id)
        try docket.letters(of: batch, in: id, numbers: summary?.letterNumbers ?? 1..<1) { letter in
            guard letter.cases.contains(where: { plan.acts.day(of: $0.sequence) != nil }) else { return }
            listed.letters.append(letter.number)
        }
        return listed
    }

    private func tasks(_ listed: ListedGrants) -> [Task] {
        let letters = stride(from: 0, to: listed.letters.count, by: PacketPlan.volumeLetters).map {
            $0..<min($0 + PacketPlan.volumeLetters, listed.letters.count)
        }
        return listed.orders.indices.flatMap { order in
            listed.orders[order].volumes.enumerated().map { Task.notice(order: order, number: $0 + 1, $1) }
        } + letters.enumerated().map { .letters(number: $0 + 1, $1) }
    }

    private func perform(_ task: Task, _ plan: NoticePlan, _ listed: ListedGrants) throws -> Product {
        switch task {
        case .notice(let index, let number, let sequences):
            let order = listed.orders[index]
            var rows: [PlacedCase] = []
            rows.reserveCapacity(sequences.count)
            try docket.cases(of: batch, in: plan.jurisdiction.id, listed: sequences) {
                rows.append(try county.place($0, granted: order.day))
                meter.add(1)
            }
            let volume = DispositionVolume(
                number: number, volumes: order.volumes.count, carried: order.carried[number - 1], rows: rows,
                order: DispositionOrder(
                    date: order.day, courthouse: order.courthouse, isPerCase: plan.jurisdiction.grouping == .perCase,
                    figures: order.figures))
            return .files(try plan.run.writeDispositions(volume, under: order.path))
        case .letters(let number, let range):
            let volume = try DocumentVolume<PersonLetter>(letters: number, .grantedLetter, in: plan.run)
            do {
                try read(listed.letters[range], of: plan, listed) {
                    try volume.add($0)
                    meter.add($0.cases.count)
                }
                return .volume(try volume.finish())
            } catch {
                volume.abandon()
                throw error
            }
        }
    }

    /// Reads letters of the batch again, each with the cases of this run alone.
    private func read(
        _ letters: ArraySlice<Int>, of plan: NoticePlan, _ listed: ListedGrants, _ body: (PersonLetter) throws -> Void
    ) throws {
        try docket.letters(of: batch, in: plan.jurisdiction.id, listed: letters) { letter in
            guard let number = listed.number(ofLetter: letter.number) else { return }
            let cases = try letter.cases.compactMap { numbered in
                try plan.acts.day(of: numbered.sequence).map { try county.place(numbered, granted: $0) }
            }
            try body(PersonLetter(number: number, cases: cases))
        }
    }

    private func mailed(_ plan: NoticePlan, _ listed: ListedGrants) -> MailedLetters {
        MailedLetters(
            run: plan.run, kind: .grantedLetter, count: listed.letters.count,
            all: { try read(listed.letters[...], of: plan, listed, $0) },
            listed: { numbers, body in
                let letters = numbers.map { listed.letters[$0 - 1] }
                try read(letters[...], of: plan, listed, body)
            })
    }

    private func close(
        _ plan: NoticePlan, _ listed: ListedGrants, _ files: [FileEntry], _ volumes: [Volume]
    ) throws -> BatchManifest.Part {
        let letters = volumes.reduce(0) { $0 + $1.items }
        let totals = Totals(
            granted: listed.figures, people: listed.people.total, letters: letters, courthouses: county.courthouses)
        try Reconciliation.check(
            totals, granted: plan.acts.granted.count, letters: listed.letters.count, in: plan.jurisdiction.id)
        let all = files + (try plan.run.folder.writeSchemas(hasSchedule: false))
        let manifest = try plan.run.folder.write(
            PacketManifest(
                run: plan.run.stamp, jurisdiction: plan.jurisdiction.id, name: plan.jurisdiction.name, inputs: [],
                totals: totals, files: all, volumes: volumes))
        return BatchManifest.Part(
            jurisdiction: plan.jurisdiction.id, name: plan.jurisdiction.name, totals: totals, packet: manifest)
    }
}
