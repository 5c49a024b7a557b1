import Cases
import GRDB
import Glibc
import Testing

@testable import Docket

/// The docket as a file: other writers, other programs, damage, and the audit chain.
@Suite struct FileTests {
    let folder = Folder()

    @Test func rememberedByTheNextRun() throws {
        let docket = try Docket(path: folder.docket)
        let batch = try docket.finish(docket.numbered(docket.admit("a", [row(1, "A1")])), at: 3)
        try docket.close()
        let again = try Docket(path: folder.docket)
        #expect(try again.batch("a") == batch)
        #expect(batch.stage == .packed)
        #expect(try again.allCases(of: batch).map(\.short) == ["1 A1"])
        #expect(try again.verifyAudit() == AuditReport(entries: 4, broken: nil))
    }

    @Test func twoProgramsOpenANewDocketAtOnce() async throws {
        let path = folder.docket
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<4 {
                group.addTask {
                    let docket = try Docket(path: path)
                    try docket.admit("\(index)", (1...50).map { row($0, "\(index)-\($0)") })
                }
            }
            try await group.waitForAll()
        }
        let docket = try Docket(path: path)
        #expect(try docket.batches().count == 4)
        #expect(try docket.verifyAudit() == AuditReport(entries: 204, broken: nil))
    }

    @Test func onlyItsOwnerMayReadTheFile() throws {
        let docket = try Docket(path: folder.docket)
        try docket.admit("a", [row(1, "A1")])
        for name in ["", "-wal", "-shm"] {
            var status = stat()
            #expect(stat(folder.docket + name, &status) == 0)
            #expect(status.st_mode & 0o077 == 0)
        }
    }

    /// What a killed run leaves is the files as they are in the middle of its transaction.
    @Test func aKilledRunLeavesNothing() throws {
        let docket = try Docket(path: folder.docket)
        try docket.admit("before", [row(1, "Z1")])
        let copy = Folder()
        _ = try docket.admit(description("a"), at: 1) { admission in
            // Enough for pages to spill into the log before the transaction ends.
            let long = String(repeating: "X", count: 4_000)
            for index in 1...14_000 { try admission.add(row(index, "A\(index)", person("OCHOA", long))) }
            for name in ["", "-wal"] { try copyFile(folder.docket + name, copy.docket + name) }
            try admission.close(input: 0, rows: 14_000, format: "csv", encoding: "UTF-8")
        }
        var log = stat()
        #expect(stat(copy.docket + "-wal", &log) == 0)
        #expect(log.st_size > 1_000_000)
        let after = try Docket(path: copy.docket)
        #expect(try after.batches().map(\.description.identity) == ["before"])
        #expect(try after.verifyAudit() == AuditReport(entries: 2, broken: nil))
        #expect(try after.admit("a", [row(1, "A1")]).rows == 1)
    }

    private func copyFile(_ source: String, _ target: String) throws {
        let input = try #require(fopen(source, "r"))
        let output = try #require(fopen(target, "w"))
        defer {
            fclose(input)
            fclose(output)
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, input)
            if count == 0 { return }
            #expect(fwrite(buffer, 1, count, output) == count)
        }
    }

    @Test(arguments: [
        SQLiteResult(number: 5, code: .busy), SQLiteResult(number: 6, code: .busy),
        SQLiteResult(number: 8, code: .readOnly), SQLiteResult(number: 8 | 1 << 8, code: .readOnly),
        SQLiteResult(number: 10, code: .ioFailure), SQLiteResult(number: 1, code: .internalFailure),
        SQLiteResult(number: 11, code: .damaged),
        SQLiteResult(number: 13, code: .diskFull), SQLiteResult(number: 778, code: .ioFailure),
        SQLiteResult(number: 14, code: .cannotOpen),
        SQLiteResult(number: 26, code: .notADocket),
    ])
    func namesWhatSQLiteReports(result: SQLiteResult) {
        #expect(DocketError(sqlite: result.number).code == result.code)
        #expect(DocketError(sqlite: result.number).detail == "SQLite result \(result.number)")
    }

    struct SQLiteResult: Sendable {
        let number: Int32
        let code: DocketError.Code
    }

    @Test func anErrorTellsNothingOfARow() throws {
        let docket = try Docket(path: folder.docket)
        let mark = "UNMISTAKABLE"
        do {
            _ = try docket.admit(description("a"), at: 1) { admission in
                try admission.add(row(1, mark, person(mark)))
                try admission.close(input: 0, rows: 5, format: mark, encoding: mark)
            }
            Issue.record("rows were missing")
        } catch {
            #expect(!"\(error) \(String(reflecting: error))".contains(mark))
        }
    }

    @Test func theSecondRunWaitsAndThenSaysBusy() throws {
        let first = try Docket(path: folder.docket)
        let second = try Docket(path: folder.docket, busySeconds: 0.05)
        _ = try first.admit(description("a"), at: 1) { admission in
            #expect { try second.admit("b", [row(1, "B1")]) } throws: { ($0 as? DocketError)?.code == .busy }
            // Nothing of a batch that is being read is seen.
            #expect(try second.batches().isEmpty)
            try admission.close(input: 0, rows: 0, format: "csv", encoding: "UTF-8")
        }
        #expect(try second.admit("b", [row(1, "B1")]).stage == .read)
    }

    @Test func manyThreadsReadAtOnce() async throws {
        let docket = try Docket(path: folder.docket)
        let batch = try docket.numbered(docket.admit("a", (1...2000).map { row($0, "A\($0)") }))
        let sums = try await withThrowingTaskGroup(of: Int.self, returning: Int.self) { group in
            for part in 0..<8 {
                group.addTask {
                    var sum = 0
                    let range = part * 250 + 1..<part * 250 + 251
                    try docket.cases(of: batch, in: district, sequences: range) { sum += $0.sequence }
                    return sum
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sums == 2000 * 2001 / 2)
    }

    @Test func passesTheReadersOwnErrorOn() throws {
        struct Enough: Error {}
        let docket = try Docket(path: folder.docket)
        let batch = try docket.numbered(docket.admit("a", [row(1, "A1"), row(2, "A2")]))
        #expect(throws: Enough.self) {
            try docket.cases(of: batch, in: district, sequences: 1..<3) { _ in throw Enough() }
        }
        #expect(try docket.allCases(of: batch).count == 2)
    }

    @Test func refusesWhatIsNoDocket() throws {
        let path = folder.path + "/other"
        let file = try #require(fopen(path, "w"))
        fputs(String(repeating: "case,name\n", count: 500), file)
        fclose(file)
        #expect { try Docket(path: path) } throws: { ($0 as? DocketError)?.code == .notADocket }
        #expect { try Docket(path: folder.path + "/missing/x") } throws: { ($0 as? DocketError)?.code == .cannotOpen }
        #expect { try Docket(path: folder.path) } throws: { ($0 as? DocketError)?.code == .cannotOpen }
    }

    @Test func refusesAnotherProgramsFile() throws {
        try DatabaseQueue(path: folder.docket).write { try $0.execute(sql: "CREATE TABLE plant (name TEXT)") }
        #expect(throws: DocketError(.notADocket)) { try Docket(path: folder.docket) }
    }

    @Test func refusesADocketOfANewerVersion() throws {
        try Docket(path: folder.docket).close()
        try tamper("INSERT INTO grdb_migrations VALUES ('99-future')")
        #expect(throws: DocketError(.newerSchema)) { try Docket(path: folder.docket) }
    }

    @Test func sqlHasNoWayToChangeTheAuditChain() throws {
        try admitted()
        #expect(throws: DatabaseError.self) { try tamper("UPDATE audit SET actor = 'x' WHERE id = 1") }
        #expect(throws: DatabaseError.self) { try tamper("DELETE FROM audit WHERE id = 1") }
        #expect(try Docket(path: folder.docket).verifyAudit().isWhole)
    }

    @Test(arguments: [
        ("UPDATE audit SET actor = 'Somebody Else, SBN 1' WHERE id = 3", 3, AuditReport.Break.Reason.entryChanged),
        ("UPDATE audit SET time = time + 1 WHERE id = 2", 2, .entryChanged),
        ("UPDATE audit SET action = 'something' WHERE id = 1", 1, .entryChanged),
        ("UPDATE audit SET court_case = 2 WHERE id = 2", 2, .entryChanged),
        ("DELETE FROM audit WHERE id = 2", 2, .entryMissing),
        ("DELETE FROM audit WHERE id = 4", 4, .entryMissing),
        ("UPDATE audit SET hash = zeroblob(32) WHERE id = 4", 4, .entryChanged),
        ("UPDATE court_case SET number = 'A9' WHERE id = 2", 3, .caseChanged),
        ("UPDATE court_case SET body = (SELECT body FROM court_case WHERE id = 1) WHERE id = 3", 4, .caseChanged),
        ("DELETE FROM court_case WHERE id = 1", 2, .caseMissing),
    ])
    func findsTampering(sql: String, entry: Int, reason: AuditReport.Break.Reason) throws {
        try admitted()
        try tamper("DROP TRIGGER audit_is_never_updated; DROP TRIGGER audit_is_never_deleted; " + sql)
        let report = try Docket(path: folder.docket).verifyAudit()
        #expect(report.broken == AuditReport.Break(entry: entry, reason: reason))
    }

    @Test func saysWhichCaseIsDamagedAndNothingOfIt() throws {
        try admitted()
        try tamper("UPDATE court_case SET body = zeroblob(40) WHERE id = 2")
        let docket = try Docket(path: folder.docket)
        let batch = try #require(try docket.batch("a"))
        #expect(throws: DocketError(.damaged, "case 2")) { try docket.admitted(batch) { _, _ in } }
    }

    @Test func aRowThatVanishedIsMissed() throws {
        try admitted()
        try tamper("DELETE FROM court_case WHERE id = 2")
        let docket = try Docket(path: folder.docket)
        let batch = try #require(try docket.batch("a"))
        #expect(throws: DocketError(.damaged, "2 of 3 rows accounted for")) { try docket.numbered(batch) }
    }

    /// Batch `a` with three cases; four entries in the chain.
    private func admitted() throws {
        let docket = try Docket(path: folder.docket)
        // Cases differ by person, so that bodies differ.
        try docket.admit("a", (1...3).map { row($0, "A\($0)", person("PERSON-\($0)")) })
        try docket.close()
    }

    private func tamper(_ sql: String) throws {
        try DatabaseQueue(path: folder.docket).write { try $0.execute(sql: sql) }
    }
}
