import Foundation
import Testing

/// Without a prosecutor's approval, everything is a draft.
@Suite(.timeLimit(.minutes(20))) struct DraftTests {
    @Test func everyDocumentSaysDraftAndNothingIsClaimed() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<5) + Row.misdemeanors(1..<3))
        let draft = try await office.generate("list.csv", "--layout", "tree", approved: false)
        #expect(draft.code == 0, "\(draft.err)")
        #expect(draft.out.contains("These are drafts."))
        let pages = office.scratch.files(in: draft.lastLine).filter { $0.hasSuffix(".html") }
        #expect(pages.count > 30)
        let silent = try pages.filter { !(try office.scratch.text("\(draft.lastLine)/\($0)").contains("DRAFT")) }
        #expect(silent == [])
        #expect(try office.scratch.text("\(draft.lastLine)/manifest.xml").contains("mode=\"draft\""))

        let filing = try await office.generate("list.csv", "--layout", "tree")
        #expect(filing.code == 0, "\(filing.out)")
        #expect(filing.lastLine != draft.lastLine)
        let marked = try office.scratch.files(in: filing.lastLine).filter { $0.hasSuffix(".html") }
            .filter { try office.scratch.text("\(filing.lastLine)/\($0)").contains("DRAFT") }
        #expect(marked == [])
        #expect(try totals(ofManifest: office.scratch.text("\(filing.lastLine)/manifest.xml"))["filed"] == 6)
    }
}
