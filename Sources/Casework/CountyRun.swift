package import Cases
package import Docket
package import Filings

/// The whole way of a county's file: screened, ruled on by a policy, filed, verified.
package struct CountyRun: Sendable {
    /// What each stage came to.
    package struct Report: Sendable {
        package let screening: ScreeningReport
        package let rulings: PolicyReport
        package let generation: GenerationReport
        package let verification: VerificationReport

        /// Every row of the file could be used, every relevant conviction is in a packet, and the packets are sound.
        package var isComplete: Bool {
            screening.isComplete && generation.isComplete && verification.isSound
        }
    }

    private let screening: ScreeningRequest
    private let policy: ReviewPolicy
    private let reviewer: Reviewer
    private let output: String
    private let layout: Layout
    private let printing: PrintScope?

    /// - Parameters:
    ///   - screening: what is screened; its folder holds the sheets.
    ///   - policy: what is ruled where nobody has ruled by hand.
    ///   - reviewer: answers for the rulings of the policy, and signs what is filed.
    ///   - output: the folder of the batch folder.
    ///   - layout: of the case documents.
    ///   - printing: as for `GenerationRequest`.
    package init(
        screening: ScreeningRequest, policy: ReviewPolicy, reviewer: Reviewer, output: String, layout: Layout,
        printing: PrintScope?
    ) {
        self.screening = screening
        self.policy = policy
        self.reviewer = reviewer
        self.output = output
        self.layout = layout
        self.printing = printing
    }

    package func run(progress: @escaping @Sendable (Progress) -> Void) async throws -> Report {
        let screened = try ScreeningRun(screening, progress: progress).run()
        let rulings = try rule(screened.identity)
        let generated = try await Generation(
            GenerationRequest(
                source: .screening(screened.identity), asOf: nil, reviewer: reviewer, output: output, layout: layout,
                printing: printing,
                jurisdiction: nil, templates: screening.templates, docket: screening.docket, now: screening.now),
            progress: progress
        ).run()
        return Report(
            screening: screened, rulings: rulings, generation: generated,
            verification: try Verification.verify(generated.folder))
    }

    private func rule(_ identity: String) throws -> PolicyReport {
        let docket = try Docket.existing(screening.docket)
        defer { try? docket.close() }
        let found = try ScreeningName(identity).find(in: docket)
        return try docket.rule(on: found, by: policy, of: reviewer, at: screening.now)
    }
}
