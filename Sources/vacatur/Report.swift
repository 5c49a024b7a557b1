import ArgumentParser
import Cases
import Casework
import Filings

struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Report impact and statistics of a screening and its review, or the progress of filings.",
        discussion: """
            Counts convictions and people by section, level, decade, court, jurisdiction, finding, reason and ruling; people \
            with no felony and no conviction left, also under other choices; the quarterly figures by court; people by race \
            and sex, with small figures suppressed. Into a folder of its own:

              report.html  with charts, to read and to print
              report.csv   every figure in long form: measure, dimension, value, people, convictions, note
              report.json  the same, nested

            With --filings it tells how far filings have come instead: filed, accepted, rejected, granted, denied, struck, \
            pending by prosecutor and courthouse, how long cases have waited, and the quarterly figures, as progress.html, \
            progress.csv and progress.json.

            Nothing of a person is in any of them.
            """
    )

    @Option(
        help: ArgumentHelp(
            "The screening: the beginning of its identity, or latest, which it is unless told otherwise.",
            valueName: "latest|PREFIX"))
    var screening: String?

    @Option(help: ArgumentHelp("Report on filings: all, or those of one batch's folder.", valueName: "all|BATCH"))
    var filings: String?

    @Option(
        help: ArgumentHelp(
            "With --filings: the last day whose answers count; the day of the latest answer unless told otherwise.",
            valueName: "YYYY-MM-DD"))
    var asOf: CalendarDate?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The folder of the results.", valueName: "DIR"), completion: .directory)
    var output: String

    @OptionGroup var docketOption: DocketOption

    @OptionGroup var templateFolder: TemplateFolderOption

    @Flag(help: "Print the result as JSON.")
    var json = false

    func validate() throws {
        if screening != nil, filings != nil { throw ValidationError("name a screening or filings, not both.") }
        guard asOf == nil || filings != nil else {
            throw ValidationError("--as-of goes with --filings; a screening has its own day.")
        }
    }

    func run() async throws {
        let docket = docketOption.path(beside: output)
        let display = ProgressDisplay()
        do {
            if let filings {
                let report = try await ProgressRun(
                    ProgressRequest(
                        filings: filings, asOf: asOf, output: output, templates: templateFolder.path, docket: docket),
                    progress: display.show
                ).run()
                display.finish()
                return print(json ? try report.json : ProgressSummary.text(of: report, in: output), terminator: "")
            }
            let report = try ReportRun(
                ReportRequest(
                    screening: screening ?? "latest", output: output, templates: templateFolder.path, docket: docket),
                progress: display.show
            ).run()
            display.finish()
            print(json ? try report.json : ReportSummary.text(of: report, in: output), terminator: "")
        } catch {
            display.finish()
            throw Failure.exit(for: error, docket: docket, folder: output)
        }
    }
}

/// The docket of a command that writes results into a folder.
struct DocketOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The docket; beside the folder of the results unless told otherwise.", valueName: "FILE"),
        completion: .file())
    var docket: String?

    func path(beside output: String) -> String { docket ?? BatchPlace.docket(beside: output) }
}
