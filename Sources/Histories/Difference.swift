import Cases

/// What two rule sets made of one conviction, where they differ.
enum Difference {
    /// One rule set's finding.
    struct Side {
        let caseNumber: String
        let offense: String
        let determination: String
        let reason: String
        let rule: String
        let facts: String

        init(_ judgment: Judgment, of builder: HistoryBuilder) {
            caseNumber = builder.caseNumbers(of: judgment.conviction).map(\.decoded).joined(separator: "; ")
            offense = builder.history.convictions[judgment.conviction].offense.text
            determination = judgment.determination.rawValue
            reason = judgment.reason
            rule = judgment.rule
            facts = judgment.facts.joined(separator: "; ")
        }

        /// The rule set reads the row as no relevant conviction.
        init(missingBeside other: Side) {
            caseNumber = other.caseNumber
            offense = other.offense
            determination = ""
            reason = ""
            rule = "no-relevant-conviction"
            facts = ""
        }
    }

    static func titles(_ names: (String, String)) -> [String] {
        ["file", "row", "case_number", "offense"]
            + [names.0, names.1].flatMap { ["\($0)_determination", "\($0)_reason", "\($0)_rule", "\($0)_facts"] }
    }

    /// Writes the cells behind file and row.
    static func write(_ first: Side, _ second: Side, to page: Page) {
        page.removeAll()
        var cells = [first.caseNumber, first.offense]
        for side in [first, second] { cells += [side.determination, side.reason, side.rule, side.facts] }
        CSVCell.append(cells, to: page)
    }
}
