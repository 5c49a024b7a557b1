internal import Cases

/// Writes `challenged.csv`, one row for each challenged count, for the clerk's system and the public defender; and its
/// confidential twin, by which the public defender finds the people.
package final class ChallengeWriter {
    private let table: FileWriter
    private let isConfidential: Bool
    private var csv = CSVText()

    static let name = "challenged.csv"
    /// The columns of `challenged.csv`. `ground` is a `ChallengeGround`; `amends` names the batch whose notice gave another
    /// ground.
    static let columns = [
        "sequence", "case_number", "defendant", "courthouse", "count", "section", "level", "conviction_date", "ground",
        "amends",
    ]
    /// What `confidential/challenged.csv` adds. No CII number: it helps nobody to find a person.
    static let confidentialColumns = ["full_name", "aka", "birth_date"]

    package init(in packet: PacketFolder, isConfidential: Bool) throws(PackingError) {
        self.isConfidential = isConfidential
        table = try packet.file(isConfidential ? "confidential/\(Self.name)" : Self.name)
        csv.row(isConfidential ? Self.columns + Self.confidentialColumns : Self.columns)
    }

    package func add(_ placed: PlacedChallenge) throws(PackingError) {
        for count in placed.challenged.counts { addRow(placed, count) }
        try table.write(csv.bytes)
        csv.removeAll()
    }

    package func finish() throws(PackingError) -> FileEntry {
        try table.write(csv.bytes)
        return try table.finish()
    }

    private func addRow(_ placed: PlacedChallenge, _ challenged: ChallengedCount) {
        let person = placed.person
        csv.field(placed.sequence)
        csv.field(placed.challenged.number)
        csv.field(person.name.abbreviated)
        csv.field(placed.courthouse.name)
        csv.field(challenged.count.number)
        csv.field(challenged.count.section.cited)
        csv.field(challenged.count.level.rawValue)
        csv.field(challenged.count.convictionDate.iso)
        csv.field(challenged.ground.rawValue)
        csv.field(challenged.amends?.batch ?? "")
        if isConfidential {
            csv.field(person.name.indexed)
            csv.field(person.aliases.joined(separator: "; "))
            csv.field(person.birthDate?.iso ?? "")
        }
        csv.endRow()
    }
}
