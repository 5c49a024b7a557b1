import Digests
import Filings
import Foundation
import Testing

@testable import EFiling

/// An e-filing folder is checked for what it says, also where every digest in it is right.
@Suite struct EFilingVerificationTests {
    /// What is written, and may be changed before that.
    struct Made {
        var message: String
        var identifier: String
        var caseNumber: String
        var files: [(name: String, role: String, bytes: [UInt8], listed: [UInt8])]
        var totals: FilingTotals
        var held: [String] = []
    }

    struct Change: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let code: VerificationFinding.Code
        let make: @Sendable (inout Made) -> Void

        init(_ name: String, _ code: VerificationFinding.Code, _ make: @escaping @Sendable (inout Made) -> Void) {
            testDescription = name
            self.code = code
            self.make = make
        }
    }

    static let changes = [
        Change("a reference that points nowhere", .messageRule) {
            $0.message = $0.message.replacing("structures:ref=\"c1-people\"", with: "structures:ref=\"c1-nobody\"")
        },
        Change("an element that the schema does not know", .messageRule) {
            $0.message = $0.message.replacing("<nc:DocumentPostDate>", with: "<nc:Other/><nc:DocumentPostDate>")
        },
        Change("a message that is not well-formed", .messageRule) { $0.message.removeLast(9) },
        Change("another identifier in the list", .messageDiffers) { $0.identifier = "another" },
        Change("another case in the list", .messageDiffers) { $0.caseNumber = "BA999999" },
        Change("a file that is in no message", .messageDiffers) {
            $0.files.append((name: "more.pdf", role: "connected", bytes: [1], listed: [1]))
        },
        Change("a document whose file is not there", .messageDiffers) { $0.files.removeLast() },
        Change("a file with other bytes than index and message say", .digestDiffers) { $0.files[0].bytes[9] ^= 1 },
        Change("a file that index and archive know with other bytes than the message", .messageDiffers) {
            $0.files[0].bytes[9] ^= 1
            $0.files[0].listed = $0.files[0].bytes
        },
        Change("another role than in the message", .messageDiffers) { $0.files[0].role = "connected" },
        Change("totals that do not add up", .totalsDiffer) { $0.totals.messages += 1 },
        Change("a case that is sent and held back", .casesDiffer) { $0.held = ["1"] },
        Change("a case of the packet that is nowhere", .casesDiffer) {
            $0.held = ["3"]
            $0.totals.cases = 2
            $0.totals.held = 1
        },
    ]

    @Test("what is whole is sound")
    func sound() throws {
        let report = try verify { _ in }
        #expect(report.isSound, "\(report.findings)")
        #expect(report.cases == 1 && report.documents == 4)
    }

    @Test("changes that keep every digest are found", arguments: changes)
    func changed(_ change: Change) throws {
        let report = try verify(change.make)
        #expect(report.findings.contains { $0.code == change.code }, "\(report.findings)")
        #expect(!report.findings.contains { $0.description.contains("IMAGINE") })
    }

    private func verify(_ change: (inout Made) -> Void) throws -> VerificationReport {
        let sample = try SampleFiling()
        let filing = try sample.filing()
        let schemas = try MessageSchemas(official: nil)
        let maker = try MessageMaker(sample.form, sample.setting, schemas)
        let message = try #require(maker.make([filing]).message)
        var totals = FilingTotals()
        (totals.cases, totals.sent, totals.messages, totals.archives) = (1, 1, 1, 1)
        var made = Made(
            message: String(decoding: message.bytes, as: UTF8.self), identifier: message.cases[0].identifier,
            caseNumber: "BA900001",
            files: filing.documents.enumerated().map { index, document in
                let bytes = Array("%PDF-1.7\nBA900001 \(index)\n%%EOF\n".utf8)
                return (document.fileName, index == 0 ? "lead" : "connected", bytes, bytes)
            }, totals: totals)
        change(&made)
        let output = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: output) }
        try write(made, sample, to: output.path)
        return try EFilingVerification.verify(output.appending(path: "batch-efiling").path, schemas: schemas)
    }

    private func write(_ made: Made, _ sample: SampleFiling, to output: String) throws {
        let batch = try BatchFolder(output: output, name: "batch-efiling")
        let folder = try batch.packet("district-attorney")
        let hasher = SHA256()
        func digest(_ bytes: [UInt8]) -> String { bytes.withUnsafeBytes { hasher.digest(of: $0) }.hex }
        let archive = ZipWriter(try folder.file("messages-0001.zip"))
        let bytes = Array(made.message.utf8)
        try DocumentCompressor().add(bytes, Array("1.xml".utf8), to: archive)
        let uploads = UploadSet(in: folder, prefix: "uploads-0001", limit: 1_000_000)
        let name = try uploads.add(
            made.files.map { UploadSet.File(name: $0.name, bytes: $0.bytes, isCompressed: true) })
        var files = try uploads.finish() + [try archive.finish()]
        var list = CSVText()
        list.row(FilingLists.messageColumns)
        list.row([
            "1", made.caseNumber, made.identifier, "messages-0001.zip", "1.xml", String(bytes.count), digest(bytes),
        ])
        files.append(try folder.write("messages-0001.csv", list.bytes))
        let rows = made.files.map { file in
            UploadRow(
                sequence: 1, caseNumber: made.caseNumber, role: file.role, title: "", filingCode: "", access: "",
                archive: name, fileName: file.name, size: file.listed.count, sha256: digest(file.listed),
                message: made.identifier)
        }
        files.append(try folder.write("upload-index-0001.csv", UploadRow.csv(rows)))
        var held = CSVText()
        held.row(["sequence", "case_number", "code", "rule", "element", "reason"])
        for sequence in made.held { held.row([sequence, "BA9", "4", "file-name", "", ""]) }
        files.append(try folder.write("held-back.csv", held.bytes))
        files.append(try folder.writeFilingsSchema())
        let run = RunStamp(
            batch: "batch", isDraft: false, asOf: sample.setting.context.asOf, templates: "", program: "Vacatur")
        let manifest = try folder.write(
            FilingsManifest(
                run: run, jurisdiction: "district-attorney", name: "District Attorney",
                postedAt: sample.setting.postedAt, policy: "1", profile: .ecf5, round: 1, usedOfficialSchemas: false,
                totals: made.totals, files: files))
        let schema = try batch.root.writeFilingsSchema()
        let part = EFilingManifest.Part(
            jurisdiction: "district-attorney", name: "District Attorney", totals: made.totals, manifest: manifest)
        _ = try batch.root.write(EFilingManifest(run: run, parts: [part], files: [schema]))
        try batch.publish(durably: false)
    }
}
