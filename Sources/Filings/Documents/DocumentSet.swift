package import TemplateEngine

/// The compiled documents of one jurisdiction.
package struct DocumentSet: Sendable {
    private let templates: [DocumentKind: Template]
    private let codes: [DocumentKind: TemplateCode]
    let omnibus: FormFiller<GroupSummary>
    let schedule: FormFiller<ScheduleVolume>
    let ofCase: FormFiller<PlacedCase>
    let challenge: FormFiller<ChallengeVolume>
    let ofChallenge: FormFiller<PlacedChallenge>
    let withdrawal: FormFiller<Withdrawal>
    let defenderLetter: FormFiller<ChallengeVolume>
    let letter: FormFiller<PersonLetter>
    let grantedLetter: FormFiller<PersonLetter>
    let disposition: FormFiller<DispositionVolume>
    let cover: FormFiller<Cover>
    let separator: FormFiller<Separator>
    let printTicket: FormFiller<PrintTicket>
    let index: FormFiller<BatchOverview>
    let report: FormFiller<ImpactReport>
    let progress: FormFiller<ProgressReport>

    /// Compiles every document of a jurisdiction; `compressed` prepares those that fill ZIP volumes for it.
    ///
    /// - Returns: the set, nil if any template has an error, and everything that was found.
    package static func compile(
        _ kinds: [DocumentKind] = DocumentKind.allCases, from library: TemplateLibrary, for jurisdiction: String,
        compressed: Bool
    ) -> (documents: DocumentSet?, findings: [Finding]) {
        let sources = library.templates(of: jurisdiction)
        var templates: [DocumentKind: Template] = [:]
        var findings: [Finding] = []
        for kind in kinds {
            let compiled = Template.compile(
                kind.rawValue, from: sources, schema: kind.schema, audience: kind.audience, syntax: .html)
            templates[kind] = compiled.template
            findings += compiled.findings.filter { !findings.contains($0) }
        }
        guard templates.count == kinds.count else { return (nil, findings) }
        return (DocumentSet(templates: templates, compressed: compressed), findings)
    }

    private init(templates: [DocumentKind: Template], compressed: Bool) {
        self.templates = templates
        let inVolumes = DocumentKind.ofCase + [.caseChallenge, .letter, .grantedLetter]
        codes = templates.filter { compressed && inVolumes.contains($0.key) }.mapValues { TemplateCode($0) }
        func used(_ kinds: [DocumentKind]) -> [Template] { kinds.compactMap { templates[$0] } }
        omnibus = DocumentForms.omnibus.filler(for: used(DocumentKind.omnibus + [.proofOfService]))
        schedule = DocumentForms.schedule.filler(for: used([.schedule, .scheduleConfidential]))
        ofCase = DocumentForms.ofCase.filler(for: used(DocumentKind.ofCase))
        challenge = DocumentForms.challenge.filler(for: used([.challenge]))
        ofChallenge = DocumentForms.ofChallenge.filler(for: used([.caseChallenge]))
        withdrawal = DocumentForms.withdrawal.filler(for: used([.withdrawal]))
        defenderLetter = DocumentForms.defenderLetter.filler(for: used([.defenderLetter]))
        letter = DocumentForms.letter.filler(for: used([.letter]))
        grantedLetter = DocumentForms.grantedLetter.filler(for: used([.grantedLetter]))
        disposition = DocumentForms.disposition.filler(for: used([.dispositionNotice]))
        cover = DocumentForms.cover.filler(for: used([.cover]))
        separator = DocumentForms.separator.filler(for: used([.separator]))
        printTicket = DocumentForms.printTicket.filler(for: used([.printTicket]))
        index = DocumentForms.index.filler(for: used([.index]))
        report = DocumentForms.report.filler(for: used([.report]))
        progress = DocumentForms.progress.filler(for: used([.progress]))
    }

    package subscript(kind: DocumentKind) -> Template {
        guard let template = templates[kind] else { preconditionFailure("\(kind.rawValue) was not compiled") }
        return template
    }

    /// What fills letters of a kind.
    func letters(_ kind: DocumentKind) -> FormFiller<PersonLetter> { kind == .grantedLetter ? grantedLetter : letter }

    /// The compressed form of a template that fills volumes; nil for documents that occur once.
    func code(of kind: DocumentKind) -> TemplateCode? { codes[kind] }
}
