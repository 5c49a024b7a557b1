import Digests
import Testing

@testable import Filings

@Suite("Order of printing") struct PrintOrderTests {
    private static func entries(_ paths: [String]) -> [FileEntry] {
        paths.map { FileEntry(path: $0, size: 1, digest: SHA256().finish()) }
    }

    @Test("omnibus papers, then the exhibit volume by volume; nothing confidential, no letters, no other group's")
    func papers() {
        let names = [
            "schedule-0002.html", "schedule-0001.html", "schedule.csv", "schedule-10000.html", "proof-of-service.html",
            "challenge-0003.html", "challenge.html", "challenge-0002.html", "order.html", "order.pdf", "motion.html",
            "declaration.html", "non-challenge.html", "withdrawal.html", "defender-letter.html",
            "defender-letter-0002.html", "cover.html", "print-ticket.html", "order-of-things.html",
        ]
        let expected = [
            "motion.html", "declaration.html", "order.html", "non-challenge.html", "challenge.html",
            "challenge-0002.html", "challenge-0003.html", "withdrawal.html", "proof-of-service.html",
            "schedule-0001.html", "schedule-0002.html", "schedule-10000.html",
        ]
        let others = ["van-nuys/motion.html", "confidential/schedule-0001.html"]
        #expect(PrintOrder.papers(of: Self.entries(names + others), under: "") == expected)
        let inside = Self.entries(
            names.map { "pomona/\($0)" } + others + ["motion.html", "confidential/pomona/order.html"])
        #expect(PrintOrder.papers(of: inside, under: "pomona/") == expected.map { "pomona/\($0)" })
    }

    @Test("what no job holds is printed apart")
    func apart() {
        let files = Self.entries([
            "motion.html", "motion.pdf", "defender-letter.pdf", "confidential/schedule-0001.pdf", "cover.pdf",
            "schedule.csv",
        ])
        let job = PrintJob(
            file: files[0], kind: .cases, first: 0, last: 0, cases: 0, pages: 1, sheets: 1,
            papers: ["cover.html", "motion.html"])
        #expect(
            PrintOrder.apart(of: files, printed: [job]).map(\.path)
                == ["defender-letter.pdf", "confidential/schedule-0001.pdf"])
    }
}
