package import Cases

/// A count as the schedules write it.
package struct ScheduleCount: Sendable, Hashable {
    /// Empty if the batch has none.
    package let number: String
    package let section: String
    package let level: String
    /// Empty if nothing takes its place.
    package let newLevel: String
    /// `D`, `R` or `S`.
    package let relief: String
    package let convictionDate: CalendarDate
    /// Confidential schedule only.
    package let arrestDate: CalendarDate?

    package init(
        number: String,
        section: String,
        level: String,
        newLevel: String,
        relief: String,
        convictionDate: CalendarDate,
        arrestDate: CalendarDate? = nil
    ) {
        self.number = number
        self.section = section
        self.level = level
        self.newLevel = newLevel
        self.relief = relief
        self.convictionDate = convictionDate
        self.arrestDate = arrestDate
    }
}

/// A case as the schedules write it.
package struct ScheduleCase: Sendable, Hashable {
    /// What only the confidential schedule says.
    package struct Identity: Sendable, Hashable {
        package let fullName: String
        package let akas: [String]
        package let birthDate: CalendarDate?
        /// Empty if the batch has none.
        package let ciiNumber: String

        package init(fullName: String, akas: [String], birthDate: CalendarDate?, ciiNumber: String) {
            self.fullName = fullName
            self.akas = akas
            self.birthDate = birthDate
            self.ciiNumber = ciiNumber
        }
    }

    /// From 1, without gaps.
    package let sequence: Int
    package let number: String
    /// The short form for the public: `OCHOA, M.`
    package let defendant: String
    package let courthouse: String
    package let counts: [ScheduleCount]
    package let identity: Identity?

    package init(
        sequence: Int,
        number: String,
        defendant: String,
        courthouse: String,
        counts: [ScheduleCount],
        identity: Identity? = nil
    ) {
        self.sequence = sequence
        self.number = number
        self.defendant = defendant
        self.courthouse = courthouse
        self.counts = counts
        self.identity = identity
    }
}

/// Writes the machine-readable schedule of a packet: the public one as CSV and XML, the confidential one as CSV.
package final class ScheduleWriter {
    private let table: FileWriter
    private let tree: FileWriter?
    private let isConfidential: Bool
    private var csv = CSVText()
    private var xml = XMLText()
    private var cases = 0
    private var counts = 0

    /// The columns of `schedule.csv`, one row for each count.
    static let columns = [
        "sequence", "case_number", "defendant", "courthouse", "count", "section", "level", "new_level",
        "conviction_date", "relief",
    ]
    /// What `confidential/schedule.csv` adds.
    static let confidentialColumns = ["full_name", "aka", "birth_date", "cii_number", "arrest_date"]

    package init(
        in packet: PacketFolder,
        run: RunStamp,
        jurisdiction: String,
        isConfidential: Bool
    ) throws(PackingError) {
        self.isConfidential = isConfidential
        table = try packet.file(isConfidential ? "confidential/schedule.csv" : "schedule.csv")
        tree = isConfidential ? nil : try packet.file("schedule.xml")
        csv.row(isConfidential ? Self.columns + Self.confidentialColumns : Self.columns)
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<schedule xmlns=\"\(ScheduleSchema.namespace)\"")
        xml.attribute("batch", run.batch)
        xml.attribute("jurisdiction", jurisdiction)
        xml.attribute("mode", run.mode)
        xml.attribute("asOf", run.asOf.iso)
        xml.raw(">\n")
    }

    package func add(_ entry: ScheduleCase) throws(PackingError) {
        cases += 1
        counts += entry.counts.count
        for count in entry.counts { addRow(entry, count) }
        try table.write(csv.bytes)
        csv.removeAll()
        guard let tree else { return }
        addElement(entry)
        try tree.write(xml.bytes)
        xml.removeAll()
    }

    /// - Returns: the files that were written.
    package func finish() throws(PackingError) -> [FileEntry] {
        try table.write(csv.bytes)
        let file = try table.finish()
        guard let tree else { return [file] }
        xml.raw("<totals")
        xml.attribute("cases", cases)
        xml.attribute("counts", counts)
        xml.raw("/>\n</schedule>\n")
        try tree.write(xml.bytes)
        return [file, try tree.finish()]
    }

    private func addRow(_ entry: ScheduleCase, _ count: ScheduleCount) {
        csv.field(entry.sequence)
        csv.field(entry.number)
        csv.field(entry.defendant)
        csv.field(entry.courthouse)
        csv.field(count.number)
        csv.field(count.section)
        csv.field(count.level)
        csv.field(count.newLevel)
        csv.field(count.convictionDate.iso)
        csv.field(count.relief)
        if isConfidential {
            csv.field(entry.identity?.fullName ?? "")
            csv.field(entry.identity?.akas.joined(separator: "; ") ?? "")
            csv.field(entry.identity?.birthDate?.iso ?? "")
            csv.field(entry.identity?.ciiNumber ?? "")
            csv.field(count.arrestDate?.iso ?? "")
        }
        csv.endRow()
    }

    private func addElement(_ entry: ScheduleCase) {
        xml.raw("<case")
        xml.attribute("sequence", entry.sequence)
        xml.attribute("number", entry.number)
        xml.attribute("courthouse", entry.courthouse)
        xml.attribute("defendant", entry.defendant)
        xml.raw(">")
        for count in entry.counts {
            xml.raw("<count")
            if !count.number.isEmpty { xml.attribute("number", count.number) }
            xml.attribute("section", count.section)
            xml.attribute("level", count.level)
            xml.attribute("newLevel", count.newLevel)
            xml.attribute("convictionDate", count.convictionDate.iso)
            xml.attribute("relief", count.relief)
            xml.raw("/>")
        }
        xml.raw("</case>\n")
    }
}
