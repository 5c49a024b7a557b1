import Foundation
import Testing

/// `vacatur verify` says where something was changed.
@Suite(.timeLimit(.minutes(20))) struct VerifyTests {
    @Test func everyChangeIsFoundAndNamed() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<12) + Row.misdemeanors(1..<3))
        let folder = try await office.generate("list.csv").lastLine
        #expect(try await office.vacatur("verify", folder).code == 0)
        let scratch = office.scratch

        for file in [
            "district-attorney/cases-0001.zip", "district-attorney/letters-0001.zip", "long-beach/motion.html",
            "district-attorney/schedule-0001.html", "district-attorney/schedule.csv", "district-attorney/schedule.xml",
            "district-attorney/schedule.xsd", "long-beach/manifest.xml", "manifest.xml", "manifest.xsd", "index.html",
            "exceptions.csv", "long-beach/confidential/schedule.csv",
        ] {
            let sound = try scratch.bytes("\(folder)/\(file)")
            var bytes = sound
            bytes[bytes.startIndex + bytes.count / 2] ^= 1
            try scratch.write(bytes, to: "\(folder)/\(file)")
            let ran = try await office.vacatur("verify", folder)
            #expect(ran.code == 1, "\(file)")
            #expect(ran.out.contains("\(file)"), "\(file): \(ran.out)")
            try scratch.write(sound, to: "\(folder)/\(file)")
        }

        let gone = try scratch.bytes("\(folder)/long-beach/order.html")
        try scratch.remove("\(folder)/long-beach/order.html")
        try await expect(office, folder, finds: "long-beach/order.html", "missing-file")
        try scratch.write(gone, to: "\(folder)/long-beach/order.html")

        try scratch.write("more", to: "\(folder)/long-beach/extra.html")
        try await expect(office, folder, finds: "long-beach/extra.html", "unlisted-file")
        try scratch.remove("\(folder)/long-beach/extra.html")

        // A birth date in the open, and nothing else put right.
        try scratch.edit("\(folder)/district-attorney/motion.html", "</main>", "<p>1971-05-09</p></main>")
        try await expect(office, folder, finds: "district-attorney/motion.html", "size-differs")
    }

    @Test func aFolderThatIsNoneIsSaidSo() async throws {
        let office = try Office()
        let missing = try await office.vacatur("verify", "nowhere")
        #expect(missing.code != 0 && !(missing.out + missing.err).isEmpty)
        #expect((missing.out + missing.err).contains("nowhere"))
        _ = try office.scratch.makeFolder("empty")
        let empty = try await office.vacatur("verify", "empty")
        #expect(empty.code == 1, "\(empty.err)")
    }

    private func expect(_ office: Office, _ folder: String, finds file: String, _ code: String) async throws {
        let ran = try await office.vacatur("verify", folder)
        #expect(ran.code == 1)
        let lines = ran.out.split(separator: "\n").filter { $0.contains(file) && $0.contains("[\(code)]") }
        #expect(!lines.isEmpty, "\(ran.out)")
        #expect(!ran.out.contains("1971"))
    }
}
