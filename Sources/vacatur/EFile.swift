import ArgumentParser
import Cases
import Casework
import Glibc

struct EFile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "efile",
        abstract: "Make court-filing messages (ECF 5.0) and upload sets of a finished batch.",
        discussion: """
            For every approved case of the jurisdictions with `delivery: efile`: a ReviewFilingRequest with its documents by \
            reference, validated against our own schema and, where they are installed (`vacatur schemas install`), the \
            official ones, and checked against every rule of ECF and of the court's policy that no schema can see. A case \
            with a finding is held back with ECF's error code (held-back.csv); the rest go.

            They are written into a folder beside the batch's, BATCH-efiling, because a published packet is never changed: \
            messages in archives, and the files of each case in archives within the court's limit, with an index to upload \
            by. Proposed orders are there in an editable form too. The omnibus motion with its exhibits is a filing of its \
            own where court-policy.yaml names the court's master case. Exit code 2 if anything is held back.
            """
    )

    @Argument(help: "The folder of a batch.", completion: .directory)
    var batch: String

    @Option(help: ArgumentHelp("Only this jurisdiction.", valueName: "ID"))
    var jurisdiction: String?

    @Option(
        help: ArgumentHelp(
            "The time of submission that messages name; noon of the batch's day unless told otherwise.",
            valueName: "YYYY-MM-DDThh:mm:ssZ"))
    var postedAt: String?

    @Option(help: ArgumentHelp("Cases in a message, in place of what the policy says.", valueName: "N"))
    var casesPerMessage: Int?

    @Flag(
        help: """
            Only what courts rejected, to be sent again with new identifiers: the cases, or of those accepted in part the \
            documents. The folder is BATCH-efiling-2, then -3 …
            """)
    var rejected = false

    @Option(
        help: ArgumentHelp("The docket; beside the batch unless told otherwise.", valueName: "FILE"),
        completion: .file())
    var docket: String?

    @OptionGroup var schemaFolder: SchemaFolderOption

    @OptionGroup var templateFolder: TemplateFolderOption

    func validate() throws {
        if let casesPerMessage, casesPerMessage < 1 { throw ValidationError("--cases-per-message is 1 or more.") }
        if let postedAt, CalendarDate(iso: postedAt.prefix(10)) == nil || postedAt.utf8.count < 20 {
            throw ValidationError("--posted-at is a day and a time with its zone, such as 2020-02-13T20:00:00Z.")
        }
    }

    private static func sentence(about omnibus: EFilingReport.Omnibus) -> String {
        switch omnibus {
        case .made(1): "the omnibus motion is one filing in the master case."
        case .made(let filings): "the omnibus motion is \(filings) filings in the master case."
        case .held: "the omnibus motion is held back, or a part of it; see held-back.csv, sequence 0."
        case .noMasterCase: "no message for the omnibus motion; court-policy.yaml names no masterCase."
        case .notAgain: "the omnibus motion is not among what is sent again."
        case .perCase: "the packet has no omnibus motion."
        }
    }

    func run() async throws {
        let request = EFilingRequest(
            batch: batch, jurisdiction: jurisdiction, templates: templateFolder.path, schemas: schemaFolder.path,
            docket: docket ?? BatchPlace.docket(beside: batch), postedAt: postedAt, casesPerMessage: casesPerMessage,
            onlyRejected: rejected)
        let display = ProgressDisplay()
        do {
            let report = try await EFilingRun(request, progress: display.show).run()
            display.finish()
            var rows = [["", "cases", "messages", "held back", "archives"]]
            for line in report.lines {
                rows.append([line.name] + [line.cases, line.messages, line.held, line.archives].map(String.init))
            }
            print(TextTable.text(of: rows), terminator: "")
            for line in report.lines { print("\(line.name): \(Self.sentence(about: line.omnibus))") }
            if !report.usedOfficialSchemas {
                print("Checked against our own schema only; `vacatur schemas install` adds the official ones.")
            }
            print(report.folder)
            if !report.isComplete { throw ExitCode(2) }
        } catch {
            display.finish()
            throw Failure.exit(for: error, docket: request.docket, folder: "")
        }
    }
}
