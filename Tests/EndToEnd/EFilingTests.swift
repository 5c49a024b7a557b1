import Foundation
import Testing

/// From a finished batch to messages and upload sets, judged by other programs.
@Suite(.timeLimit(.minutes(20))) struct EFilingTests {
    private static let standard = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/ecf5").standardized.path
    private static let hasOfficial = FileManager.default.fileExists(atPath: standard + "/entry-review-filing.xsd")

    /// An office whose Long Beach e-files, with a batch of these rows; gives the batch's folder.
    private func batch(_ rows: [Row], policy: (old: String, new: String)? = nil) async throws -> (Office, String) {
        let office = try Office()
        let pack = "Templates/long-beach/jurisdiction.yaml"
        try office.scratch.write(office.scratch.text(pack) + "\ndelivery: efile\n", to: pack)
        if let policy { try office.scratch.edit("Templates/base/court-policy.yaml", policy.old, policy.new) }
        try office.write(rows)
        let ran = try await office.generate("list.csv")
        try #require(ran.code == 0, "\(ran.err)")
        return (office, ran.lastLine)
    }

    @Test(
        "messages pass xmllint with the official schemas", .enabled(if: hasOfficial, "no ../shared/ecf5"),
        arguments: [1, 3])
    func official(_ casesPerMessage: Int) async throws {
        let (office, folder) = try await batch(Row.misdemeanors(1..<6) + Row.felonies(1..<3))
        let installed = try await office.vacatur("schemas", "install", Self.standard)
        try #require(installed.code == 0, "\(installed.err)")
        let ran = try await office.vacatur("efile", folder, "--cases-per-message", "\(casesPerMessage)")
        #expect(ran.code == 0, "\(ran.err)")
        #expect(!ran.out.contains("our own schema only"))
        let made = "\(folder)-efiling/long-beach"
        #expect(!office.scratch.exists("\(folder)-efiling/district-attorney"))
        _ = try await Program.tool(
            "unzip", ["-q", office.scratch.path("\(made)/messages-0001.zip"), "-d", office.scratch.path("messages")],
            in: office.scratch)
        let messages = office.scratch.files(in: "messages")
        #expect(messages.count == (casesPerMessage == 1 ? 5 : 2))
        let checked = try await Program.tool(
            "xmllint",
            ["--nonet", "--noout", "--schema", Self.standard + "/entry-review-filing.xsd"]
                + messages.map { office.scratch.path("messages/\($0)") }, in: office.scratch)
        #expect(checked.code == 0, "\(checked.err)")
        #expect(messages.allSatisfy { checked.err.contains("\($0) validates") })
    }

    @Test("the index lists every file with its hash; the packet stays as it was; the same again")
    func uploads() async throws {
        let (office, folder) = try await batch(
            Row.misdemeanors(1..<8), policy: ("uploadBytes: 35000000", "uploadBytes: 250000"))
        let before = try office.scratch.tree(folder)
        let ran = try await office.vacatur("efile", folder)
        #expect(ran.code == 0 && ran.out.contains("our own schema only"), "\(ran.out)\(ran.err)")
        #expect(differences(before, try office.scratch.tree(folder)) == [])
        let made = "\(folder)-efiling/long-beach"
        let rows = table(try office.scratch.text("\(made)/upload-index-0001.csv"))
        #expect(rows.count == 7 * 4)
        for row in rows.prefix(4) { #expect(row["message_id"] == rows[0]["message_id"]) }
        let archives = office.scratch.names(in: made).filter { $0.hasPrefix("uploads-") }
        #expect(archives.count > 1 && Set(archives) == Set(rows.compactMap { $0["archive"] }))
        for archive in archives {
            #expect(try office.scratch.bytes("\(made)/\(archive)").count <= 250_000)
            _ = try await Program.tool(
                "unzip", ["-q", office.scratch.path("\(made)/\(archive)"), "-d", office.scratch.path("unpacked")],
                in: office.scratch)
        }
        let sums = rows.map { "\($0["sha256"] ?? "")  \($0["file"] ?? "")\n" }.joined()
        try office.scratch.write(sums, to: "unpacked/SUMS")
        let checked = try await Program.tool(
            "sh", ["-c", "cd unpacked && sha256sum -c --quiet SUMS && ls | wc -l"], in: office.scratch)
        #expect(checked.code == 0 && checked.out.trimmingCharacters(in: .whitespacesAndNewlines) == "29", "\(checked)")
        #expect(rows.allSatisfy { ($0["file"]?.utf8.count ?? 99) <= 50 })
        let order = try office.scratch.text("unpacked/000001-NA100001-02-order.rtf")
        #expect(order.hasPrefix("{\\rtf1") && order.contains("NA100001") && order.contains("IT IS ORDERED"))

        let first = try office.scratch.tree("\(folder)-efiling")
        _ = try await office.vacatur("efile", folder)
        #expect(differences(first, try office.scratch.tree("\(folder)-efiling")) == [])
    }

    @Test("a case with a finding is held back with ECF's code, the rest go")
    func held() async throws {
        var rows = Row.misdemeanors(1..<5)
        rows[1].last = String(repeating: "LONG", count: 11)
        let (office, folder) = try await batch(rows)
        let ran = try await office.vacatur("efile", folder, "--cases-per-message", "4")
        #expect(ran.code == 2, "\(ran.err)")
        let held = table(try office.scratch.text("\(folder)-efiling/long-beach/held-back.csv"))
        #expect(held.map { $0["case_number"] } == ["NA100002"])
        #expect(held.first?["code"] == "4" && held.first?["element"] == "PersonSurName")
        let sent = table(try office.scratch.text("\(folder)-efiling/long-beach/messages-0001.csv"))
        #expect(sent.map { $0["case_number"] } == ["NA100001", "NA100003", "NA100004"])
        let list = try office.scratch.text("\(folder)-efiling/long-beach/held-back.csv")
        #expect(!ran.out.contains("LONG") && !list.contains("LONG"))
    }

    @Test("the folder alone is enough to verify it; every change is found and named")
    func verified() async throws {
        var rows = Row.misdemeanors(1..<6)
        rows[1].last = String(repeating: "LONG", count: 11)
        let (office, folder) = try await batch(rows)
        let ran = try await office.vacatur("efile", folder, "--cases-per-message", "2")
        #expect(ran.code == 2, "\(ran.err)")
        let scratch = office.scratch
        _ = try await Program.tool(
            "mv", [scratch.path("\(folder)-efiling"), scratch.path("alone")], in: scratch)
        let sound = try await office.vacatur("verify", "alone")
        #expect(sound.code == 0 && sound.out.contains("Sound: 5 cases"), "\(sound.out)\(sound.err)")
        #expect(try await office.vacatur("verify", "alone/long-beach").code == 0)
        for file in [
            "manifest.xml", "manifest.xsd", "long-beach/manifest.xml", "long-beach/manifest.xsd",
            "long-beach/held-back.csv", "long-beach/messages-0001.csv", "long-beach/messages-0001.zip",
            "long-beach/uploads-0001-01.zip", "long-beach/upload-index-0001.csv", "long-beach/upload-index-0001.html",
        ] {
            let bytes = try scratch.bytes("alone/\(file)")
            var other = bytes
            other[other.startIndex + other.count / 2] ^= 1
            try scratch.write(other, to: "alone/\(file)")
            let found = try await office.vacatur("verify", "alone")
            #expect(found.code == 1 && found.out.contains(file), "\(file): \(found.out)")
            #expect(!found.out.contains("LONG"))
            try scratch.write(bytes, to: "alone/\(file)")
        }
        try scratch.write("more", to: "alone/long-beach/more.csv")
        #expect(try await office.vacatur("verify", "alone").out.contains("[unlisted-file]"))
    }

    @Test("a request that would be too large with its files is sent before the next case is added")
    func split() async throws {
        let (office, folder) = try await batch(
            Row.misdemeanors(1..<7), policy: ("messageBytes: 35000000", "messageBytes: 500000"))
        let ran = try await office.vacatur("efile", folder, "--cases-per-message", "100")
        #expect(ran.code == 0, "\(ran.err)")
        let made = "\(folder)-efiling/long-beach"
        let messages = table(try office.scratch.text("\(made)/messages-0001.csv"))
        let index = table(try office.scratch.text("\(made)/upload-index-0001.csv"))
        #expect(messages.map { $0["sequence"] } == (1...6).map { "\($0)" })
        let requests = Dictionary(grouping: messages) { $0["file"] ?? "" }
        #expect(requests.count > 1 && requests.values.contains { $0.count > 1 }, "\(requests.mapValues(\.count))")
        for (_, cases) in requests {
            let names = Set(cases.compactMap { $0["message_id"] })
            let files = index.filter { names.contains($0["message_id"] ?? "") && $0["role"] != "editable" }
            let size = files.reduce(Int(cases[0]["bytes"] ?? "") ?? 0) { $0 + (Int($1["bytes"] ?? "") ?? 0) }
            #expect(size <= 500_000)
        }
    }

    private static let manager = (
        old: "interactionProfile: \"urn:oasis:names:tc:legalxml-courtfiling:schema:xsd:WebServicesMessaging-5.0\"",
        new: """
        interactionProfile: "urn:oasis:names:tc:legalxml-courtfiling:schema:xsd:WebServicesMessaging-2.0"
            profile: ecf-4.01
            manager:
              content: inline
              components: { lead: "332", connected: "331" }
              account: "7f3a1c52-0b7e-4a2f-9d11-2e5c8b6a4f90"
              roles: { people: Plaintiff, attorney: Prosecutor, defendant: Defendant }
              tracking: number
        """
    )

    @Test("a court on a manager of ECF 4.01 gets messages with the files in them, and upload sets as before")
    func manager() async throws {
        let (office, folder) = try await batch(Row.misdemeanors(1..<4), policy: Self.manager)
        let bulk = try await office.vacatur("efile", folder, "--cases-per-message", "3")
        #expect(bulk.code == 64 && bulk.err.contains("ECF 4.01 is of one case"), "\(bulk.err)")
        let ran = try await office.vacatur("efile", folder)
        #expect(ran.code == 0 && ran.out.contains("our own schema only"), "\(ran.out)\(ran.err)")
        let made = "\(folder)-efiling/long-beach"
        for archive in ["messages-0001.zip", "uploads-0001-01.zip"] {
            _ = try await Program.tool(
                "unzip", ["-q", office.scratch.path("\(made)/\(archive)"), "-d", office.scratch.path("unpacked")],
                in: office.scratch)
        }
        let sent = table(try office.scratch.text("\(made)/messages-0001.csv"))
        #expect(sent.map { $0["case_number"] } == ["NA100001", "NA100002", "NA100003"])
        let uploads = table(try office.scratch.text("\(made)/upload-index-0001.csv"))
        for row in sent {
            let message = try office.scratch.text("unpacked/\(row["file"] ?? "")")
            let id = row["message_id"] ?? ""
            #expect(message.contains("<nc:IdentificationID>\(id)</nc:IdentificationID>"))
            #expect(message.contains(":ReviewFilingRequestMessage"))
            let files = uploads.filter { $0["message_id"] == id && $0["role"] != "editable" }
            #expect(files.count == 3)
            for file in files {
                let name = file["file"] ?? ""
                let bytes = Data(try office.scratch.bytes("unpacked/\(name)")).base64EncodedString()
                #expect(message.contains("<nc:BinaryLocationURI>\(name)<"))
                #expect(message.contains("<nc:BinaryBase64Object>\(bytes)<"), "\(name)")
            }
        }
    }

    @Test("drafts and offices on paper are refused with the reason")
    func refused() async throws {
        let office = try Office()
        try office.write(Row.misdemeanors(1..<3))
        let draft = try await office.generate("list.csv", approved: false)
        let ran = try await office.vacatur("efile", draft.lastLine)
        #expect(ran.code == 64 && ran.err.contains("a draft"), "\(ran.err)")
        let filed = try await office.generate("list.csv")
        let paper = try await office.vacatur("efile", filed.lastLine)
        #expect(paper.code == 64 && paper.err.contains("delivery: efile"), "\(paper.err)")
        #expect(!office.scratch.exists("\(filed.lastLine)-efiling"))
    }
}
