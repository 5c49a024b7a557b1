import ArgumentParser
import Cases
import Casework
import Glibc

struct Outcomes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Work with what courts answer.",
        discussion: """
            The docket keeps every answer, and the audit chain every import. What a case has come to is computed from all \
            answers by the court's own times, so it does not matter in which order, or how often, they are imported.
            """,
        subcommands: [Import.self, Show.self])

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Read answers of courts: replies, callbacks, and schedules that a clerk filled in.",
            discussion: """
                XML is read as ECF 5.0 has it: ReviewFilingResponse and NotifyFilingReviewCompleteRequest, bare or in a SOAP \
                envelope. Anything else is read as a schedule in CSV: the packet's schedule.csv with a column `outcome` \
                (granted, denied, struck, no file found, already done; accepted or rejected) or with one column for each \
                of them to be ticked, and `date` and `note` where wanted. Rows may be sorted and left out.

                Each answer and each row ends as recorded, known, blank, or with a problem; none stops the others. \
                Problems and warnings are listed in a file beside the first one. Exit code 0, or 2 if there is a problem.
                """
        )

        @Argument(help: "Files, and folders of them.", completion: .file())
        var files: [String]

        @Option(
            help: ArgumentHelp("The batch that schedules are of, where rows do not say.", valueName: "FOLDER"),
            completion: .directory)
        var batch: String?

        @Option(help: ArgumentHelp("The jurisdiction, likewise.", valueName: "ID"))
        var jurisdiction: String?

        @Option(help: ArgumentHelp("The day of the court's act, where a row does not say.", valueName: "YYYY-MM-DD"))
        var date: CalendarDate?

        @Option(help: ArgumentHelp("Where to list problems and warnings.", valueName: "FILE"), completion: .file())
        var problems: String?

        @Option(help: ArgumentHelp("The docket.", valueName: "FILE"), completion: .file())
        var docket = "Output/docket.sqlite"

        @OptionGroup var schemaFolder: SchemaFolderOption

        @Flag(help: "Print the result as JSON.")
        var json = false

        func run() throws {
            let display = ProgressDisplay()
            do {
                let request = OutcomeImportRequest(
                    files: files, batch: batch, jurisdiction: jurisdiction, date: date, problems: problems,
                    schemas: schemaFolder.path, docket: docket, now: Int64(time(nil)))
                let report = try OutcomeImport(request, progress: display.show).run()
                display.finish()
                print(json ? try report.json : OutcomeTables.text(of: report), terminator: "")
                if !report.isComplete { throw ExitCode(2) }
            } catch {
                display.finish()
                throw Failure.exit(for: error, docket: docket)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what the cases of a batch have come to.",
            discussion: """
                Counts for each jurisdiction: what became of the filing, and what the court did. Cases of which nothing is \
                known are pending. With --case, all that is known of one case.
                """
        )

        @Argument(help: "The folder of a batch.", completion: .directory)
        var batch: String

        @Option(name: .customLong("case"), help: ArgumentHelp("One case.", valueName: "NUMBER"))
        var caseNumber: String?

        @Option(help: ArgumentHelp("Only this jurisdiction.", valueName: "ID"))
        var jurisdiction: String?

        @Option(
            help: ArgumentHelp("The docket; beside the batch unless told otherwise.", valueName: "FILE"),
            completion: .file())
        var docket: String?

        @Flag(help: "Print the result as JSON.")
        var json = false

        func run() throws {
            let parts = batch.split(separator: "/", omittingEmptySubsequences: true)
            let parent = parts.dropLast().joined(separator: "/")
            let beside = batch.hasPrefix("/") ? "/\(parent)" : parent.isEmpty ? "." : parent
            let docket = docket ?? "\(beside)/docket.sqlite"
            do {
                if let caseNumber {
                    let history = try CaseOutcomes(
                        caseNumber, batch: batch, jurisdiction: jurisdiction, docket: docket)
                    print(json ? try history.json : OutcomeTables.text(of: history), terminator: "")
                } else {
                    let shown = try OutcomeCounts(batch: batch, jurisdiction: jurisdiction, docket: docket)
                    print(json ? try shown.json : OutcomeTables.text(of: shown), terminator: "")
                }
            } catch {
                throw Failure.exit(for: error, docket: docket)
            }
        }
    }
}
