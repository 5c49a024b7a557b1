import Cases

/// The sheet before each case of a print job, by which a stack is taken apart. It is not filed.
package struct Separator: Sendable {
    let sequence: Int
    /// Of how many cases.
    let total: Int
    let caseNumber: String
    let courthouse: Courthouse
    let isChallenge: Bool
    /// Titles of what follows.
    let papers: [String]

    package init(of placed: PlacedCase, in total: Int, papers: [DocumentKind]) {
        sequence = placed.sequence
        self.total = total
        caseNumber = placed.eligible.number
        courthouse = placed.courthouse
        isChallenge = false
        self.papers = papers.map(\.title)
    }

    package init(of placed: PlacedChallenge, in total: Int) {
        sequence = placed.sequence
        self.total = total
        caseNumber = placed.challenged.number
        courthouse = placed.courthouse
        isChallenge = true
        papers = [DocumentKind.caseChallenge.title]
    }

    /// The longest case number that a bar code across a page holds.
    private static let longest = 32

    /// The case number as a bar code says it; a number that none can hold is replaced by the sequence, `#12`.
    var barcode: String {
        let isFit = caseNumber.utf8.count <= Self.longest && caseNumber.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        return isFit ? caseNumber : "#\(sequence)"
    }
}

let separatorFields: [DocumentField<Separator>] = [
    .number("sequence") { $0.sequence },
    .number("total") { $0.total },
    .text("caseNumber") { $0.caseNumber },
    .text("barcode") { $0.barcode },
    .record("courthouse", courthouseFields) { $0.courthouse },
    .flag("isChallenge") { $0.isChallenge },
    .list("papers", [.text("title") { $0 }] as [DocumentField<String>]) { $0.papers },
]
