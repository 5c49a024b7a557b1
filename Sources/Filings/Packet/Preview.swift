import Cases
internal import Digests
import TemplateEngine

/// One document, filled with an invented case, for people who write templates.
package enum Preview {
    /// - Returns: the document's HTML. Values that are missing are marked, as in a draft.
    package static func html(of kind: DocumentKind, in context: PacketContext, with documents: DocumentSet) throws
        -> [UInt8]
    {
        guard let placed = SampleCase.placed(in: context), let challenge = SampleCase.challenged(in: context) else {
            return []
        }
        var figures = Figures()
        figures.add(placed.eligible)
        var challenges = ChallengeFigures()
        challenges.add(challenge.challenged)
        let summary = GroupSummary(
            figures: figures, people: 1, outcomes: [.filed: placed.eligible.counts.count, .held: 1, .challenged: 2],
            inputs: [
                InputFile(
                    name: "sample.csv", size: 2_048, sha256: String(repeating: "0", count: 64), rows: 4, form: "CSV")
            ],
            courthouse: placed.courthouse, courthouses: [placed.courthouse], isPerCourthouse: false,
            isPerCase: context.jurisdiction.grouping == .perCase, listDigest: String(repeating: "0", count: 64),
            scheduleVolumes: 1, caseVolumes: 1, letterVolumes: 1,
            hasConfidential: context.jurisdiction.wantsConfidentialSchedule,
            challenges: ChallengeSummary(
                figures: challenges, people: 1, volumes: 1, listDigest: String(repeating: "0", count: 64),
                withdrawals: 1))
        let list = ChallengeVolume(number: 1, volumes: 1, carried: CaseTotal(), rows: [challenge], summary: summary)
        switch kind {
        case .motion, .declaration, .order, .nonChallenge, .proofOfService:
            return try render(kind, documents.omnibus, summary, context, documents)
        case .schedule, .scheduleConfidential:
            let volume = ScheduleVolume(number: 1, volumes: 1, carried: CaseTotal(), rows: [placed], summary: summary)
            return try render(kind, documents.schedule, volume, context, documents)
        case .caseMotion, .caseOrder, .caseNotice:
            return try render(kind, documents.ofCase, placed, context, documents)
        case .challenge: return try render(kind, documents.challenge, list, context, documents)
        case .defenderLetter: return try render(kind, documents.defenderLetter, list, context, documents)
        case .caseChallenge: return try render(kind, documents.ofChallenge, challenge, context, documents)
        case .withdrawal:
            return try render(
                kind, documents.withdrawal, Withdrawal(rows: [placed], summary: summary), context, documents)
        case .letter:
            return try render(kind, documents.letter, PersonLetter(number: 1, cases: [placed]), context, documents)
        case .grantedLetter:
            let letter = PersonLetter(number: 1, cases: [placed])
            return try render(kind, documents.grantedLetter, letter, context, documents)
        case .dispositionNotice:
            let order = DispositionOrder(
                date: context.asOf, courthouse: placed.courthouse, isPerCase: summary.isPerCase, figures: figures)
            let volume = DispositionVolume(number: 1, volumes: 1, carried: CaseTotal(), rows: [placed], order: order)
            return try render(kind, documents.disposition, volume, context, documents)
        case .cover:
            let files = [PackedFile(path: "motion.html", title: DocumentKind.motion.title, size: 30_000)]
            return try render(
                kind, documents.cover, Cover(summary: summary, files: files, hasPrintJobs: true), context, documents)
        case .separator:
            return try render(
                kind, documents.separator, Separator(of: placed, in: 250, papers: DocumentKind.ofCase), context,
                documents)
        case .printTicket:
            return try render(kind, documents.printTicket, SampleJobs.ticket(context), context, documents)
        case .index:
            let line = PacketLine(
                jurisdiction: context.jurisdiction, figures: figures, people: 1, outcomes: summary.outcomes,
                cover: "cover.html", motion: "motion.html", schedule: "schedule-0001.html", challenge: "challenge.html",
                ticket: "print-ticket.html")
            let overview = BatchOverview(
                batchName: context.batchName, asOf: context.asOf, program: context.program, isDraft: context.isDraft,
                screening: context.screening, inputs: summary.inputs, packets: [line], unrouted: [:],
                problems: [ProblemTotal(code: .handReview, rows: 1)], warnings: 0)
            return try render(kind, documents.index, overview, nil, documents)
        case .report: return try SampleReport.report(in: context).html(with: documents)
        case .progress: return try SampleProgress.report(in: context).html(with: documents)
        }
    }

    private static func render<Body>(
        _ kind: DocumentKind, _ form: FormFiller<Body>, _ source: Body, _ context: PacketContext?,
        _ documents: DocumentSet
    ) throws -> [UInt8] {
        var values = form.values(in: context)
        form.fill(&values, from: source)
        var output = Output()
        try documents[kind].render(values, context?.isDraft ?? true ? .draft : .filing, into: &output)
        return output.copy()
    }
}

/// Invented print jobs.
private enum SampleJobs {
    static func ticket(_ context: PacketContext) -> PrintTicket {
        let digest = SHA256().finish()
        let jobs = [(1..<252, 1_998, ["cover.html", "motion.html", "schedule-0001.html"]), (252..<310, 464, [])]
        return PrintTicket(
            jobs: jobs.enumerated().map { number, job in
                PrintJob(
                    file: FileEntry(path: PrintJob.fileName(number + 1), size: 4_000_000, digest: digest),
                    kind: .cases, first: job.0.lowerBound, last: job.0.upperBound - 1, cases: job.0.count,
                    pages: job.1, sheets: job.1, papers: job.2)
            },
            setup: context.jurisdiction.print,
            apart: [
                PackedFile(
                    path: "confidential/schedule-0001.pdf", title: DocumentKind.scheduleConfidential.title, size: 0)
            ])
    }
}

/// Invented cases that show every branch of a template: aliases, several counts, every relief, every ground.
private enum SampleCase {
    static func placed(in context: PacketContext) -> PlacedCase? {
        guard let courthouse = context.county.courthouse(context.jurisdiction.courthouse) else { return nil }
        let level = context.jurisdiction.prosecutesFelonies ? OffenseLevel.felony : .misdemeanor
        let counts = [
            count(1, CodeSection(number: "11357", subdivision: "(a)"), "Possession", level, .dismissal, .completed),
            count(2, CodeSection(number: "11359"), "Possession for sale", level, .reduction, .completed),
            count(3, CodeSection(number: "11360", subdivision: "(a)"), "Transportation", level, .dismissal, .serving),
        ].compactMap(\.self).compactMap(EligibleCount.init)
        guard let first = counts.first else { return nil }
        var eligible = EligibleCase(
            number: "BA000001", person: person,
            route: Route(jurisdiction: context.jurisdiction.id, courthouse: courthouse.id), count: first)
        for count in counts.dropFirst() { eligible.add(count) }
        let standing = context.reviewer.map { Standing.approved(Decision(reviewer: $0, time: 0).approve(eligible)) }
        let withdrawn = earlierNotice.map { [WithdrawnChallenge(place: counts[0].count.place, notice: $0)] }
        return PlacedCase(
            standing: standing ?? .undecided(eligible), sequence: 1, courthouse: courthouse, withdrawn: withdrawn ?? [],
            granted: context.asOf)
    }

    static func challenged(in context: PacketContext) -> PlacedChallenge? {
        guard let courthouse = context.county.courthouse(context.jurisdiction.courthouse) else { return nil }
        let level = context.jurisdiction.prosecutesFelonies ? OffenseLevel.felony : .misdemeanor
        let reviewer = context.reviewer ?? Reviewer(name: "Nobody", barNumber: "0000")
        let counts = [
            count(1, CodeSection(number: "11359"), "Possession for sale", level, .notEligible, .completed).map {
                ChallengedCount(count: $0, ground: .doesNotMeetCriteria, reviewer: reviewer)
            },
            count(2, CodeSection(number: "11360", subdivision: "(a)"), "Transportation", level, .handReview, .serving)
                .map {
                    ChallengedCount(count: $0, ground: .unreasonableRisk, reviewer: reviewer, amends: earlierNotice)
                },
        ].compactMap(\.self)
        let route = Route(jurisdiction: context.jurisdiction.id, courthouse: courthouse.id)
        return ChallengedCase(number: "BA000002", person: person, route: route, counts: counts).map {
            PlacedChallenge(
                challenged: $0, decision: context.reviewer.map { Decision(reviewer: $0, time: 0) }, sequence: 1,
                courthouse: courthouse)
        }
    }

    private static var earlierNotice: EarlierNotice? {
        CalendarDate(year: 2019, month: 7, day: 1).map { EarlierNotice(batch: "earlier-preview", asOf: $0) }
    }

    private static var person: Person {
        Person(
            identifier: "SAMPLE-1",
            name: PersonName(last: "SAMPLE", first: "MARÍA", middle: "ELENA"),
            aliases: ["MARY SAMPLE", "M. E. MUESTRA"],
            birthDate: CalendarDate(year: 1971, month: 4, day: 12), ciiNumber: "A00000001",
            address: PostalAddress(street: "1 Invented Way", city: "Los Angeles", state: "CA", zip: "90000"))
    }

    private static func count(
        _ number: Int, _ section: CodeSection, _ offense: String, _ level: OffenseLevel, _ determination: Determination,
        _ sentence: SentenceStatus
    ) -> Count? {
        CalendarDate(year: 1998, month: 3, day: 4).map { date in
            Count(
                place: RowPlace(file: 0, row: number), number: String(number), section: section, offense: offense,
                level: level, convictionDate: date, arrestDate: CalendarDate(year: 1997, month: 12, day: 30),
                arrestingAgency: "Invented Police Department", sentence: sentence, determination: determination)
        }
    }
}
