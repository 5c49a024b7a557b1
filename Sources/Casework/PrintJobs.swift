import Cases
import Docket
import Filings
import Press

/// Prints packets, when everything else of them but the manifest is written: the cover and the papers of each group, then
/// its cases, in true order and in files of as many pages as the jurisdiction wants.
///
/// Some thousand cases are a part that one worker prints by itself, so all cores are busy; a job does not go on from one
/// part into the next. Which number a job has is known when all are printed.
struct PrintJobs: Sendable {
    let docket: Docket
    let batch: Batch
    let county: County
    let meter: ProgressMeter

    /// What was printed of one packet.
    struct Printed: Sendable {
        let jobs: [PrintJob]
        let ticket: [FileEntry]
    }

    /// Papers and cases that are printed one after the other.
    struct Part: Sendable {
        let papers: [String]
        let cases: Range<Int>
        let challenges: Range<Int>
    }

    /// `files` are those of each packet.
    func run(_ packets: [PacketBuild.Packet], _ files: [[FileEntry]]) async throws -> [Printed] {
        let parts = zip(packets, files).map { Self.parts(of: $0.plan, $1) }
        meter.begin(.printing, total: parts.joined().reduce(0) { $0 + $1.cases.count + $1.challenges.count })
        let tasks = parts.enumerated().flatMap { packet, parts in parts.indices.map { (packet: packet, part: $0) } }
        let printed = try await WorkQueue.run(tasks) { task in
            try print(parts[task.packet][task.part], number: task.part + 1, of: packets[task.packet])
        }
        return try packets.indices.map { index in
            let own = zip(tasks, printed).filter { $0.0.packet == index }.flatMap(\.1)
            return try close(packets[index], own, files[index])
        }
    }

    /// The parts of a packet, in order. The papers of a group go before its first cases; the cover goes before all.
    static func parts(of plan: PacketPlan, _ files: [FileEntry]) -> [Part] {
        var parts: [Part] = []
        var papers = [DocumentKind.cover.fileName]
        for group in plan.groups {
            papers += PrintOrder.papers(of: files, under: group.path)
            for cases in group.caseParts {
                parts.append(Part(papers: papers, cases: cases, challenges: 0..<0))
                papers = []
            }
            // Where a group's notice has all challenged cases, it is among the papers.
            guard plan.isPerCase else { continue }
            for challenges in group.challengeParts {
                parts.append(Part(papers: papers, cases: 0..<0, challenges: challenges))
                papers = []
            }
        }
        if !papers.isEmpty { parts.append(Part(papers: papers, cases: 0..<0, challenges: 0..<0)) }
        return parts
    }

    private func print(_ part: Part, number: Int, of packet: PacketBuild.Packet) throws -> [PrintJob] {
        guard let typefaces = packet.run.typefaces else { return [] }
        let plan = packet.plan
        let id = plan.jurisdiction.id
        let writer = PrintJobWriter(
            part: number, cases: part.cases.count + part.challenges.count, of: packet.run, with: typefaces)
        for paper in part.papers { try writer.add(paper: paper) }
        if !part.cases.isEmpty {
            try docket.cases(of: batch, in: id, sequences: part.cases) { numbered in
                try writer.add(try county.place(numbered), of: plan.summary.cases)
                meter.add(1)
            }
        }
        if !part.challenges.isEmpty {
            try docket.challenges(of: batch, in: id, sequences: part.challenges) { numbered in
                try writer.add(try county.place(numbered), of: plan.summary.challenged.cases)
                meter.add(1)
            }
        }
        return try writer.finish()
    }

    private func close(_ packet: PacketBuild.Packet, _ jobs: [PrintJob], _ files: [FileEntry]) throws -> Printed {
        let numbered = try packet.run.number(jobs)
        let ticket = PrintTicket(
            jobs: numbered, setup: packet.plan.jurisdiction.print,
            apart: PrintOrder.apart(of: files, printed: numbered))
        return Printed(jobs: numbered, ticket: try packet.run.writeTicket(ticket))
    }
}
