package import Cases
import Docket
package import Filings

/// What a run came to, for the summary table and for `--json`.
package struct GenerationReport: Sendable {
    /// One jurisdiction's line; the empty key stands for rows of no known jurisdiction.
    package struct Line: Sendable {
        package let jurisdiction: String
        package let name: String
        package let cases: Int
        package let counts: Int
        package let people: Int
        package let outcomes: [Outcome: Int]

        package var rows: Int { outcomes.values.reduce(0, +) }
    }

    /// Path of the batch folder.
    package let folder: String
    package let isDraft: Bool
    /// The batch was already there, complete; nothing was written.
    package let isRepeated: Bool
    /// Folders of the same list as of the same day, made before with other templates or settings.
    package let earlierVersions: [String]
    /// Where the rows come from; nil for lists.
    package let screening: ScreeningStamp?
    package let inputs: [InputFile]
    package let lines: [Line]

    package func rows(_ outcome: Outcome) -> Int { lines.reduce(0) { $0 + ($1.outcomes[outcome] ?? 0) } }

    package var rows: Int { lines.reduce(0) { $0 + $1.rows } }

    /// Every row is in a packet.
    package var isComplete: Bool { rows == rows(.filed) }

    static func lines(_ summary: BatchSummary, _ county: County) -> [Line] {
        let named = county.jurisdictions.map { ($0.id, $0.name) } + [("", "No known jurisdiction")]
        return named.compactMap { id, name in
            let found = summary.jurisdictions.first { $0.jurisdiction == id }
            if id.isEmpty, found == nil { return nil }
            return Line(
                jurisdiction: id, name: name, cases: found?.cases ?? 0, counts: found?.counts ?? 0,
                people: found?.people ?? 0, outcomes: found?.outcomes ?? [:])
        }
    }
}

extension BatchOverview {
    init(
        _ batch: Batch, _ screening: ScreeningStamp?, _ summary: BatchSummary, _ county: County,
        _ built: [PacketBuild.Built]
    ) {
        let packets = county.jurisdictions.map { jurisdiction in
            let packet = built.first { $0.plan.jurisdiction.id == jurisdiction.id }
            let rows = summary.jurisdictions.first { $0.jurisdiction == jurisdiction.id }
            func link(_ path: String?) -> String {
                path.flatMap { $0.isEmpty ? nil : "\(jurisdiction.id)/\($0)" } ?? ""
            }
            return PacketLine(
                jurisdiction: jurisdiction, figures: packet?.figures ?? Figures(), people: rows?.people ?? 0,
                outcomes: rows?.outcomes ?? [:], cover: link(packet.map { _ in DocumentKind.cover.fileName }),
                motion: link(packet?.plan.firstMotion), schedule: link(packet?.plan.firstSchedule),
                challenge: link(packet?.plan.firstChallenge), ticket: link(packet?.ticket))
        }
        var problems: [ProblemCode: Int] = [:]
        for jurisdiction in summary.jurisdictions {
            for problem in jurisdiction.problems { problems[problem.code, default: 0] += problem.rows }
        }
        self.init(
            batchName: batch.description.folder, asOf: batch.description.asOf, program: Program.name,
            isDraft: batch.description.mode == .draft, screening: screening, inputs: batch.inputFiles, packets: packets,
            unrouted: summary.jurisdictions.first { $0.jurisdiction.isEmpty }?.outcomes ?? [:],
            problems: ProblemCode.allCases.compactMap { code in
                problems[code].map { ProblemTotal(code: code, rows: $0) }
            },
            warnings: summary.warnings.reduce(0) { $0 + $1.rows })
    }
}

extension BatchManifest {
    /// The manifest of the whole batch: its own files, and each packet by the digest of its manifest.
    init(
        _ stamp: RunStamp, _ summary: BatchSummary, _ county: County, _ inputs: [InputFile],
        _ built: [PacketBuild.Built], _ files: [FileEntry]
    ) {
        let parts = summary.jurisdictions.map { rows in
            let packet = built.first { $0.plan.jurisdiction.id == rows.jurisdiction }
            return Part(
                jurisdiction: rows.jurisdiction, name: county.jurisdiction(rows.jurisdiction)?.name ?? "",
                totals: packet?.totals ?? Totals(rows, Figures(), letters: 0, courthouses: []),
                packet: packet?.manifest)
        }
        self.init(
            run: stamp, inputs: inputs,
            totals: Totals(sumOf: parts.map(\.totals), courthouses: county.courthouses), parts: parts, files: files)
    }
}
