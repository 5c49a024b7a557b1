import ArgumentParser
import Cases
import Casework
import Glibc

struct Review: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Review the convictions of a screening.",
        discussion: """
            Worksheets go out to the prosecuting offices and come back with decisions, which the docket keeps in its audit \
            chain. A decision belongs to the conviction: it is found again in every later delivery of the state's file, \
            as long as the finding is the same.
            """,
        subcommands: [Export.self, Import.self, Status.self]
    )

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a worksheet for each reviewing office.",
            discussion: """
                Felonies go to the district attorney, misdemeanors to the prosecutor of the court that the state's file \
                names; those of a court that no prosecutor is known for come before the district attorney, to be \
                referred. What needs a person's judgment comes first. REVIEW.txt beside the worksheets explains the \
                columns. The files hold criminal history information and can be read by their owner only. A worksheet \
                that may have been filled in is never overwritten.
                """
        )

        @Option(
            help: ArgumentHelp("The screening: the beginning of its identity, or latest.", valueName: "latest|PREFIX"))
        var screening = "latest"

        @Option(
            name: .shortAndLong, help: ArgumentHelp("The folder of the worksheets.", valueName: "DIR"),
            completion: .directory)
        var output: String

        @Option(help: ArgumentHelp("For this office only, named by its id or a jurisdiction's.", valueName: "ID"))
        var office: String?

        @OptionGroup var docketOption: DocketOption

        @OptionGroup var templateFolder: TemplateFolderOption

        func run() throws {
            let docket = docketOption.path(beside: output)
            do {
                let request = ReviewExportRequest(
                    screening: screening, office: office, output: output, templates: templateFolder.path, docket: docket
                )
                print(ReviewTables.text(of: try ReviewExport(request).run()), terminator: "")
            } catch {
                throw Failure.exit(for: error, docket: docket, folder: output)
            }
        }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read worksheets back.",
            discussion: """
                Rows may be sorted and left out, columns moved, and the file saved by any spreadsheet program as CSV. \
                Each row ends as ruled, as unchanged, or with a problem; a bad row never stops the others. Problems and \
                warnings are listed in a file beside the first worksheet. What was imported already is not imported \
                again. Exit code 0, or 2 if a row has a problem.
                """
        )

        @Argument(help: "Worksheets.", completion: .file())
        var worksheets: [String]

        @Option(help: ArgumentHelp("Who decides where a row names nobody.", valueName: "NAME, BAR NUMBER"))
        var reviewer: Reviewer?

        @Option(
            help: ArgumentHelp(
                "The office that returns the worksheets: rows about convictions of others are refused.", valueName: "ID"
            ))
        var office: String?

        @Option(
            help: ArgumentHelp("Where to list problems and warnings.", valueName: "FILE"), completion: .file())
        var problems: String?

        @Option(help: ArgumentHelp("The docket.", valueName: "FILE"), completion: .file())
        var docket = "Output/docket.sqlite"

        @OptionGroup var templateFolder: TemplateFolderOption

        @Flag(help: "Print the result as JSON.")
        var json = false

        func run() throws {
            do {
                let request = ReviewImportRequest(
                    files: worksheets, reviewer: reviewer, office: office, problems: problems,
                    templates: templateFolder.path, docket: docket, today: .today, now: Int64(time(nil)))
                let report = try ReviewImport(request).run()
                print(json ? try report.json : ReviewTables.text(of: report), terminator: "")
                if !report.isComplete { throw ExitCode(2) }
            } catch {
                throw Failure.exit(for: error, docket: docket)
            }
        }
    }

    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show how far the review has come.",
            discussion: "Convictions by jurisdiction and ruling, and the days until, or since, those that the law sets."
        )

        @Option(
            help: ArgumentHelp("The screening: the beginning of its identity, or latest.", valueName: "latest|PREFIX"))
        var screening = "latest"

        @Option(help: ArgumentHelp("The day from which days are counted.", valueName: "YYYY-MM-DD"))
        var on: CalendarDate = .today

        @Option(help: ArgumentHelp("The docket.", valueName: "FILE"), completion: .file())
        var docket = "Output/docket.sqlite"

        @OptionGroup var templateFolder: TemplateFolderOption

        @Flag(help: "Print the result as JSON.")
        var json = false

        func run() throws {
            do {
                let status = try ReviewStatus(screening: screening, docket: docket, templates: templateFolder.path)
                print(json ? try status.json(on: on) : ReviewTables.text(of: status, on: on), terminator: "")
            } catch {
                throw Failure.exit(for: error, docket: docket)
            }
        }
    }
}
