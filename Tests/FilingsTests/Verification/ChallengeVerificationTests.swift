import Cases
import Foundation
import TemplateEngine
import Testing

@testable import Filings

/// A packet whose cases are all challenged, right in everything but what a test wants wrong.
private struct ChallengedPacket {
    var numbers = ["BA100001", "=1+1", "A&B<7"]
    var hasTwin = true
    /// Make of a file something else.
    var notice: (String) -> String = { $0 }
    var twin: (String) -> String = { $0 }
    var list: (String) -> String = { $0 }
    var stated: (Int) -> Int = { $0 }
    var without: Set<String> = []
    /// In place of the notice with the list: a volume of notices whose case numbers are these.
    var volume: [String]?
    /// Put into the last notice of the volume.
    var slip = ""

    static func birthDate(_ sequence: Int) -> CalendarDate {
        CalendarDate(year: 1960 + sequence, month: 3, day: 10 + sequence).unsafelyUnwrapped
    }

    private func cases() -> [PlacedChallenge] {
        let courthouse = Courthouse(id: "house", name: "Courthouse", address: [], district: "")
        return numbers.enumerated().compactMap { index, number in
            let counts = [1, 2].map { count in
                ChallengedCount(
                    count: Count(
                        place: RowPlace(file: 0, row: 2 * index + count), number: "\(count)",
                        section: CodeSection(number: "11359"), level: .felony,
                        convictionDate: CalendarDate(year: 1990, month: count, day: 1 + index).unsafelyUnwrapped,
                        sentence: .completed, determination: .notEligible),
                    ground: count == 1 ? .doesNotMeetCriteria : .unreasonableRisk,
                    reviewer: Reviewer(name: "R", barNumber: "1234"))
            }
            let person = Person(
                name: PersonName(last: "MADEUP", first: "A"), birthDate: Self.birthDate(index + 1))
            return ChallengedCase(
                number: number, person: person, route: Route(jurisdiction: "torrance", courthouse: "house"),
                counts: counts
            ).map { PlacedChallenge(challenged: $0, decision: nil, sequence: index + 1, courthouse: courthouse) }
        }
    }

    /// - Returns: the path of the packet.
    func write(in output: String) throws -> String {
        let batch = try BatchFolder(output: output, name: "june")
        let packet = try batch.packet("torrance")
        var files = [try packet.writeManifestSchema()]
        let rows = cases()
        for (isConfidential, change) in [(false, list), (true, twin)] where hasTwin || !isConfidential {
            let path = isConfidential ? "confidential/challenged.csv" : "challenged.csv"
            if without.contains(path) { continue }
            // Written by the program, read back, changed, and written as it is then.
            let aside = try BatchFolder(output: output, name: "aside-\(isConfidential)")
            let writer = try ChallengeWriter(in: aside.root, isConfidential: isConfidential)
            for row in rows { try writer.add(row) }
            _ = try writer.finish()
            let text = try String(contentsOfFile: "\(output)/.aside-\(isConfidential).partial/\(path)", encoding: .utf8)
            aside.discard()
            files.append(try packet.write(path, Array(change(text).utf8)))
        }
        let table = rows.flatMap { row in
            row.challenged.counts.map { _ in
                "<tr><td>1</td><th scope=\"row\">\(escaped(row.challenged.number))</th></tr>"
            }
        }
        var pages = [
            "cover.html": "<p>cover</p>", "defender-letter.html": "<p>letter</p>",
            "proof-of-service.html": "<p>served</p>",
        ]
        var volumes: [Volume] = []
        if let volume {
            volumes.append(try writeVolume(volume, in: packet))
        } else {
            let foot = "<table class=\"totals\"><tr><th scope=\"row\">All</th></tr></table>"
            pages["challenge.html"] = notice("<table class=\"list ruled\">\(table.joined())</table>\(foot)")
        }
        for (path, text) in pages where !without.contains(path) {
            files.append(try packet.write(path, Array(text.utf8)))
        }
        var totals = Totals(rows: stated(2 * numbers.count))
        totals[.challenged] = stated(2 * numbers.count)
        _ = try packet.write(
            PacketManifest(
                run: SampleBatch.run, jurisdiction: "torrance", name: "Torrance", inputs: [], totals: totals,
                files: files, volumes: volumes))
        try batch.publish(durably: false)
        return "\(output)/june/torrance"
    }

    private func writeVolume(_ numbers: [String], in packet: PacketFolder) throws -> Volume {
        let schema = Schema("page", [.text("number"), .text("slip", optional: true)])
        let source = TemplateSource(
            name: "page", path: "page.html.mustache",
            text: "<html><body><p>{{number}}</p>{{#slip}}{{slip}}{{/slip}}</body></html>")
        let template = try #require(
            Template.compile("page", from: TemplateSet([[source]]), schema: schema, audience: .public, syntax: .html)
                .template)
        let writer = VolumeWriter(layout: .zip)
        var values = Values(schema)
        var output = Output()
        try writer.begin(.challenges, 1, in: packet, of: SampleBatch.run)
        for (index, number) in numbers.enumerated() {
            try writer.beginCase(sequence: index + 1, number: number)
            values.reset()
            values.setText(0, number)
            if index == numbers.count - 1 { values.setText(1, slip) }
            output.removeAll()
            try template.render(values, .draft, into: &output)
            try writer.add("challenge.html", output, code: nil)
        }
        return try writer.finish()
    }

    private func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
    }
}

@Suite struct ChallengeVerificationTests {
    private func findings(_ packet: ChallengedPacket) throws -> [VerificationFinding] {
        let folder = try TestFolder()
        return try Verification.verify(packet.write(in: folder.path), paper: false).findings
    }

    @Test("A packet without cases to file is sound by itself", arguments: [true, false])
    func sound(hasTwin: Bool) throws {
        let folder = try TestFolder()
        let report = try Verification.verify(ChallengedPacket(hasTwin: hasTwin).write(in: folder.path), paper: false)
        #expect(report.findings == [])
        #expect(report.challenges == 3 && report.cases == 0)
        let notices = ChallengedPacket(hasTwin: hasTwin, volume: ["BA100001", "=1+1", "A&B<7"])
        #expect(try findings(notices) == [])
    }

    @Test("The notice and the list have the same rows")
    func noticeAndList() throws {
        let row = "<tr><td>1</td><th scope=\"row\">BA100001</th></tr>"
        let less = try findings(ChallengedPacket(notice: { $0.replacingOccurrences(of: row + row, with: row) }))
        #expect(less.map(\.message) == ["1 rows of challenged.csv are not in the notice"])
        let more = try findings(ChallengedPacket(notice: { $0.replacingOccurrences(of: row, with: row + row) }))
        #expect(more.map(\.message) == ["2 rows of the notice are not in challenged.csv"])
        let other = try findings(
            ChallengedPacket(notice: { $0.replacingOccurrences(of: "BA100001", with: "BA100009") }))
        #expect(other.map(\.code) == [.challengesDiffer, .challengesDiffer])
        let none = try findings(ChallengedPacket(notice: { _ in "<p>We challenge.</p>" }))
        #expect(none.map(\.message) == ["6 rows of challenged.csv are not in the notice"])
    }

    @Test("The list has as many rows as the totals state", arguments: [-1, 1])
    func totals(difference: Int) throws {
        let findings = try findings(ChallengedPacket(stated: { $0 + difference }))
        #expect(findings.map(\.code) == [.totalsDiffer])
        #expect(findings[0].message == "\(6 + difference) rows challenged stated, 6 in challenged.csv")
    }

    @Test(
        "What is wrong in a list is named by row",
        arguments: [
            ("unreasonable-risk", "some-ground"), ("\r\n2,", "\r\n4,"),
            ("does-not-meet-11361.8,", "does-not-meet-11361.8,,"),
        ])
    func badLists(old: String, new: String) throws {
        let packet = ChallengedPacket(hasTwin: false, list: { $0.replacingOccurrences(of: old, with: new) })
        let findings = try findings(packet)
        #expect(findings.contains { $0.code == .challengesDiffer && $0.path == "challenged.csv" })
    }

    @Test("The confidential twin says the same", arguments: [("BA100001", "BA100002"), ("1990-02-01", "1990-02-02")])
    func twin(old: String, new: String) throws {
        let findings = try findings(ChallengedPacket(twin: { $0.replacingOccurrences(of: old, with: new) }))
        #expect(findings.allSatisfy { $0.path == "confidential/challenged.csv" && $0.code == .challengesDiffer })
        #expect(!findings.isEmpty)
    }

    @Test(
        "A packet that challenges tells the court and the public defender",
        arguments: [
            "defender-letter.html", "proof-of-service.html", "challenge.html", "challenged.csv",
        ])
    func missing(file: String) throws {
        let findings = try findings(ChallengedPacket(hasTwin: file != "challenged.csv", without: [file]))
        #expect(!findings.isEmpty, "\(file)")
        if file != "challenged.csv" { #expect(findings.map(\.path) == [file]) }
    }

    @Test("The notices of single cases are those of the list")
    func volumes() throws {
        let other = try findings(ChallengedPacket(volume: ["BA100001", "BA100009", "A&B<7"]))
        #expect(other.map(\.code) == [.casesDiffer])
        let less = try findings(ChallengedPacket(volume: ["BA100001", "=1+1"]))
        #expect(less.map(\.code) == [.casesDiffer] && less[0].message == "2 challenges in volumes, 3 in the totals")
    }

    @Test("A birth date of a challenged person is found where the public reads it")
    func leaks() throws {
        let date = ChallengedPacket.birthDate(3)
        let notice = try findings(
            ChallengedPacket(notice: { "\($0)<p>A&amp;B&lt;7, BA100001 \(ChallengedPacket.birthDate(1).iso)</p>" }))
        #expect(notice.map(\.code) == [.confidentialValue] && notice[0].path == "challenge.html")
        let single = ChallengedPacket(volume: ["BA100001", "=1+1", "A&B<7"], slip: date.long)
        #expect(try findings(single).map(\.code) == [.confidentialValue])
        // Somebody else's birthday betrays nobody, and without the twin nothing can be known.
        let others = ChallengedPacket(volume: ["BA100001", "=1+1", "A&B<7"], slip: ChallengedPacket.birthDate(1).long)
        #expect(try findings(others) == [])
        let blind = ChallengedPacket(hasTwin: false, volume: ["BA100001", "=1+1", "A&B<7"], slip: date.long)
        #expect(try findings(blind) == [])
    }
}
