import FoundationEssentials
import GRDB
import Glibc
import Testing

@testable import Docket

/// What was shown, on its way into the audit chain.
@Suite struct AccessLogTests {
    let folder = Folder()
    let docket: Docket
    private var path: String { folder.docket + "-shown" }

    init() throws { docket = try Docket(path: folder.docket) }

    private func log() throws -> AccessLog { try AccessLog(docket, beside: folder.docket) }

    private func look(_ sequence: Int64, by actor: String = "rosa") -> DataShown {
        DataShown(to: actor, batch: 3, sequence: sequence, what: "long-beach case-order", at: 1_000 + sequence)
    }

    /// Sequences of all that the chain says was shown, oldest first.
    private func chained() throws -> [Int64] {
        #expect(try docket.verifyAudit().isWhole)
        return try docket.auditPage(action: .dataShown, limit: 10_000).map(\.subject).reversed()
    }

    private func content() throws -> [UInt8] { Array(try #require(FileManager.default.contents(atPath: path))) }

    @Test("Entries come into the chain once, in their order, with all that they say")
    func once() throws {
        let log = try log()
        for sequence in 1...3 { try log.append(look(Int64(sequence))) }
        #expect(try chained().isEmpty && log.isWaiting)
        try log.chain()
        try log.append(look(4, by: "grüße"))
        try log.chain()
        try log.chain()
        #expect(try chained() == [1, 2, 3, 4] && !log.isWaiting)
        let line = try #require(try docket.auditPage(limit: 1).first)
        #expect(
            line.actor == "grüße" && line.detail == "long-beach case-order" && line.batch == 3 && line.time == 1_004)
    }

    @Test("What a killed service wrote down comes into the chain with the next one, and what was there does not again")
    func leftovers() throws {
        let killed = try log()
        for sequence in 1...5 {
            try killed.append(look(Int64(sequence)))
            if sequence == 2 { try killed.chain() }
        }
        let next = try log()
        #expect(next.isWaiting)
        try next.append(look(6))
        // Killed again before anything was chained.
        let last = try log()
        try last.chain()
        #expect(try chained() == [1, 2, 3, 4, 5, 6])
        #expect(try !log().isWaiting)
    }

    @Test("A line that was not written to its end was shown to nobody; wherever it ends")
    func torn() throws {
        let killed = try log()
        for sequence in 1...2 { try killed.append(look(Int64(sequence))) }
        let whole = try content()
        let second = try #require(whole.firstIndex(of: UInt8(ascii: "\n"))) + 1
        for end in second..<whole.count {
            try Data(whole[..<end]).write(to: URL(filePath: path))
            let next = try log()
            try next.append(look(9))
            #expect(try content().count(where: { $0 == UInt8(ascii: "\n") }) == 2)
        }
        try log().chain()
        #expect(try chained() == [1, 9])
    }

    @Test(
        "Bytes that are none of ours are told of by their line",
        arguments: ["x\n", "1\t2\t3\t4\ta\tb\n9\t2\t3\t4\ta\tb\n", "\n"])
    func damaged(text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
        #expect { try log() } throws: { ($0 as? DocketError)?.code == .damaged }
    }

    @Test("Texts with tabs and line breaks stay in their field")
    func separators() throws {
        try log().append(DataShown(to: "a\tb", batch: 1, sequence: 2, what: "x\n9\t9\r", at: 3))
        try log().chain()
        let line = try #require(try docket.auditPage(limit: 1).first)
        #expect(line.actor == "a b" && line.detail == "x 9 9 ")
    }

    @Test("The file stays small, and only its owner can read it")
    func bounded() throws {
        let log = try log()
        for sequence in 1...40_000 {
            try log.append(look(Int64(sequence)))
            if sequence.isMultiple(of: 5_000) { try log.chain() }
        }
        try log.append(look(40_001))
        #expect(try content().count < 1 << 20)
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o077 == 0)
        try self.log().chain()
        #expect(try docket.auditPage(action: .dataShown, limit: 2).map(\.subject) == [40_001, 40_000])
    }

    @Test("While the docket takes nothing, nothing more is shown, and what was written down waits")
    func refused() throws {
        let log = try log()
        try log.append(look(1))
        try docket.transaction { try $0.execute(sql: "DROP TABLE access_mark") }
        #expect(throws: DocketError.self) { try log.chain() }
        #expect(throws: DocketError.self) { try log.append(look(2)) }
        try docket.transaction { try $0.execute(sql: AccessMark.schema) }
        try log.chain()
        try log.append(look(3))
        try log.chain()
        #expect(try chained() == [1, 3])
    }

    @Test("Where the file cannot be written nothing is shown")
    func unwritable() throws {
        let log = try log()
        mkdir(path + ".part", 0o700)
        defer { rmdir(path + ".part") }
        #expect { try log.append(look(1)) } throws: { ($0 as? DocketError)?.code == .cannotOpen }
        #expect(!log.isWaiting)
    }
}
