package import Cases

/// Writes `confidential/dispositions.csv`, one row for each count in which the court granted relief, for a county that sends
/// dispositions to the Department of Justice by file.
package final class DispositionWriter {
    private let run: PacketRun
    private let table: FileWriter
    private var csv = CSVText()

    static let path = "confidential/dispositions.csv"
    /// Dates are `yyyy-mm-dd`. `sequence` is the case's number in Exhibit A. `relief` is `D`, `R` or `S`, `disposition` the same
    /// in words; `new_level` is empty where nothing takes the place of the conviction, and `sealed` is `Y` there.
    static let columns = [
        "sequence", "case_number", "court", "courthouse", "cii_number", "last_name", "first_name", "middle_name",
        "name_suffix", "aka", "birth_date", "arrest_date", "arresting_agency", "count", "section", "offense",
        "conviction_date", "level", "relief", "disposition", "new_level", "order_date", "sealed",
    ]

    package init(in run: PacketRun) throws(DocumentError) {
        self.run = run
        table = try run.storing(.dispositionNotice) { () throws(PackingError) in try run.folder.file(Self.path) }
        csv.row(Self.columns)
    }

    package func add(_ placed: PlacedCase, orderedOn day: CalendarDate) throws(DocumentError) {
        try run.require(placed, in: .dispositionNotice)
        for count in placed.eligible.counts { addRow(placed, count, day) }
        try run.storing(.dispositionNotice) { () throws(PackingError) in try table.write(csv.bytes) }
        csv.removeAll()
    }

    package func finish() throws(DocumentError) -> FileEntry {
        try run.storing(.dispositionNotice) { () throws(PackingError) in
            try table.write(csv.bytes)
            return try table.finish()
        }
    }

    private func addRow(_ placed: PlacedCase, _ eligible: EligibleCount, _ day: CalendarDate) {
        let (person, count) = (placed.person, eligible.count)
        let isDismissed = eligible.relief == .dismissAndSeal
        csv.field(placed.sequence)
        for text in [
            placed.eligible.number, "Superior Court, \(run.context.county.name) County", placed.courthouse.name,
            person.ciiNumber, person.name.last, person.name.first, person.name.middle, person.name.suffix,
            person.aliases.joined(separator: "; "), person.birthDate?.iso ?? "", count.arrestDate?.iso ?? "",
            count.arrestingAgency, count.number, count.section.cited, count.offense, count.convictionDate.iso,
            count.level.rawValue, eligible.relief.mark, Self.words(eligible.relief),
            isDismissed ? "" : count.level.redesignated.rawValue, day.iso, isDismissed ? "Y" : "N",
        ] { csv.field(text) }
        csv.endRow()
    }

    private static func words(_ relief: Relief) -> String {
        switch relief {
        case .dismissAndSeal: "dismissed as legally invalid (HS 11361.8(f))"
        case .redesignate: "redesignated (HS 11361.8(f))"
        case .recall: "sentence recalled, resentenced (HS 11361.8(b))"
        }
    }
}
