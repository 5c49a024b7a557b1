import ArgumentParser
import Cases
import Casework
import Filings
import Glibc

struct Generate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Generate filing packets from lists of eligible cases, or from a reviewed screening.",
        discussion: """
            Reads one list or several (CSV, JSON Lines or XML; `vacatur schema` documents the fields), or with \
            --screening the convictions of a screening on the docket as the review decided about them, and leaves a \
            folder with a packet for each jurisdiction. Its path is the last line printed.

            Of a screening, approved convictions are filed, challenged ones stand in a notice of challenge to the court \
            and the public defender, and all others are in exceptions.csv with the reason.

            Only approved cases are filed: --approve-as records that person's decision for every eligible row in the \
            docket's audit chain. Without it everything is a draft, says so on every page, and is filed nowhere.

            The same input, templates and as-of date give the same bytes. A run that was stopped is simply started \
            again. A second batch files only what is new; what it leaves out is in its exceptions.csv.
            """
    )

    @Argument(help: "Batch files.", completion: .file())
    var batches: [String] = []

    @Option(
        help: ArgumentHelp(
            "In place of batch files: the screening to file from, by the beginning of its identity.",
            valueName: "latest|PREFIX"))
    var screening: String?

    @Option(help: ArgumentHelp("The prosecutor who approves every eligible row.", valueName: "NAME, BAR NUMBER"))
    var approveAs: Reviewer?

    @Option(
        help: ArgumentHelp(
            "The day as of which the documents speak; that of the screening unless told otherwise.",
            valueName: "YYYY-MM-DD"))
    var asOf: CalendarDate?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Folder for the batch folder.", valueName: "DIR"),
        completion: .directory)
    var output = "Output"

    @Option(help: "Case documents as ZIP volumes or as plain folders.")
    var layout = Layout.zip

    @OptionGroup var printing: PrintOption

    @Option(help: ArgumentHelp("File for this jurisdiction only.", valueName: "ID"))
    var jurisdiction: String?

    @Option(
        help: ArgumentHelp(
            "A file that maps an office's own column names to fields, one `Header = field` a line.", valueName: "FILE"),
        completion: .file())
    var aliases: String?

    @Option(
        help: ArgumentHelp("The docket; beside the batches unless told otherwise.", valueName: "FILE"),
        completion: .file())
    var docket: String?

    @OptionGroup var templateFolder: TemplateFolderOption

    @Flag(help: "Print the result as JSON.")
    var json = false

    func validate() throws {
        if screening == nil {
            guard !batches.isEmpty else { throw ValidationError("Name batch files, or a screening with --screening.") }
            guard asOf != nil else { throw ValidationError("Name the day with --as-of; batch files do not say it.") }
        } else {
            guard batches.isEmpty else { throw ValidationError("Name batch files or a screening, not both.") }
            guard aliases == nil else {
                throw ValidationError("--aliases is for batch files; a screening has no columns.")
            }
        }
    }

    func run() async throws {
        let source = screening.map(GenerationRequest.Source.screening) ?? .lists(batches, aliases: aliases)
        let request = GenerationRequest(
            source: source, asOf: asOf, reviewer: approveAs, output: output, layout: layout, printing: printing.print,
            jurisdiction: jurisdiction, templates: templateFolder.path,
            docket: docket ?? "\(output)/docket.sqlite", now: Int64(time(nil)))
        let display = ProgressDisplay()
        do {
            let report = try await Generation(request, progress: display.show).run()
            display.finish()
            print(json ? GenerationSummary.json(of: report) : GenerationSummary.table(of: report))
            let keepsToRules = try report.isRepeated || PaperRulesReport.show(report.folder)
            if !report.isComplete || !keepsToRules { throw ExitCode(2) }
        } catch {
            display.finish()
            throw Failure.exit(for: error, docket: request.docket, folder: output)
        }
    }
}

extension Reviewer: ExpressibleByArgument {
    /// Reads `NAME, BAR NUMBER`.
    public init?(argument: String) { self.init(argument) }
}

extension CalendarDate: ExpressibleByArgument {
    /// Reads `YYYY-MM-DD`.
    public init?(argument: String) { self.init(iso: argument) }
    /// A default as help shows it.
    public var defaultValueDescription: String { iso }
}

extension Layout: ExpressibleByArgument {}
extension PrintScope: ExpressibleByArgument {}

/// What is printed as PDF.
struct PrintOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What to print as PDF: each document, or also the packets as print jobs. Otherwise jobs; documents of drafts.",
            valueName: "none|documents|jobs"))
    var print: PrintScope?
}

/// Where the templates are.
struct TemplateFolderOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The template folder. Otherwise $VACATUR_TEMPLATES, ./Templates, or the one installed beside the program.",
            valueName: "DIR"), completion: .directory)
    var templates: String?

    var path: String {
        if let templates { return templates }
        if let set = getenv("VACATUR_TEMPLATES") { return String(cString: set) }
        let program = CommandLine.arguments.first ?? ""
        let folder = program.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let installed = folder.isEmpty ? [] : ["\(folder)/Templates", "\(folder)/../share/vacatur/Templates"]
        return (["Templates"] + installed).first { access("\($0)/base", R_OK) == 0 } ?? "Templates"
    }
}
