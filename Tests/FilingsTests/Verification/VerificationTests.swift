import Cases
import Foundation
import Testing

@testable import Filings

@Suite struct VerificationTests {
    private func report(_ sample: SampleBatch, _ change: (TestFolder) throws -> Void = { _ in }) throws
        -> VerificationReport
    {
        let folder = try TestFolder()
        try sample.write(to: folder.path)
        try change(folder)
        return try Verification.verify(folder.path + "/june", paper: false)
    }

    @Test(arguments: Layout.allCases, [true, false])
    func soundBatchesAndPackets(_ layout: Layout, _ hasTwin: Bool) throws {
        let folder = try TestFolder()
        try SampleBatch(layout: layout, hasTwin: hasTwin).write(to: folder.path)
        let batch = try Verification.verify(folder.path + "/june", paper: false)
        #expect(batch.findings == [])
        #expect(batch.cases == 10)
        #expect(batch.documents == 20)
        // A city gets nothing but its own folder.
        let packet = try Verification.verify(folder.path + "/june/torrance", paper: false, threads: 1)
        #expect(packet.findings == [])
        #expect(packet.cases == 5)
    }

    @Test func sameRunSameBytes() throws {
        let first = try TestFolder()
        let second = try TestFolder()
        try SampleBatch().write(to: first.path)
        try SampleBatch().write(to: second.path)
        #expect(first.files == second.files)
        for file in first.files { #expect(try first.bytes(file) == second.bytes(file)) }
    }

    /// Any one byte of any file, and the finding names the file; in an archive, the document.
    @Test(arguments: Layout.allCases)
    func anyFlippedByteIsFound(_ layout: Layout) throws {
        let folder = try TestFolder()
        try SampleBatch(layout: layout, cases: 3, perVolume: 2).write(to: folder.path)
        var random = SplitMix(seed: 11)
        for file in folder.files {
            let bytes = try folder.bytes(file)
            let positions = [0, 1, bytes.count - 1] + (0..<6).map { _ in random.below(bytes.count) }
            for position in positions {
                var damaged = bytes
                damaged[position] ^= 1 << random.below(8)
                try folder.write(damaged, to: file)
                let report = try Verification.verify(folder.path + "/june", paper: false)
                let path = file.dropFirst("june/".count)
                #expect(report.findings.contains { $0.path == path }, "byte \(position) of \(file)")
            }
            try folder.write(bytes, to: file)
        }
        #expect(try Verification.verify(folder.path + "/june", paper: false).isSound)
    }

    @Test func damagedDocumentsOfArchivesAreNamed() throws {
        let report = try report(SampleBatch()) { folder in
            var bytes = try folder.bytes("june/torrance/cases-0001.zip")
            bytes[200] ^= 0x10
            try folder.write(bytes, to: "june/torrance/cases-0001.zip")
        }
        #expect(report.findings.contains { $0.code == .digestDiffers && $0.path == "torrance/cases-0001.zip" })
        #expect(report.findings.contains { $0.entry == "000001-BA100001/motion.html" })
    }

    @Test(arguments: Layout.allCases)
    func missingAndUnlistedFiles(_ layout: Layout) throws {
        let folder = try TestFolder()
        try SampleBatch(layout: layout).write(to: folder.path)
        for file in folder.files {
            let bytes = try folder.bytes(file)
            try folder.remove(file)
            let missing = try Verification.verify(folder.path + "/june", paper: false)
            #expect(missing.findings.contains { $0.code == .missingFile }, "\(file)")
            try folder.write(bytes, to: file)

            try folder.write([1], to: file + ".more")
            let more = try Verification.verify(folder.path + "/june", paper: false)
            #expect(more.findings.map(\.code) == [.unlistedFile], "\(file)")
            try folder.remove(file + ".more")
        }
    }

    @Test func linksAreNotFollowed() throws {
        let report = try report(SampleBatch()) { folder in
            let cover = folder.path + "/june/torrance/cover.html"
            try FileManager.default.moveItem(atPath: cover, toPath: folder.path + "/elsewhere.html")
            try FileManager.default.createSymbolicLink(
                atPath: cover,
                withDestinationPath: folder.path + "/elsewhere.html"
            )
        }
        #expect(report.findings.contains { $0.code == .notAPlainFile && $0.path == "torrance/cover.html" })
    }

    @Test func totalsAreAddedAgain() throws {
        let changes: [(inout Totals) -> Void] = [
            { $0.rows += 1 }, { $0[.held] += 1 }, { $0.counts += 1 }, { $0.cases -= 1 },
            { $0.reliefs = [] }, { $0.courthouses = [CourthouseTotal(name: "Elsewhere", cases: 5, counts: 10)] },
        ]
        for change in changes {
            let report = try report(SampleBatch(totals: change))
            #expect(report.findings.contains { $0.code == .totalsDiffer && $0.path == "torrance/manifest.xml" })
        }
    }

    @Test(
        "every case is in one print job, in order, and pages make sheets",
        arguments: [
            ([(1, 3, 20, 20), (4, 5, 14, 14)], []), ([(1, 5, 34, 17)], []), ([(1, 5, 33, 17)], []),
            ([(1, 3, 20, 20), (5, 5, 7, 7)], [VerificationFinding.Code.casesDiffer]),
            ([(1, 3, 20, 20), (3, 5, 20, 20)], [.casesDiffer]), ([(1, 4, 20, 20)], [.casesDiffer]),
            ([(4, 5, 14, 14), (1, 3, 20, 20)], [.casesDiffer]), ([(1, 5, 34, 16)], [.totalsDiffer]),
            ([(1, 5, 34, 35)], [.totalsDiffer]),
        ] as [([(Int, Int, Int, Int)], [VerificationFinding.Code])])
    func printJobs(jobs: [(Int, Int, Int, Int)], codes: [VerificationFinding.Code]) throws {
        let report = try report(SampleBatch(jobs: jobs.map { ($0.0, $0.1, $0.2, $0.3) }))
        #expect(Set(report.findings.map(\.code)) == Set(codes), "\(report.findings)")
    }

    @Test func schedulesMustAgree() throws {
        let folder = try TestFolder()
        try SampleBatch().write(to: folder.path)
        for (file, from, to) in [
            ("schedule.xml", "1990-01-03", "1990-01-04"), ("schedule.csv", "BA100003", "BA100009"),
            ("confidential/schedule.csv", "BA100003", "BA100009"),
            ("schedule.xml", "<totals cases=\"5\"", "<totals cases=\"6\""),
        ] {
            let path = "june/torrance/\(file)"
            let bytes = try folder.bytes(path)
            let text = String(decoding: bytes, as: UTF8.self).replacing(from, with: to)
            try folder.write(Array(text.utf8), to: path)
            let codes = try Verification.verify(folder.path + "/june", paper: false).findings.map(\.code)
            #expect(codes.contains(.schedulesDiffer) || codes.contains(.totalsDiffer), "\(file)")
            try folder.write(bytes, to: path)
        }
    }

    @Test(arguments: Layout.allCases)
    func casesOfScheduleAndVolumesMustAgree(_ layout: Layout) throws {
        for sample in [SampleBatch(layout: layout, skippedCase: 5), SampleBatch(layout: layout, skippedCase: 2)] {
            #expect(try report(sample).findings.contains { $0.code == .casesDiffer })
        }
        let report = try report(SampleBatch(layout: layout, renumbered: 4))
        #expect(report.findings.contains { $0.code == .casesDiffer && $0.message.contains("000004-XX1") })
    }

    @Test(arguments: Layout.allCases)
    func confidentialValuesInDocuments(_ layout: Layout) throws {
        let date = SampleBatch.birthDate(4)
        let month = date.month < 10 ? "0\(date.month)" : "\(date.month)"
        let day = date.day < 10 ? "0\(date.day)" : "\(date.day)"
        for text in [
            date.iso, "\(month)/\(day)/\(date.year)", "\(date.month)/\(date.day)/\(date.year)",
            "\(date.year)\(month)\(day)", "\(month)\(day)\(date.year)", date.long, date.longSpanish, "CII A0900004.",
            "a0900004",
        ] {
            let findings = try report(SampleBatch(layout: layout, slip: (4, text))).findings
            #expect(findings.count == 4, "\(text)")
            #expect(findings.allSatisfy { $0.code == .confidentialValue && !$0.description.contains(text) })
            #expect(findings.contains { ($0.path + $0.entry).hasSuffix("000004-BA100004/motion.html") })
        }
    }

    /// Somebody else's birthday, a day that the law names, and the dates of the case itself betray nobody.
    @Test func otherDatesAreNotConfidential() throws {
        for text in [SampleBatch.birthDate(3).long, "February 13, 2020", "1990-01-05", "A0900099", "900004"] {
            #expect(try report(SampleBatch(slip: (4, text))).findings == [], "\(text)")
        }
    }

    @Test func confidentialValuesElsewhere() throws {
        let date = SampleBatch.birthDate(2)
        let padding = String(repeating: "<p>nothing to see</p>\n", count: 60_000)
        for cover in [
            "<tr><td>BA100002</td><td>NAME</td><td>\(date.iso)</td></tr>",
            padding + "<tr><td>BA100002</td><td>" + String(repeating: " ", count: 300) + date.long + "</td></tr>"
                + padding,
            padding + "A0900002",
        ] {
            let findings = try report(SampleBatch(cover: cover)).findings
            #expect(findings.map(\.path) == ["long-beach/cover.html", "torrance/cover.html"])
            #expect(findings.allSatisfy { $0.code == .confidentialValue })
        }
        #expect(try report(SampleBatch(cover: "BA100003 \(date.iso)")).isSound)
    }

    @Test func nothingToVerify() throws {
        let folder = try TestFolder()
        #expect(try Verification.verify(folder.path, paper: false).findings.map(\.code) == [.missingFile])
        #expect(throws: PackingError.self) { try Verification.verify(folder.path + "/none", paper: false) }
    }

    /// Whatever is in the files: findings, never a crash.
    @Test func garbledFiles() throws {
        let folder = try TestFolder()
        try SampleBatch(cases: 3, perVolume: 2).write(to: folder.path)
        var random = SplitMix(seed: 21)
        for file in folder.files {
            let bytes = try folder.bytes(file)
            for _ in 0..<6 {
                var garbled = bytes
                for _ in 0..<(1 + random.below(20)) {
                    let position = random.below(garbled.count + 1)
                    switch random.below(3) {
                    case 0: garbled.removeSubrange(position..<min(garbled.count, position + random.below(50)))
                    case 1:
                        garbled.insert(
                            contentsOf: (0..<random.below(50)).map { _ in UInt8(random.below(256)) },
                            at: position
                        )
                    default: if position < garbled.count { garbled[position] = UInt8(random.below(256)) }
                    }
                    if garbled.isEmpty { garbled = [0] }
                }
                guard garbled != bytes else { continue }
                try folder.write(garbled, to: file)
                #expect(try !Verification.verify(folder.path + "/june", paper: false).isSound)
            }
            try folder.write(bytes, to: file)
        }
    }
}
