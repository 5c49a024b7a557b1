import Testing

/// An office keeps its docket: backs it up, restores it, and deletes what it no longer needs.
@Suite(.timeLimit(.minutes(20))) struct DocketUpkeepTests {
    @Test func aPurgedBatchLeavesNoFolderAndIsNotFiledAgain() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<4))
        let batch = try await office.generate("list.csv").lastLine
        let name = try #require(batch.split(separator: "/").last.map(String.init))
        let purged = try await office.vacatur(
            "docket", "purge", name, "--approve-as", Office.reviewer, "--docket", "out/docket.sqlite")
        #expect(purged.code == 0, "\(purged.err)")
        #expect(!office.scratch.exists(batch))
        let listed = try await office.vacatur("docket", "list", "--docket", "out/docket.sqlite")
        #expect(listed.out.contains("purged") && listed.out.contains(name))
        try office.write(Row.felonies(1..<5), to: "later.csv")
        let later = try await office.generate("later.csv")
        let filed = table(try office.scratch.text("\(later.lastLine)/district-attorney/schedule.csv"))
        #expect(filed.map { $0["case_number"] } == ["BA100004"])
        // The very same command finds the batch, and says why it cannot be made again.
        let again = try await office.generate("list.csv")
        #expect(again.code == 64 && again.err.contains("purged"), "\(again.err)")
    }

    @Test func aBackupTakesTheDocketsPlace() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<4))
        let batch = try await office.generate("list.csv").lastLine
        let backed = try await office.vacatur("docket", "backup", "saved.sqlite", "--docket", "out/docket.sqlite")
        #expect(backed.code == 0, "\(backed.err)")
        let refused = try await office.vacatur("docket", "restore", "saved.sqlite", "--docket", "out/docket.sqlite")
        #expect(refused.code == 73 && refused.err.contains("file-exists"), "\(refused.err)")
        try office.scratch.write("no docket any more", to: "out/docket.sqlite")
        let restored = try await office.vacatur(
            "docket", "restore", "saved.sqlite", "--replace", "--docket", "out/docket.sqlite")
        #expect(restored.code == 0, "\(restored.err)")
        #expect(try await office.generate("list.csv").lastLine == batch)
    }

    @Test func aDraftIsDiscarded() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<4))
        let draft = try await office.generate("list.csv", approved: false).lastLine
        let name = try #require(draft.split(separator: "/").last.map(String.init))
        let ran = try await office.vacatur("docket", "discard", name, "--docket", "out/docket.sqlite")
        #expect(ran.code == 0, "\(ran.err)")
        #expect(!office.scratch.exists(draft))
        let again = try await office.vacatur("docket", "discard", name, "--docket", "out/docket.sqlite")
        #expect(again.code == 64, "\(again.err)")
    }
}
