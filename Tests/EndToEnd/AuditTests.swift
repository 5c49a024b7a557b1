import Foundation
import Testing

/// `vacatur audit` vouches for a docket that is there, and for no other.
@Suite(.timeLimit(.minutes(20))) struct AuditTests {
    @Test func countsTheDecisions() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<4))
        _ = try await office.generate("list.csv")
        let ran = try await office.vacatur("audit", "--docket", "out/docket.sqlite")
        #expect(ran.code == 0)
        // An approval for each case, and the way of the batch.
        let entries = ran.out.split { !$0.isNumber }.compactMap { Int($0) }
        #expect(entries.count == 1 && (entries.first ?? 0) > 3, "\(ran.out)")
        #expect(!ran.out.contains("INVENTED"))
    }

    @Test func aDocketThatIsMissingDoesNotHold() async throws {
        let office = try Office()
        let ran = try await office.vacatur("audit", "--docket", "nowhere.sqlite")
        #expect(ran.code == 73)
        #expect(ran.err.contains("nowhere.sqlite") && ran.out.isEmpty, "\(ran.err)")
        #expect(!office.scratch.exists("nowhere.sqlite"))
    }
}
