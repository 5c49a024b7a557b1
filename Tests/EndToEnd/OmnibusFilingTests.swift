import Foundation
import Testing

/// The omnibus motion of a finished batch as filings in the court's master case.
@Suite(.timeLimit(.minutes(20))) struct OmnibusFilingTests {
    private static let standard = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/ecf5").standardized.path
    private static let hasOfficial = FileManager.default.fileExists(atPath: standard + "/entry-review-filing.xsd")
    private static let policy = "Templates/base/court-policy.yaml"

    /// An office whose Long Beach e-files, with a batch; the court has a master case, and its number is on the papers.
    private func batch(numberOnPage: String = "BH900001", isConfidential: Bool = true) async throws -> (Office, String)
    {
        let office = try Office()
        let pack = "Templates/long-beach/jurisdiction.yaml"
        try office.scratch.edit(
            pack, "masterCaseNumber: \"\"", "masterCaseNumber: \"\(numberOnPage)\"\ndelivery: efile")
        try office.scratch.edit(
            pack, "wantsConfidentialSchedule: true", "wantsConfidentialSchedule: \(isConfidential)")
        var isMaster = false
        let lines = try office.scratch.text(Self.policy).split(separator: "\n", omittingEmptySubsequences: false).map {
            isMaster = $0.hasPrefix("    # ") && (isMaster || $0.hasSuffix("# masterCase:"))
            return isMaster ? "    " + $0.dropFirst(6) : String($0)
        }
        try office.scratch.write(lines.joined(separator: "\n"), to: Self.policy)
        try office.write(Row.misdemeanors(1..<4))
        let ran = try await office.generate("list.csv")
        try #require(ran.code == 0, "\(ran.err)")
        return (office, ran.lastLine)
    }

    private func unpack(_ archive: String, to folder: String, _ office: Office) async throws -> [String] {
        let ran = try await Program.tool(
            "unzip", ["-q", office.scratch.path(archive), "-d", office.scratch.path(folder)], in: office.scratch)
        try #require(ran.code == 0, "\(ran.err)")
        return office.scratch.files(in: folder)
    }

    @Test("one filing with all papers, which the official schemas accept and the index lists")
    func whole() async throws {
        let (office, folder) = try await batch()
        let before = try office.scratch.tree(folder)
        if Self.hasOfficial { _ = try await office.vacatur("schemas", "install", Self.standard) }
        let ran = try await office.vacatur("efile", folder)
        #expect(ran.code == 0 && ran.out.contains("the omnibus motion is one filing"), "\(ran.out)\(ran.err)")
        #expect(differences(before, try office.scratch.tree(folder)) == [])
        let made = "\(folder)-efiling/long-beach"
        let rows = table(try office.scratch.text("\(made)/upload-index-0000.csv"))
        #expect(
            rows.map { $0["file"] } == [
                "000000-BH900001-01-motion.pdf", "000000-BH900001-02-schedule.pdf",
                "000000-BH900001-03-declaration.pdf",
                "000000-BH900001-04-order.pdf", "000000-BH900001-04-order.rtf", "000000-BH900001-05-non-challenge.pdf",
                "000000-BH900001-06-proof-of-service.pdf",
            ])
        #expect(rows.allSatisfy { $0["sequence"] == "0" && $0["case_number"] == "BH900001" })
        let files = try await unpack("\(made)/uploads-0000-01.zip", to: "unpacked", office)
        #expect(files.sorted() == rows.compactMap { $0["file"] }.sorted())
        let sums = rows.map { "\($0["sha256"] ?? "")  \($0["file"] ?? "")\n" }.joined()
        try office.scratch.write(sums, to: "unpacked/SUMS")
        let checked = try await Program.tool(
            "sh", ["-c", "cd unpacked && sha256sum -c --quiet SUMS"], in: office.scratch)
        #expect(checked.code == 0, "\(checked)")

        let list = table(try office.scratch.text("\(made)/messages-0000.csv"))
        #expect(list.map { $0["sequence"] } == ["0"] && list[0]["message_id"] == rows[0]["message_id"])
        let messages = try await unpack("\(made)/messages-0000.zip", to: "messages", office)
        #expect(messages == [list[0]["file"]])
        let message = try office.scratch.text("messages/\(messages[0])")
        #expect(!message.contains("EntityPerson") && !message.contains("CaseCharge") && !message.contains("MADEUP"))
        let verified = try await office.vacatur("verify", "\(folder)-efiling")
        #expect(verified.code == 0, "\(verified.out)\(verified.err)")
        guard Self.hasOfficial else { return }
        let valid = try await Program.tool(
            "xmllint",
            ["--nonet", "--noout", "--schema", Self.standard + "/entry-review-filing.xsd"]
                + messages.map { office.scratch.path("messages/\($0)") }, in: office.scratch)
        #expect(valid.code == 0, "\(valid.err)")
    }

    @Test("what is over the court's limit becomes several filings, each with a lead document, nothing lost or twice")
    func divided() async throws {
        let (office, folder) = try await batch()
        _ = try await office.vacatur("efile", folder)
        let made = "\(folder)-efiling/long-beach"
        let whole = table(try office.scratch.text("\(made)/upload-index-0000.csv"))
        let largest = whole.compactMap { $0["bytes"].flatMap { Int($0) } }.max() ?? 0
        // A message needs 16,000 bytes and a paper 4,000 besides; the order has its form for a word processor too.
        try office.scratch.edit(Self.policy, "messageBytes: 35000000", "messageBytes: \(largest + 60_000)")
        let ran = try await office.vacatur("efile", folder)
        let rows = table(try office.scratch.text("\(made)/upload-index-0000.csv"))
        let list = table(try office.scratch.text("\(made)/messages-0000.csv"))
        #expect(ran.out.contains("the omnibus motion is \(list.count) filings"), "\(ran.out)\(ran.err)")
        #expect(list.count > 1 && Set(list.compactMap { $0["message_id"] }).count == list.count)
        #expect(rows.map { $0["sha256"] } == whole.map { $0["sha256"] })
        let verified = try await office.vacatur("verify", "\(folder)-efiling")
        #expect(verified.code == 0, "\(verified.out)\(verified.err)")
        for message in list {
            let own = rows.filter { $0["message_id"] == message["message_id"] }
            #expect(own.count { $0["role"] == "lead" } == 1 && own.first?["role"] == "lead")
            #expect(own.reduce(0) { $0 + (Int($1["bytes"] ?? "") ?? 0) } <= largest + 60_000)
        }
    }

    @Test("an omnibus motion with a finding is held back as a whole with the reason; the cases go")
    func held() async throws {
        let (office, folder) = try await batch(numberOnPage: "BH900002")
        let made = "\(folder)-efiling/long-beach"
        let ran = try await office.vacatur("efile", folder)
        #expect(ran.code == 2 && ran.out.contains("the omnibus motion is held back"), "\(ran.out)\(ran.err)")
        var held = table(try office.scratch.text("\(made)/held-back.csv"))
        #expect(!held.isEmpty && held.allSatisfy { $0["sequence"] == "0" && $0["rule"] == "case-number-on-page" })
        #expect(!office.scratch.exists("\(made)/messages-0000.csv"))
        #expect(table(try office.scratch.text("\(made)/messages-0001.csv")).count == 3)
        let verified = try await office.vacatur("verify", "\(folder)-efiling")
        #expect(verified.code == 0, "\(verified.out)\(verified.err)")

        try office.scratch.edit(Self.policy, "number: BH900001", "number: BH900002")
        #expect(try await office.vacatur("efile", folder).code == 0)
        let sizes = table(try office.scratch.text("\(made)/upload-index-0000.csv"))
        let largest = sizes.compactMap { $0["bytes"].flatMap { Int($0) } }.max() ?? 0
        try office.scratch.edit(Self.policy, "attachmentBytes: 25000000", "attachmentBytes: \(largest - 1)")
        #expect(try await office.vacatur("efile", folder).code == 2)
        held = table(try office.scratch.text("\(made)/held-back.csv"))
        #expect(held.map { $0["rule"] } == ["attachment-size"] && held[0]["code"] == "4")
    }

    @Test(
        "the schedule with identifiers goes where the policy has it as secured; a packet without it is held back",
        arguments: [true, false])
    func confidential(_ isThere: Bool) async throws {
        let (office, folder) = try await batch(isConfidential: isThere)
        let made = "\(folder)-efiling/long-beach"
        try office.scratch.edit(
            Self.policy, "documents:\n        - { document: motion,",
            "documents:\n        - { document: schedule-confidential, role: connected, title: X, description: X,"
                + " filingCode: X, access: secured }\n        - { document: motion,")
        #expect(try await office.vacatur("efile", folder).code == (isThere ? 0 : 2))
        if isThere {
            let rows = table(try office.scratch.text("\(made)/upload-index-0000.csv"))
            #expect(rows.count { $0["access"] == "secured" } == 1 && rows.count == 8)
        } else {
            let held = table(try office.scratch.text("\(made)/held-back.csv"))
            #expect(held.map { $0["rule"] } == ["missing-document"] && held[0]["sequence"] == "0")
        }
    }

    @Test("without a master case there is no such filing, and the summary says so")
    func none() async throws {
        let (office, folder) = try await batch()
        try office.scratch.edit(Self.policy, "    masterCase:", "    # masterCase:")
        let text = try office.scratch.text(Self.policy)
        let start = try #require(text.range(of: "    # masterCase:"))
        let end = try #require(text.range(of: "    acceptsSeveralLeadDocuments"))
        try office.scratch.write(String(text[..<start.lowerBound] + text[end.lowerBound...]), to: Self.policy)
        let ran = try await office.vacatur("efile", folder)
        #expect(ran.code == 0 && ran.out.contains("no message for the omnibus motion"), "\(ran.out)\(ran.err)")
        #expect(!office.scratch.exists("\(folder)-efiling/long-beach/messages-0000.csv"))
    }

    @Test("a court gets it with the cases", .enabled(if: MockCourt.isThere, "no python3, openssl or xmllint"))
    func sent() async throws {
        let (office, folder) = try await batch()
        try office.scratch.edit(
            Self.policy, "    # sending: {",
            "    sending: { endpoint: \"https://court.example.org/\", requestsPerMinute: 60000, firstWait: 0 }\n    # {"
        )
        #expect(try await office.vacatur("efile", folder).code == 0)
        let court = try await MockCourt(in: office.scratch, checking: true)
        let sent = try await office.vacatur(
            "send", folder, "--endpoint", court.address, "--ca-file", court.certificate)
        #expect(sent.code == 0, "\(sent.out)\(sent.err)")
        #expect(try court.troubles() == [])
        #expect(try court.filings().map(\.case).sorted() == ["BH900001", "NA100001", "NA100002", "NA100003"])
    }
}
