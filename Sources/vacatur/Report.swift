import ArgumentParser
import Casework
import Filings

struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Report impact and statistics of a screening and its review.",
        discussion: """
            Counts convictions and people by section, level, decade, court, jurisdiction, finding, reason and ruling; people \
            with no felony and no conviction left, also under other choices; the quarterly figures by court; people by race \
            and sex, with small figures suppressed. Into a folder of its own:

              report.html  with charts, to read and to print
              report.csv   every figure in long form: measure, dimension, value, people, convictions, note
              report.json  the same, nested

            Nothing of a person is in any of them.
            """
    )

    @Option(help: ArgumentHelp("The screening: the beginning of its identity, or latest.", valueName: "latest|PREFIX"))
    var screening = "latest"

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The folder of the results.", valueName: "DIR"), completion: .directory)
    var output: String

    @OptionGroup var docketOption: DocketOption

    @OptionGroup var templateFolder: TemplateFolderOption

    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() throws {
        let docket = docketOption.path(beside: output)
        let display = ProgressDisplay()
        do {
            let report = try ReportRun(
                ReportRequest(
                    screening: screening, output: output, templates: templateFolder.path, docket: docket),
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

    func path(beside output: String) -> String { docket ?? ScreeningRequest.docket(beside: output) }
}
