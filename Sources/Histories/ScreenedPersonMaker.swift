import Cases
import Intake

/// Makes of a judged history what a reviewer looks at and the docket keeps.
struct ScreenedPersonMaker {
    let asOf: CalendarDate
    let recentAfter: CalendarDate?
    /// For each block, how many rows of data its file has before it.
    let rowsBefore: [Int]

    /// - Returns: nil for rows that name nobody.
    func make(_ judgment: PersonJudgment, _ builder: HistoryBuilder) -> ScreenedPerson? {
        guard let finding = judgment.judgments.first else { return nil }
        let first = builder.rows[finding.conviction]
        guard !first.text(.subject).isEmpty else { return nil }
        let history = builder.history
        var names: [String] = []
        for finding in judgment.judgments {
            let name = builder.rows[finding.conviction].text(.name).decoded
            if !name.isEmpty, !names.contains(name) { names.append(name) }
        }
        let person = Person(
            identifier: first.text(.subject).decoded, name: NameText.parse(names.first ?? ""),
            aliases: names.dropFirst().map { NameText.parse($0).natural }, birthDate: history.birthDate,
            ciiNumber: first.text(.identificationNumber).decoded, isDeceased: history.isDeceased)
        return ScreenedPerson(
            person: person, sex: first.text(.sex).decoded, race: first.text(.race).decoded,
            superstrikes: judgment.superstrikes, pc290: judgment.pc290, isRegistered: history.isRegistered,
            all: totals(history) { _ in true },
            proposition64: totals(history) { $0.isInCounty && $0.offense.proposition64 != nil },
            related: totals(history) {
                $0.isInCounty && $0.offense.proposition64 == nil && $0.offense.related != nil
            },
            convictions: judgment.judgments.map { conviction($0, builder) })
    }

    private func totals(
        _ history: CriminalHistory, _ isIncluded: (Conviction) -> Bool
    ) -> ConvictionTotals {
        var totals = ConvictionTotals()
        for conviction in history.convictions where isIncluded(conviction) {
            totals.convictions += 1
            if conviction.isFelony { totals.felonies += 1 }
            if let date = conviction.date, let recentAfter, recentAfter < date { totals.recent += 1 }
        }
        return totals
    }

    private func conviction(_ judgment: Judgment, _ builder: HistoryBuilder) -> ScreenedConviction {
        let conviction = builder.history.convictions[judgment.conviction]
        let row = builder.rows[judgment.conviction]
        let offense = conviction.offense
        let level: OffenseLevel =
            conviction.isFelony ? .felony : row.flags.contains(.infraction) ? .infraction : .misdemeanor
        return ScreenedConviction(
            place: RowPlace(file: row.key.file, row: rowsBefore[row.key.block] + row.key.row + 1),
            countOrder: row.countOrderText,
            caseNumbers: builder.caseNumbers(of: judgment.conviction).map(\.decoded),
            court: row.text(.court).decoded, section: section(of: offense),
            offense: offense.text, level: level, convictionDate: conviction.date, sentence: sentence(conviction, row),
            determination: judgment.determination, reason: judgment.reason, rule: judgment.rule,
            facts: judgment.facts, doubts: judgment.doubts)
    }

    /// The section of Proposition 64 that the finding is about, with its subdivision where that can be read. Another number
    /// in the text, such as in `11550 HS 11359` or `66411359`, is not what is put before the court.
    private func section(of offense: Offense) -> CodeSection {
        let number = offense.proposition64?.number ?? ""
        guard let written = CodeSection(offense.text), written.number == number else {
            return CodeSection(number: number)
        }
        return written
    }

    private func sentence(_ conviction: Conviction, _ row: RowFacts) -> SentenceStatus {
        if conviction.sentenceEnd > Int64(asOf.dayNumber) * 86_400 { return .serving }
        return row.flags.isDisjoint(with: .hasSentence) ? .unknown : .completed
    }
}
