import Foundation
import Testing

/// A small packet, byte for byte as it was last found right.
@Suite(.timeLimit(.minutes(20))) struct GoldenTests {
    private static let files = [
        "index.html", "exceptions.csv", "warnings.csv", "district-attorney/motion.html",
        "district-attorney/declaration.html", "district-attorney/order.html", "district-attorney/schedule-0001.html",
        "district-attorney/schedule.csv", "district-attorney/schedule.xml",
        "district-attorney/cases-0001/000002-A900004/notice.html",
        "district-attorney/cases-0001/000003-BA900001/motion.html",
        "district-attorney/cases-0001/000003-BA900001/order.html",
        "district-attorney/cases-0001/000003-BA900001/notice.html",
        "district-attorney/letters-0001/000001/letter.html", "long-beach/motion.html", "long-beach/cover.html",
        "long-beach/non-challenge.html", "long-beach/proof-of-service.html", "long-beach/schedule.csv",
        "long-beach/confidential/schedule.csv", "long-beach/cases-0001/000001-0LB90006/motion.html",
        "long-beach/letters-0001/000001/letter.html",
    ]

    @Test func theSmallPacketIsAsItWas() async throws {
        let office = try Office()
        try FileManager.default.copyItem(
            atPath: "\(Office.fixtures)/golden/list.csv", toPath: office.scratch.path("list.csv"))
        let ran = try await office.generate("list.csv", "--layout", "tree")
        #expect(ran.code == 2, "\(ran.err)")
        for file in Self.files {
            try compare(withoutFingerprints(try office.scratch.text("\(ran.lastLine)/\(file)"), ran, office), file)
        }
        #expect(!Self.isRecording, "recorded; read the difference, then run again without VACATUR_RECORD_GOLDEN")
    }

    @Test("notices of what the court granted, a letter and the report on filings")
    func dispositions() async throws {
        let office = try Office()
        try FileManager.default.copyItem(
            atPath: "\(Office.fixtures)/golden/list.csv", toPath: office.scratch.path("list.csv"))
        let ran = try await office.generate("list.csv")
        for (jurisdiction, outcomes) in [
            ("district-attorney", "1,granted\n2,granted\n3,denied\n"), ("long-beach", "1,accepted\n"),
        ] {
            try office.scratch.write("sequence,outcome\n\(outcomes)", to: "\(jurisdiction).csv")
            let answered = try await office.vacatur(
                "outcomes", "import", "\(jurisdiction).csv", "--batch", ran.lastLine, "--jurisdiction", jurisdiction,
                "--date", "2020-02-18", "--docket", "out/docket.sqlite")
            try #require(answered.code == 0, "\(answered.out)\(answered.err)")
        }
        let noticed = try await office.vacatur("dispositions", ran.lastLine)
        #expect(noticed.code == 0, "\(noticed.err)")
        let reported = try await office.vacatur(
            "report", "--filings", ran.lastLine, "-o", "progress", "--docket", "out/docket.sqlite")
        #expect(reported.code == 0, "\(reported.err)")
        let packet = "\(noticed.lastLine)/district-attorney"
        _ = try await Program.tool(
            "unzip", ["-q", office.scratch.path("\(packet)/letters-0001.zip"), "-d", office.scratch.path("letters")],
            in: office.scratch)
        let made = [
            "other-acts.csv": "\(noticed.lastLine)/other-acts.csv",
            "dispositions.csv": "\(packet)/confidential/dispositions.csv",
            "disposition-notice.html": "\(packet)/confidential/disposition-notice-2020-02-18-0001.html",
            "granted-letter.html": "letters/000001/granted-letter.html",
            "progress.html": "progress/progress.html",
            "progress.csv": "progress/progress.csv",
        ]
        for (file, place) in made {
            try compare(withoutFingerprints(try office.scratch.text(place), ran, office), "dispositions/\(file)")
        }
        #expect(!Self.isRecording, "recorded; read the difference, then run again without VACATUR_RECORD_GOLDEN")
    }

    private static let isRecording = ProcessInfo.processInfo.environment["VACATUR_RECORD_GOLDEN"] == "1"

    /// Holds a file against the one that was recorded; records it where that is asked for.
    private func compare(_ made: String, _ file: String) throws {
        let place = "\(Office.fixtures)/golden/expected/\(file)"
        guard Self.isRecording else {
            let expected = FileManager.default.contents(atPath: place).map { String(decoding: $0, as: UTF8.self) }
            #expect(firstDifference(made, expected ?? "") == nil, "\(file)")
            return
        }
        try FileManager.default.createDirectory(
            atPath: URL(filePath: place).deletingLastPathComponent().path, withIntermediateDirectories: true)
        try made.write(toFile: place, atomically: false, encoding: .utf8)
    }

    /// Takes out what changes with every template, in whichever document it is.
    private func withoutFingerprints(_ text: String, _ ran: Ran, _ office: Office) throws -> String {
        let manifest = try office.scratch.text("\(ran.lastLine)/manifest.xml")
        let templates = try #require(manifest.components(separatedBy: "templates=\"").last?.prefix(64))
        return text.replacingOccurrences(of: String(ran.lastLine.dropFirst(4)), with: "{batch}")
            .replacingOccurrences(of: templates, with: "{templates}")
    }

    private func firstDifference(_ made: String, _ expected: String) -> String? {
        guard made != expected else { return nil }
        let lines = (
            made.split(separator: "\n", omittingEmptySubsequences: false),
            expected.split(separator: "\n", omittingEmptySubsequences: false)
        )
        let index =
            zip(lines.0, lines.1).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            ?? min(lines.0.count, lines.1.count)
        func line(_ lines: [Substring]) -> String { index < lines.count ? String(lines[index].prefix(300)) : "(end)" }
        return "line \(index + 1)\nmade:     \(line(lines.0))\nexpected: \(line(lines.1))"
    }
}
