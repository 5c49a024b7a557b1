import ArgumentParser
import Cases
import Casework
import Docket
import Filings

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Go the whole way in one command: screen, rule by policy, generate, verify.",
        discussion: """
            Screens the state's history files, approves whatever the rules found eligible, leaves hand review to people, \
            and files what is approved. Rulings that somebody has made by hand are never replaced. Where an office reviews \
            every conviction itself, use screen, review, generate and verify one after the other.

            The folder of the batch is the last line printed; the sheets of the screening lie beside it. Exit codes are \
            those of the commands that it is made of: 1 if the packets are not sound, 2 if rows or convictions are in no \
            packet.
            """
    )

    @OptionGroup var history: HistoryOptions

    @Option(
        help: ArgumentHelp(
            "The prosecutor who answers for the rulings and signs what is filed.", valueName: "NAME, BAR NUMBER"))
    var approveAs: Reviewer

    @Flag(
        help:
            "Also approve misdemeanors that the rules leave to the cities' prosecutors: the cities have agreed to it.")
    var withCities = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Folder for the batch folder.", valueName: "DIR"),
        completion: .directory)
    var output = "Output"

    @Option(help: "Case documents as ZIP volumes or as plain folders.")
    var layout = Layout.zip

    @OptionGroup var printing: PrintOption

    @Option(
        help: ArgumentHelp("The docket; beside the batches unless told otherwise.", valueName: "FILE"),
        completion: .file())
    var docket: String?

    func run() async throws {
        let docket = docket ?? "\(output)/docket.sqlite"
        let screening = history.request(
            output: "\(output)/screening-\(history.asOf.iso)", other: nil, docket: docket)
        let display = ProgressDisplay()
        do {
            let report = try await CountyRun(
                screening: screening, policy: ReviewPolicy(withCities: withCities), reviewer: approveAs,
                output: output, layout: layout, printing: printing.print
            ).run(progress: display.show)
            display.finish()
            show(report)
            if !report.verification.isSound { throw ExitCode(1) }
            if !report.isComplete { throw ExitCode(2) }
        } catch {
            display.finish()
            throw Failure.exit(for: error, docket: docket, folder: output)
        }
    }

    private func show(_ report: CountyRun.Report) {
        print(ScreeningTable.text(of: report.screening))
        let rulings = report.rulings
        print(
            "Ruled by policy: \(rulings.approved) approved, \(rulings.held) held; \(rulings.left) left alone, "
                + "\(rulings.ruledBefore) ruled before\n")
        for finding in report.verification.findings { print(finding) }
        print(GenerationSummary.table(of: report.generation))
    }
}
