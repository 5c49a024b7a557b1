import Cases
import FoundationEssentials
import GRDB
import Glibc
import Testing

@testable import Docket

/// Backups, and what is deleted once the court has sealed a batch.
@Suite struct UpkeepTests {
    let folder = Folder()

    private func filed(_ docket: Docket, _ identity: String, _ rows: [Ruled]) throws -> Batch {
        try docket.finish(docket.numbered(docket.admit(identity, rows)), at: 3)
    }

    /// All bytes of the docket, its log included.
    private func bytes(of path: String) -> [UInt8] {
        ["", "-wal"].flatMap { name in
            FileManager.default.contents(atPath: path + name).map(Array.init) ?? []
        }
    }

    private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        let wanted = Array(text.utf8)
        return bytes.indices.contains { bytes[$0...].starts(with: wanted) }
    }

    // MARK: Backup

    @Test func aBackupIsTheDocketOfThatMoment() throws {
        let docket = try Docket(path: folder.docket)
        let batch = try filed(docket, "a", [.approve(row(1, "A1"))])
        let copy = Folder()
        #expect(try docket.backup(to: copy.docket) == docket.verifyAudit())
        try docket.admit("later", [row(1, "B1")])
        let restored = try Docket(path: copy.docket)
        #expect(try restored.batches() == [batch])
        #expect(try restored.allCases(of: batch) == docket.allCases(of: batch))
    }

    @Test func onlyItsOwnerMayReadABackupAndNothingLiesBesideIt() throws {
        let copy = Folder()
        _ = try Docket(path: folder.docket).backup(to: copy.docket)
        var status = stat()
        #expect(stat(copy.docket, &status) == 0 && status.st_mode & 0o077 == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: copy.path) == ["docket.sqlite"])
    }

    @Test func aBackupIsNeverOverwritten() throws {
        let copy = Folder()
        let docket = try Docket(path: folder.docket)
        _ = try docket.backup(to: copy.docket)
        #expect(throws: DocketError(.fileExists)) { try docket.backup(to: copy.docket) }
    }

    @Test func aBackupTellsThatTheChainIsBroken() throws {
        let docket = try Docket(path: folder.docket)
        let batch = try filed(docket, "a", [.approve(row(1, "A1"))])
        try docket.transaction {
            try $0.execute(sql: "UPDATE court_case SET number = 'A2' WHERE batch = ?", arguments: [batch.id])
        }
        let copy = Folder()
        #expect(try docket.backup(to: copy.docket).broken?.reason == .caseChanged)
    }

    // MARK: Restore

    @Test func aRestoredDocketRemembersWhatWasFiled() throws {
        let copy = Folder()
        let restored = Folder()
        let docket = try Docket(path: folder.docket)
        _ = try filed(docket, "a", [.approve(row(1, "A1"))])
        _ = try docket.backup(to: copy.docket)
        #expect(try Docket.restore(copy.docket, to: restored.docket, replacing: false).isWhole)
        let again = try Docket(path: restored.docket)
        let second = try again.admit("b", [row(1, "A1")])
        #expect(try again.allExceptions(of: second).map(\.short) == ["1 already-filed"])
    }

    @Test func aDocketThatIsThereIsReplacedOnlyWhenAskedAndIsKept() throws {
        let copy = Folder()
        let docket = try Docket(path: folder.docket)
        try docket.admit("a", [row(1, "A1")])
        _ = try docket.backup(to: copy.docket)
        try docket.admit("b", [row(1, "B1")])
        try docket.close()
        #expect(throws: DocketError(.fileExists)) {
            try Docket.restore(copy.docket, to: folder.docket, replacing: false)
        }
        _ = try Docket.restore(copy.docket, to: folder.docket, replacing: true)
        #expect(try Docket(path: folder.docket).batches().map(\.description.identity) == ["a"])
        #expect(try Docket(path: folder.docket + ".replaced").batches().map(\.description.identity) == ["a", "b"])
        for name in ["", "-wal", "-shm"] { unlink(folder.docket + ".replaced" + name) }
    }

    @Test func aDocketThatIsOpenIsNotReplaced() throws {
        let copy = Folder()
        let docket = try Docket(path: folder.docket)
        try docket.admit("a", [row(1, "A1")])
        _ = try docket.backup(to: copy.docket)
        let error = #expect(throws: DocketError.self) {
            try Docket.restore(copy.docket, to: folder.docket, replacing: true)
        }
        #expect(error?.code == .busy)
        #expect(try docket.batches().count == 1)
    }

    @Test func aDamagedDocketIsReplaced() throws {
        let copy = Folder()
        let source = Folder()
        _ = try Docket(path: source.docket).backup(to: copy.docket)
        #expect(FileManager.default.createFile(atPath: folder.docket, contents: Data(repeating: 7, count: 9_000)))
        _ = try Docket.restore(copy.docket, to: folder.docket, replacing: true)
        #expect(try Docket(path: folder.docket).batches().isEmpty)
        unlink(folder.docket + ".replaced")
    }

    @Test(arguments: [Data(), Data(repeating: 7, count: 9_000)])
    func rubbishIsNotRestored(_ content: Data) throws {
        let copy = Folder()
        #expect(FileManager.default.createFile(atPath: copy.docket, contents: content))
        // An empty file is an empty database to SQLite, and no docket.
        #expect(throws: DocketError.self) { try Docket.restore(copy.docket, to: folder.docket, replacing: false) }
        #expect(access(folder.docket, F_OK) != 0)
    }

    // MARK: Purge

    @Test func nothingOfAPersonIsLeftOfAPurgedBatch() throws {
        let docket = try Docket(path: folder.docket)
        let batch = try filed(docket, "a", [.approve(row(1, "QX77001", person("VANISHEDNAME")))])
        #expect(contains(bytes(of: folder.docket), "VANISHEDNAME"))
        try docket.purge(batch, by: reviewer, at: 9)
        try docket.close()
        let bytes = bytes(of: folder.docket)
        #expect(!contains(bytes, "VANISHEDNAME") && !contains(bytes, "QX77001"))
    }

    @Test func aPurgedCaseIsNotFiledAgain() throws {
        let docket = try Docket(path: folder.docket)
        let batch = try filed(docket, "a", [.approve(row(1, "BA-1")), .approve(row(2, "BA-2"))])
        try docket.purge(batch, by: reviewer, at: 9)
        let later = try docket.admit("b", [row(1, "ba 1"), row(2, "BA-3"), row(3, "BA-2", count: "7")])
        #expect(try docket.allExceptions(of: later).map(\.short) == ["1 already-filed", "3 already-filed"])
        #expect(try docket.allCases(of: docket.numbered(later)).map(\.standing.eligible.number) == ["BA-3"])
    }

    /// Of the same list as well, which is otherwise the same filing made again.
    @Test func theListOfAPurgedBatchFilesNothingAgain() throws {
        let docket = try Docket(path: folder.docket)
        let first = try docket.admit(description("a", list: "list"), at: 1) { admission in
            try admission.add(row(1, "A1"))
            try admission.close(input: 0, rows: 1, format: "csv", encoding: "UTF-8")
        }
        try docket.purge(docket.finish(docket.numbered(first), at: 3), by: reviewer, at: 9)
        let again = try docket.admit(description("b", list: "list"), at: 10) { admission in
            try admission.add(row(1, "A1"))
            try admission.close(input: 0, rows: 1, format: "csv", encoding: "UTF-8")
        }
        #expect(try docket.allExceptions(of: again).map(\.short) == ["1 already-filed"])
    }

    @Test func totalsAuditAndChallengesStay() throws {
        let docket = try Docket(path: folder.docket)
        let batch = try filed(docket, "a", [.approve(row(1, "A1")), .challenge(row(2, "A2"))])
        let (summary, challenges) = try (docket.summary(of: batch), docket.allChallenges(of: batch))
        let entries = try docket.verifyAudit().entries
        try docket.purge(batch, by: reviewer, at: 9)
        try docket.purge(batch, by: reviewer, at: 10)
        #expect(try docket.summary(of: batch) == summary)
        #expect(try docket.allChallenges(of: batch) == challenges)
        #expect(try docket.verifyAudit() == AuditReport(entries: entries + 1, broken: nil))
    }

    @Test func whatBecameOfPurgedCasesIsStillCountedWithoutWords() throws {
        let docket = try Docket(path: folder.docket)
        let batch = try filed(docket, "a", [.approve(row(1, "QX77001"))])
        let outcome = CourtOutcome(
            place: CourtOutcome.Place(batch: batch.id, jurisdiction: district, sequence: 1), caseNumber: "QX77001",
            state: .granted, time: 5, reason: "as to Ms. Vanishedname")
        _ = try docket.record([outcome], from: Answer(.schedule, name: "ticked.csv", sha256: "00"), at: 6)
        let message = OutboxMessage(identifier: "m1", sequence: 1, caseNumber: "QX77001")
        let request = OutboxRequest(archive: "a.zip", file: "1.xml", sha256: "00", messages: [message])
        _ = try Outbox(docket, of: batch, in: district).add([request], at: 7)
        try docket.purge(batch, by: reviewer, at: 9)
        var states: [CaseState?] = []
        try docket.caseStates(of: batch, in: district) { states.append($0.court?.state) }
        #expect(states == [.granted])
        #expect(try docket.verifyAudit().isWhole)
        try docket.close()
        let bytes = bytes(of: folder.docket)
        #expect(!contains(bytes, "Vanishedname") && !contains(bytes, "QX77001"))
    }

    @Test func aPurgedBatchIsNotReadAndOneThatIsNotFinishedIsNotPurged() throws {
        let docket = try Docket(path: folder.docket)
        let batch = try docket.numbered(docket.admit("a", [row(1, "A1")]))
        #expect(throws: DocketError(.wrongStage, "numbered")) { try docket.purge(batch, by: reviewer, at: 9) }
        try docket.purge(docket.finish(batch, at: 3), by: reviewer, at: 9)
        #expect(throws: DocketError(.purged, "folder-a")) { try docket.allCases(of: batch) }
    }

    // MARK: Discard

    @Test func aDraftCanBeDiscardedAFilingCannot() throws {
        let docket = try Docket(path: folder.docket)
        let draft = try docket.finish(docket.numbered(docket.admit("d", [row(1, "A1")], mode: .draft)), at: 3)
        let filing = try filed(docket, "a", [.approve(row(1, "A1"))])
        try docket.discard(draft, at: 9)
        #expect(throws: DocketError(.wrongStage, "packed")) { try docket.discard(filing, at: 9) }
        #expect(try docket.batches() == [filing])
    }
}
