package import Cases
package import Filings

/// What one message files: papers, and the case that they are filed in.
package struct CaseFiling: Sendable {
    private enum Matter {
        case placed(PlacedCase)
        case master(CourtPolicy.MasterCase, Courthouse)
    }

    private let matter: Matter
    package let documents: [AttachedDocument]
    /// What the documents are to the court, one by one; nil where the policy says it for every case.
    private let own: [CourtPolicy.Document]?
    /// The only kinds of documents that are wanted, where some are sent again; nil for all of the policy.
    private let only: Set<DocumentKind>?

    /// An approved case with the files that go to the court.
    ///
    /// - Returns: nil for a case that no prosecutor approved; such a case is never sent.
    package init?(_ placed: PlacedCase, _ documents: [AttachedDocument], only: Set<DocumentKind>? = nil) {
        guard placed.isApproved else { return nil }
        matter = .placed(placed)
        self.documents = documents
        own = nil
        self.only = only
    }

    /// What concerns many cases, filed in the court's master case.
    package init(
        _ master: CourtPolicy.MasterCase, at courthouse: Courthouse,
        _ papers: [(document: CourtPolicy.Document, file: AttachedDocument)]
    ) {
        matter = .master(master, courthouse)
        documents = papers.map(\.file)
        own = papers.map(\.document)
        only = nil
    }

    /// The case; nil for the court's master case.
    package var placed: PlacedCase? {
        if case .placed(let placed) = matter { placed } else { nil }
    }

    /// As the schedule has it, from 1; 0 for what is filed in the master case.
    package var sequence: Int { placed?.sequence ?? 0 }

    package var number: String {
        switch matter {
        case .placed(let placed): placed.eligible.number
        case .master(let master, _): master.number
        }
    }

    var courthouse: Courthouse {
        switch matter {
        case .placed(let placed): placed.courthouse
        case .master(_, let courthouse): courthouse
        }
    }

    var title: String {
        switch matter {
        case .placed(let placed): "The People of the State of California v. \(placed.eligible.person.name.natural)"
        case .master(let master, _): master.title
        }
    }

    var shortTitle: String {
        switch matter {
        case .placed(let placed): "People v. \(placed.eligible.person.name.last)"
        case .master(let master, _): master.shortTitle
        }
    }

    /// The court's code for the category of the case.
    func category(by policy: CourtPolicy) -> String {
        switch matter {
        case .placed(let placed): policy.category(of: placed.eligible)
        case .master(let master, _): master.category
        }
    }

    /// Nobody is the defendant of a master case, and nothing is charged in it.
    var defendant: PersonName? { placed?.eligible.person.name }
    var counts: [EligibleCount] { placed?.eligible.counts ?? [] }

    /// The documents with what they are to the court, in the order of the message.
    package func papers(by policy: CourtPolicy) -> [FiledPaper] {
        if let own {
            return zip(own, documents).enumerated().map {
                FiledPaper(number: $0 + 1, document: $1.0, file: $1.1)
            }
        }
        return wanted(policy).compactMap { number, document in
            documents.first { $0.kind == document.kind }
                .map { FiledPaper(number: number, document: document, file: $0) }
        }
    }

    /// The documents that the court is to get, each with its number in the policy. Where the lead document was accepted
    /// before, the first of those that are sent again leads them: every filing has a lead document.
    package func wanted(_ policy: CourtPolicy) -> [(number: Int, document: CourtPolicy.Document)] {
        var wanted: [(number: Int, document: CourtPolicy.Document)] = []
        for (index, document) in (own ?? policy.documents).enumerated() where only?.contains(document.kind) ?? true {
            wanted.append((index + 1, document))
        }
        if only != nil, !wanted.isEmpty, !wanted.contains(where: { $0.document.role == .lead }) {
            wanted[0].document = wanted[0].document.leading
        }
        return wanted
    }
}

/// A document of a filing, and what it is to the court.
package struct FiledPaper: Sendable {
    /// From 1, as the clerk sees it.
    package let number: Int
    package let document: CourtPolicy.Document
    package let file: AttachedDocument
}
