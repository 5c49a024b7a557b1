/// What every row of a person says about them.
enum HistoryPerson {
    /// Columns `RECORD_ID` to `CITIZENSHIP_LIST`, each with its comma.
    static func columns(of person: InventedPerson, random: inout SeededGenerator) -> [UInt8] {
        var record = SampleRecord()
        person.fill(&record)
        let ordinal = person.ordinal
        let cii = "A00" + Digits.text(ordinal, width: 6)
        var columns: [UInt8] = []
        columns.reserveCapacity(256)
        HistoryText.add(ordinal, width: 9, to: &columns)
        columns += HistoryText.cells("", "FOUND", record[.personID], "#", cii, "", "", "", "", "")
        columns += HistoryText.cells("#", cii, name(record))
        columns += HistoryText.cells(Appearance.gender(firstName: record[.firstName], random: &random))
        if !random.chance(0.002) { HistoryText.add(person.birth, to: &columns) }
        // No number like these is given out by those who give out numbers.
        columns += HistoryText.cells("", "", random.chance(0.6) ? "Z0" + Digits.text(ordinal, width: 6) : "", "", "")
        columns += HistoryText.cells(random.chance(0.9) ? Digits.text(ordinal, width: 6) + "XX0" : "")
        let race = person.stock.races.draw(&random)
        columns += HistoryText.cells("#", race.code, race.words)
        columns += Appearance.eyes.draw(&random)
        columns += Appearance.hair.draw(&random)
        HistoryText.add(500 + random.within(0...11), width: 3, to: &columns)
        columns += HistoryText.cells("", String(random.within(115...260)), "", "Y")
        return columns + Appearance.birthplaces.draw(&random)
    }

    /// `LAST,FIRST MIDDLE`
    private static func name(_ record: SampleRecord) -> String {
        var name = record[.lastName] + "," + record[.firstName]
        for column in [CaseColumn.middleName, .suffix] where !record[column].isEmpty { name += " " + record[column] }
        return name
    }
}

/// What stands in `COMMENT_TEXT`.
enum HistoryComments {
    /// Mostly nothing.
    static func draw(isMarijuana: Bool, random: inout SeededGenerator) -> [UInt8] {
        if isMarijuana, random.chance(0.015) { return otherCharges.draw(&random) }
        return random.chance(0.08) ? usual.draw(&random) : []
    }

    /// Charges under Proposition 64 that the columns do not show.
    private static let otherCharges = comments([
        ("ORIG CHG 11360(A) HS", 5), ("AMENDED FROM 11359 HS", 5), ("W/11357(A) HS, 11358 HS", 3),
        ("11357(C) HS INCLUDED", 3), ("CT 2 11358 HS DISMISSED", 4),
    ])

    private static let usual = comments([
        ("SENTENCE CONCURRENT", 20), ("PROBATION TERMINATED", 18), ("CREDIT FOR TIME SERVED, 30 DAYS", 14),
        ("CONV CERT BY CLK", 12), ("PC 1000 DIVERSION DENIED", 6), ("SEE FILE: \"DOCKET 2\"", 4),
        ("REDUCED PER 17 PC", 10),
    ])

    private static func comments(_ choices: [(String, weight: Int)]) -> Weighted<[UInt8]> {
        Weighted(choices.map { (HistoryText.cell($0.0), weight: $0.weight) })
    }
}
