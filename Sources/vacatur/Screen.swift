import ArgumentParser
import Cases
import Casework
import Glibc

struct Screen: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Screen the state's criminal-history file for eligible convictions.",
        discussion: """
            Reads the bulk history files of the Department of Justice (95 columns, with or without header), brings each \
            person's rows together, and gives every conviction of Proposition 64 in the county a finding by a rule set. \
            The findings go onto the docket for review, and into a folder of its own:

              all-rows.csv     every row as it came, with 17 added columns
              condensed.csv    20 columns that show a person's history, with the same
              convictions.csv  the rows with a finding
              problems.csv     rows that cannot be used, doubts about others
              summary.json     the figures
              differences.csv  with --compare: where two rule sets differ, and why

            A row that cannot be used never stops the run; by the default rules everybody with such a row goes to hand \
            review. Rule sets are files in Templates/base/rules. Exit code 0, or 2 if a row could not be used.
            """
    )

    @OptionGroup var history: HistoryOptions

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The folder of the results.", valueName: "DIR"), completion: .directory)
    var output: String

    @Option(help: ArgumentHelp("A second rule set: list where the two differ.", valueName: "RULES"))
    var compare: String?

    @Option(
        help: ArgumentHelp("The docket; beside the folder of the results unless told otherwise.", valueName: "FILE"),
        completion: .file())
    var docket: String?

    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() throws {
        let request = history.request(
            output: output, other: compare, docket: docket ?? BatchPlace.docket(beside: output))
        let display = ProgressDisplay()
        do {
            let report = try ScreeningRun(request, progress: display.show).run()
            display.finish()
            print(json ? report.summary : ScreeningTable.text(of: report), terminator: "")
            if !report.isComplete { throw ExitCode(2) }
        } catch {
            display.finish()
            throw Failure.exit(for: error, docket: request.docket, folder: output)
        }
    }
}

/// What is screened, and by which rules.
struct HistoryOptions: ParsableArguments {
    @Argument(help: "History files, in the order in which they were delivered.", completion: .file())
    var files: [String]

    @Option(help: ArgumentHelp("The county as the files write it.", valueName: "NAME"))
    var county = "LOS ANGELES"

    @Option(help: ArgumentHelp("The rule set.", valueName: "RULES"))
    var rules = "vacatur"

    @Option(
        name: .customLong("parameter"),
        help: ArgumentHelp("Another value for a parameter of the rule set; may be repeated.", valueName: "NAME=NUMBER"))
    var parameters: [ParameterValue] = []

    @Option(help: ArgumentHelp("The day for which eligibility is computed.", valueName: "YYYY-MM-DD"))
    var asOf: CalendarDate

    @OptionGroup var templateFolder: TemplateFolderOption

    func request(output: String, other: String?, docket: String) -> ScreeningRequest {
        ScreeningRequest(
            files: files, county: county, rules: rules,
            parameters: Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }), other: other,
            asOf: asOf, output: output, templates: templateFolder.path, docket: docket, now: Int64(time(nil)))
    }
}

/// `age=55`
struct ParameterValue: ExpressibleByArgument {
    let name: String
    let value: Int

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let value = Int(parts[1]), !parts[0].isEmpty else { return nil }
        name = String(parts[0])
        self.value = value
    }
}
