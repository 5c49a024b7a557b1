import Foundation
import Testing

/// The docket as a file that offices copy, lose and restore.
@Suite(.timeLimit(.minutes(20))) struct DocketFileTests {
    /// Offices back up the one file that they know of, and what was filed must be in it.
    @Test func aCopyOfTheDocketRemembersWhatWasFiled() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<6), to: "first.csv")
        try office.write(Row.felonies(1..<8), to: "second.csv")
        _ = try await office.generate("first.csv")
        _ = try office.scratch.makeFolder("restored")
        try office.scratch.copy("out/docket.sqlite", to: "restored/docket.sqlite")
        let second = try await office.generate("second.csv", to: "restored")
        let filed = table(try office.scratch.text("\(second.lastLine)/district-attorney/schedule.csv"))
        #expect(filed.map { $0["case_number"] } == ["BA100006", "BA100007"])
    }

    /// What a run leaves that is killed at the very first: the table of migrations, and not yet the mark of a docket.
    @Test func aDocketThatWasOnlyBegunIsFinished() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<4))
        try FileManager.default.copyItem(
            atPath: "\(Office.fixtures)/docket-begun.sqlite", toPath: office.scratch.path("docket.sqlite"))
        let ran = try await office.generate("list.csv", "--docket", "docket.sqlite")
        #expect(ran.code == 0, "\(ran.err)")
    }
}
