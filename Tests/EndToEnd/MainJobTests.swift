import Foundation
import Testing

/// The main job, from a list to packets.
@Suite(.timeLimit(.minutes(20))) struct MainJobTests {
    private static let packetFiles: Set<String> = [
        "cases-0001.zip", "letters-0001.zip", "schedule-0001.html", "schedule.csv", "schedule.xml", "schedule.xsd",
        "manifest.xml", "manifest.xsd", "cover.html", "motion.html", "declaration.html", "order.html",
        "non-challenge.html", "proof-of-service.html", "confidential/schedule-0001.html", "confidential/schedule.csv",
        "mailing/address-unknown.csv", "mailing/addresses.csv",
    ]

    @Test func aCleanListBecomesPackets() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<6) + Row.misdemeanors(1..<4))
        let ran = try await office.generate("list.csv")
        #expect(ran.code == 0, "\(ran.err)")
        let folder = ran.lastLine
        #expect(folder.hasPrefix("out/2020-02-13-"))
        #expect(
            office.scratch.names(in: folder) == [
                "district-attorney", "exceptions.csv", "index.html", "long-beach", "manifest.xml", "manifest.xsd",
                "warnings.csv",
            ])
        #expect(Set(office.scratch.files(in: "\(folder)/district-attorney")) == Self.packetFiles)
        #expect(Set(office.scratch.files(in: "\(folder)/long-beach")) == Self.packetFiles)
        #expect(table(try office.scratch.text("\(folder)/exceptions.csv")).isEmpty)
        #expect(office.scratch.batches(in: "out") == [String(folder.dropFirst(4))])
        let verified = try await office.vacatur("verify", folder)
        #expect(verified.code == 0, "\(verified.out)")
    }

    @Test(arguments: ["csv", "jsonl", "xml"]) func numbersForMachines(_ format: String) async throws {
        let office = try Office()
        try await office.sample(60, seed: 11, dirty: 0.2, format: format, to: "list.\(format)")
        let ran = try await office.generate("list.\(format)", "--json")
        #expect(ran.code == 2, "\(ran.err)")
        let result = try json(ran)
        let folder = try #require(result["folder"] as? String)
        let manifest = try totals(ofManifest: try office.scratch.text("\(folder)/manifest.xml"))
        #expect(result["rows"] as? Int == manifest["rows"])
        #expect(result["filed"] as? Int == manifest["filed"])
        #expect(result["draft"] as? Bool == false)
        let lines = try #require(result["jurisdictions"] as? [[String: Any]])
        for key in ["cases", "counts", "people"] {
            #expect(lines.reduce(0) { $0 + ($1[key] as? Int ?? 0) } == manifest[key], "\(key)")
        }
        let inputs = try #require(result["inputs"] as? [[String: Any]])
        #expect(inputs.map { $0["rows"] as? Int } == [manifest["rows"]])
        for outcome in [
            "filed", "held", "referred", "not-eligible", "challenged", "rejected", "already-filed", "not-selected",
        ] {
            let sum = lines.reduce(0) { $0 + (($1["outcomes"] as? [String: Int])?[outcome] ?? 0) }
            #expect(sum == manifest[outcome], "\(outcome)")
        }
    }

    @Test func everyFormatSaysTheSame() async throws {
        let office = try Office()
        var schedules: [String: Data] = [:]
        for format in ["csv", "jsonl", "xml"] {
            try await office.sample(60, seed: 12, format: format, to: "list.\(format)")
            let ran = try await office.generate("list.\(format)", to: "out-\(format)")
            #expect(ran.code < 3, "\(ran.err)")
            schedules[format] = try office.scratch.bytes("\(ran.lastLine)/district-attorney/schedule.csv")
            let rows = table(String(decoding: try #require(schedules[format]), as: UTF8.self))
            #expect(rows.count > 40)
        }
        #expect(schedules["csv"] == schedules["jsonl"])
        #expect(schedules["csv"] == schedules["xml"])
    }

    @Test func volumesAndFoldersHoldTheSameDocuments() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<8))
        let zipped = try await office.generate("list.csv", to: "zip")
        let plain = try await office.generate("list.csv", "--layout", "tree", to: "tree")
        #expect(zipped.code == 0 && plain.code == 0, "\(zipped.err)\(plain.err)")
        for volume in ["cases-0001", "letters-0001"] {
            _ = try office.scratch.makeFolder("unpacked")
            let archive = office.scratch.path("\(zipped.lastLine)/district-attorney/\(volume).zip")
            let unpacked = try await Program.tool(
                "unzip", ["-q", archive, "-d", "unpacked/\(volume)"], in: office.scratch)
            #expect(unpacked.code == 0, "\(unpacked.err)")
            var left = try office.scratch.tree("unpacked/\(volume)")
            var right = try office.scratch.tree("\(plain.lastLine)/district-attorney/\(volume)")
            #expect(left.removeValue(forKey: "manifest.xml") != nil)
            #expect(right.removeValue(forKey: "manifest.xml") != nil)
            #expect(left.count >= 7)
            #expect(differences(left, right) == [])
        }
        let verified = try await office.vacatur("verify", plain.lastLine)
        #expect(verified.code == 0, "\(verified.out)")
    }

    @Test func aFolderOfTheCityAloneCanBeChecked() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<3) + Row.misdemeanors(1..<3))
        let ran = try await office.generate("list.csv")
        try office.scratch.copy("\(ran.lastLine)/long-beach", to: "handed-over")
        try office.scratch.remove("out")
        let verified = try await office.vacatur("verify", "handed-over")
        #expect(verified.code == 0, "\(verified.out)")
    }
}
