import Cases

/// A report about invented people, for those who write its template.
enum SampleReport {
    static func report(in context: PacketContext) -> ImpactReport {
        let courthouse = context.jurisdiction.courthouse
        var impact = Impact(asOf: context.asOf) { _ in courthouse }
        for number in 0..<240 { impact.add(person(number, context.jurisdiction.id)) }
        return ImpactReport(
            screening: String(repeating: "0", count: 64), county: context.county.name, rules: "sample",
            asOf: context.asOf, program: context.program,
            inputs: [InputFile(name: "sample.csv", size: 2_048, sha256: String(repeating: "0", count: 64), rows: 9)],
            impact: impact, places: context.county)
    }

    private static func person(_ number: Int, _ jurisdiction: String) -> ReviewedPerson {
        let found: [(Determination, String)] = [
            (.dismissal, "50 years or older"), (.dismissal, "No convictions in past 10 years"),
            (.handReview, "Currently serving sentence"), (.notEligible, "PC 290"), (.reduction, "Otherwise"),
        ]
        let (determination, reason) = found[number % found.count]
        let level: OffenseLevel = number % 7 == 0 ? .misdemeanor : .felony
        let conviction = ScreenedConviction(
            place: RowPlace(file: 0, row: number), countOrder: "001001001000", caseNumbers: ["BA000001"],
            court: number % 3 == 0 ? "CASC LONG BEACH" : "CASC FOLTZ",
            section: CodeSection(number: ["11357", "11358", "11359", "11360"][number % 4]), offense: "", level: level,
            convictionDate: CalendarDate(year: 1962 + number % 54, month: 3, day: 4),
            sentence: determination == .handReview ? .serving : .completed, determination: determination,
            reason: reason, rule: "sample", facts: [], doubts: [])
        let totals = ConvictionTotals(convictions: 1, felonies: level == .felony ? 1 : 0)
        let screened = ScreenedPerson(
            person: Person(name: PersonName(last: "SAMPLE")), sex: number % 5 == 0 ? "F" : "M",
            race: ["WHITE", "BLACK", "HISPANIC", "OTHER"][number % 13 / 4], superstrikes: [], pc290: [],
            isRegistered: false, all: totals, proposition64: totals, related: ConvictionTotals(),
            convictions: [conviction])
        let ruling = RecordedRuling(
            ruling: determination == .notEligible ? .challenge(.doesNotMeetCriteria) : .approve(nil),
            reviewer: Reviewer(name: "Sample", barNumber: "000000"), time: Int64(number) * 86_400, note: "")
        return ReviewedPerson(
            number: number + 1, screened: screened, jurisdictions: [jurisdiction],
            states: [determination == .handReview ? .open : .ruled(ruling)])
    }
}
