import ArgumentParser
import Casework

struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare two screenings: what is new, gone or changed, and why.",
        discussion: """
            Both are on the docket, and of one county. A conviction is the same by SUBJECT_ID and CNT_ORDER. Into a folder \
            of its own:

              differences.csv  each conviction that is new, gone, or found otherwise, with the cause: the state's file, the \
            rules, the as-of date, or the program. No names.
              comparison.json  the figures

            Where several things changed together, each may have caused a difference, and all are named.
            """
    )

    @Argument(help: ArgumentHelp("The earlier screening: the beginning of its identity, or latest."))
    var earlier: String

    @Argument(help: ArgumentHelp("The later screening, likewise."))
    var later: String

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The folder of the results.", valueName: "DIR"), completion: .directory)
    var output: String

    @OptionGroup var docketOption: DocketOption

    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() throws {
        let docket = docketOption.path(beside: output)
        let display = ProgressDisplay()
        do {
            let report = try ComparisonRun(
                ComparisonRequest(earlier: earlier, later: later, output: output, docket: docket),
                progress: display.show
            ).run()
            display.finish()
            print(json ? report.summary : ComparisonTable.text(of: report), terminator: "")
        } catch {
            display.finish()
            throw Failure.exit(for: error, docket: docket, folder: output)
        }
    }
}
