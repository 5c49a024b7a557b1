import Cases
import Digests
import TemplateEngine

@testable import Filings

/// Writes a small batch of invented cases, right in everything but what a test wants wrong.
struct SampleBatch {
    var layout = Layout.zip
    var cases = 5
    var perVolume = 3
    var hasTwin = true
    /// Put into the motion of this case.
    var slip: (sequence: Int, text: String)?
    /// Put into the public cover.
    var cover = "<p>Packing list</p>"
    var publicXML: ((String) -> String)?
    var totals: (inout Totals) -> Void = { _ in }
    var skippedCase: Int?
    var renumbered: Int?
    /// First and last case, pages and sheets of each print job.
    var jobs: [(first: Int, last: Int, pages: Int, sheets: Int)] = []

    static let run = RunStamp(
        batch: "june",
        isDraft: true,
        asOf: CalendarDate(year: 2020, month: 2, day: 13).unsafelyUnwrapped,
        templates: "0123abcd",
        program: "Vacatur test"
    )

    static func birthDate(_ sequence: Int) -> CalendarDate {
        CalendarDate(year: 1950 + sequence, month: 1 + sequence % 12, day: 1 + sequence % 28).unsafelyUnwrapped
    }

    private static let schema = Schema("case", [.text("number"), .text("defendant"), .text("slip", optional: true)])
    private static let text = """
        <html><head><title>Motion</title></head><body>
        <p>The People move to dismiss case {{number}} of {{defendant}}, and again case {{number}} of {{defendant}},
        under section 11361.8 of the Health and Safety Code, in force before January 1, 1976 and after.</p>
        {{#slip}}<p>{{slip}}</p>{{/slip}}
        </body></html>
        """

    func write(to output: String) throws {
        let batch = try BatchFolder(output: output, name: "june")
        var parts: [BatchManifest.Part] = []
        var sum = Totals()
        for jurisdiction in ["long-beach", "torrance"] {
            let (totals, entry) = try writePacket(jurisdiction, in: batch)
            parts.append(
                BatchManifest.Part(jurisdiction: jurisdiction, name: jurisdiction, totals: totals, packet: entry)
            )
            sum.rows += totals.rows
            sum.cases += totals.cases
            sum.counts += totals.counts
            sum.people += totals.people
            sum.letters += totals.letters
            for outcome in Outcome.allCases { sum[outcome] += totals[outcome] }
            sum.reliefs = [ReliefTotal(code: "D", cases: sum.cases, counts: sum.counts)]
            sum.courthouses = [CourthouseTotal(name: "Metropolitan", cases: sum.cases, counts: sum.counts)]
        }
        var unknown = Totals(rows: 2)
        unknown[.rejected] = 2
        parts.append(BatchManifest.Part(jurisdiction: "", name: "", totals: unknown, packet: nil))
        sum.rows += 2
        sum[.rejected] += 2
        let files = [
            try batch.root.write("index.html", Array("<html></html>".utf8)),
            try batch.root.write("manifest.xsd", Array(ManifestSchema.text.utf8)),
        ]
        let inputs = [input(rows: sum.rows)]
        _ = try batch.root.write(
            BatchManifest(run: Self.run, inputs: inputs, totals: sum, parts: parts, files: files)
        )
        try batch.publish(durably: false)
    }

    private func input(rows: Int) -> InputFile {
        InputFile(name: "list.csv", size: 1, sha256: Digest(of: "x").hex, rows: rows)
    }

    private func writePacket(_ jurisdiction: String, in batch: BatchFolder) throws -> (Totals, FileEntry) {
        let packet = try batch.packet(jurisdiction)
        var files = try packet.writeSchemas()
        files.append(try packet.write("cover.html", Array(cover.utf8)))
        files += try writeSchedule(jurisdiction, in: packet, isConfidential: false)
        if hasTwin { files += try writeSchedule(jurisdiction, in: packet, isConfidential: true) }
        var volumes: [Volume] = []
        for first in stride(from: 1, through: cases, by: perVolume) {
            volumes.append(try writeVolume(first...min(first + perVolume - 1, cases), volumes.count + 1, in: packet))
        }
        var totals = Totals(
            rows: 2 * cases + 3,
            cases: cases,
            counts: 2 * cases,
            people: cases,
            letters: 0,
            reliefs: [ReliefTotal(code: "D", cases: cases, counts: 2 * cases)],
            courthouses: [CourthouseTotal(name: "Metropolitan", cases: cases, counts: 2 * cases)]
        )
        totals[.filed] = 2 * cases
        totals[.held] = 3
        self.totals(&totals)
        let entry = try packet.write(
            PacketManifest(
                run: Self.run,
                jurisdiction: jurisdiction,
                name: jurisdiction,
                inputs: [input(rows: 2 * (2 * cases + 3) + 2)],
                totals: totals,
                files: files,
                volumes: volumes,
                jobs: try jobs.enumerated().map { try writeJob($0, $1, in: packet) }
            )
        )
        return (totals, entry)
    }

    private func writeJob(
        _ index: Int, _ job: (first: Int, last: Int, pages: Int, sheets: Int), in packet: PacketFolder
    ) throws -> PrintJob {
        PrintJob(
            file: try packet.write(PrintJob.fileName(index + 1), Array("%PDF \(index)".utf8)), kind: .cases,
            first: job.first, last: job.last, cases: job.last - job.first + 1, pages: job.pages, sheets: job.sheets,
            papers: [])
    }

    private func writeSchedule(
        _ jurisdiction: String,
        in packet: PacketFolder,
        isConfidential: Bool
    ) throws -> [FileEntry] {
        let writer = try ScheduleWriter(
            in: packet,
            run: Self.run,
            jurisdiction: jurisdiction,
            isConfidential: isConfidential
        )
        for sequence in 1...cases {
            let counts = [1, 2].map { number in
                ScheduleCount(
                    number: "\(number)",
                    section: "H&S 11357(a)",
                    level: "felony",
                    newLevel: number == 1 ? "" : "=1+1",
                    relief: "D",
                    convictionDate: CalendarDate(year: 1990, month: number, day: 1 + sequence % 28).unsafelyUnwrapped
                )
            }
            try writer.add(
                ScheduleCase(
                    sequence: sequence,
                    number: number(sequence),
                    defendant: "O'\"<Ñ>, \(sequence)",
                    courthouse: "Metropolitan",
                    counts: counts,
                    identity: ScheduleCase.Identity(
                        fullName: "NAME \(sequence)",
                        akas: ["A", "B"],
                        birthDate: Self.birthDate(sequence),
                        ciiNumber: "A0\(900_000 + sequence)"
                    )
                )
            )
        }
        return try writer.finish()
    }

    private func number(_ sequence: Int) -> String { "BA\(100_000 + sequence)" }

    private func writeVolume(_ range: ClosedRange<Int>, _ number: Int, in packet: PacketFolder) throws -> Volume {
        let set = TemplateSet([[TemplateSource(name: "motion", path: "motion.html.mustache", text: Self.text)]])
        let compilation = Template.compile(
            "motion",
            from: set,
            schema: Self.schema,
            audience: .public,
            syntax: .html
        )
        let template = compilation.template.unsafelyUnwrapped
        let code = TemplateCode(template)
        let writer = VolumeWriter(layout: layout)
        var values = Values(Self.schema)
        var output = Output(tracing: true)
        try writer.begin(.cases, number, in: packet, of: Self.run)
        for sequence in range where sequence != skippedCase {
            try writer.beginCase(
                sequence: sequence,
                number: sequence == renumbered ? "XX1" : self.number(sequence)
            )
            for name in ["motion.html", "order.html"] {
                values.reset()
                values.setText(0, self.number(sequence))
                values.setText(1, "NAME \(sequence)")
                if let slip, slip.sequence == sequence { values.setText(2, slip.text) }
                output.removeAll()
                try template.render(values, .draft, into: &output)
                try writer.add(name, output, code: name == "motion.html" ? code : nil)
            }
        }
        return try writer.finish()
    }
}
