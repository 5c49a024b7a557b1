import Foundation
import Testing

/// Places that cannot be written to.
@Suite(.timeLimit(.minutes(20))) struct BadPlaceTests {
    @Test func anOutputFolderUnderAFile() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<3))
        try expectStorage(try await office.generate("list.csv", to: "list.csv/out"), names: "list.csv/out")
        #expect(office.scratch.names(in: ".") == ["Templates", "list.csv"])
    }

    @Test func anOutputFolderThatIsAFile() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<3))
        try expectStorage(try await office.generate("list.csv", to: "list.csv"), names: "list.csv")
    }

    @Test func aDocketWhoseFolderIsMissing() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<3))
        try expectStorage(
            try await office.generate("list.csv", "--docket", "nowhere/docket.sqlite"), names: "nowhere/docket.sqlite")
        #expect(office.scratch.batches(in: "out") == [])
    }

    @Test func aDocketThatIsNone() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<3))
        let ran = try await office.generate("list.csv", "--docket", "list.csv")
        try expectStorage(ran, names: "list.csv")
        #expect(try office.scratch.text("list.csv") == Row.table(Row.felonies(1..<3)))
    }

    @Test func aFolderWithoutPermission() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<3))
        _ = try office.scratch.makeFolder("out")
        let program = try #require(Program.vacatur)
        let command = office.command(["list.csv", "--templates", office.scratch.path("Templates")])
        let ran: Ran
        if getuid() == 0 {
            // Root may write anywhere, so somebody else has to try; a copy of the program, where that one can reach it.
            guard Program.has("setpriv") else { return }
            try FileManager.default.copyItem(atPath: program, toPath: office.scratch.path("vacatur"))
            ran = try await Program.tool(
                "setpriv",
                ["--reuid", "65534", "--regid", "65534", "--clear-groups", office.scratch.path("vacatur")] + command,
                in: office.scratch)
        } else {
            chmod(office.scratch.path("out"), 0o555)
            ran = try await Program.run(program, command, in: office.scratch)
            chmod(office.scratch.path("out"), 0o755)
        }
        try expectStorage(ran, names: "out")
        #expect(office.scratch.batches(in: "out") == [])
    }

    /// A limit on the size of files stands in for a full disk: writing fails halfway through a volume.
    @Test func aDiskThatIsFull() async throws {
        let office = try Office()
        try await office.sample(400, seed: 41, to: "list.csv")
        let first = try await office.generate("list.csv")
        let before = try office.scratch.tree(first.lastLine)
        try office.scratch.remove(first.lastLine)
        let program = try #require(Program.vacatur)
        let ran = try await Program.run(
            "/bin/bash",
            ["-c", "ulimit -f 64; trap '' XFSZ; exec \"$@\"", "bash", program] + office.command(["list.csv"]),
            in: office.scratch)
        try expectStorage(ran, names: "district-attorney/")
        #expect(office.scratch.batches(in: "out") == [])
        // With room again, nothing is lost.
        let again = try await office.generate("list.csv")
        #expect(again.code == first.code)
        #expect(differences(before, try office.scratch.tree(again.lastLine)) == [])
    }

    @Test func aSampleThatCannotBeWritten() async throws {
        let office = try Office()
        let full = try await office.vacatur("sample", "--cases", "2000", "-o", "/dev/full")
        #expect(full.code == 73 && full.err.contains("/dev/full"), "\(full.err)")
        let nowhere = try await office.vacatur("sample", "--cases", "20", "-o", "nowhere/list.csv")
        #expect(nowhere.code == 73 && nowhere.err.contains("nowhere/list.csv"), "\(nowhere.err)")
    }

    private func expectStorage(_ ran: Ran, names place: String) throws {
        #expect(ran.code == 73, "\(ran.code): \(ran.err)")
        let line = try #require(ran.err.split(separator: "\n").last.map(String.init))
        #expect(line.contains(place), "\(line)")
        #expect(ran.out.isEmpty)
    }
}
