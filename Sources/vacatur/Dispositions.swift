import ArgumentParser
import Cases
import Casework
import Filings
import Glibc

struct Dispositions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give notice of what courts have done with a filed batch.",
        discussion: """
            From the answers that the docket has (`vacatur outcomes import`). Where relief was granted: a notice of dispositions \
            to the Department of Justice for each order, as page and as CSV, confidential; and one letter a person, English and \
            Spanish, ready for the post. What was denied, struck, had no file or was done before gets no notice and is listed in \
            other-acts.csv with what to do.

            They are written into a folder beside the batch's, BATCH-dispositions-0001, because a published packet is never \
            changed. The docket keeps what was noticed: the next run takes only what is new, into the next folder. Exit code 2 \
            if answers of the court contradict each other or an earlier notice.
            """
    )

    @Argument(help: "The folder of a batch.", completion: .directory)
    var batch: String

    @Option(
        help: ArgumentHelp(
            "The last day whose acts count, and the date of letters; the day of the latest answer unless told otherwise.",
            valueName: "YYYY-MM-DD"))
    var asOf: CalendarDate?

    @Option(
        help: ArgumentHelp("The docket; beside the batch unless told otherwise.", valueName: "FILE"),
        completion: .file())
    var docket: String?

    @OptionGroup var templateFolder: TemplateFolderOption

    func run() async throws {
        let docket = docket ?? BatchPlace.docket(beside: batch)
        let request = NoticeRequest(
            batch: batch, asOf: asOf, templates: templateFolder.path, docket: docket,
            now: Int64(time(nil)))
        let display = ProgressDisplay()
        do {
            let report = try await NoticeRun(request, progress: display.show).run()
            display.finish()
            print(Self.text(of: report), terminator: "")
            if !report.isSettled { throw ExitCode(2) }
        } catch {
            display.finish()
            throw Failure.exit(for: error, docket: docket, folder: "")
        }
    }

    /// For a terminal; the folder stands on the last line.
    private static func text(of report: NoticeReport) -> String {
        guard let folder = report.folder else {
            let known = report.earlier.isEmpty ? "" : "; noticed earlier: \(report.earlier.joined(separator: ", "))"
            return "As of \(report.asOf.iso) courts have done nothing new\(known)\n"
        }
        let others: [CaseState] = [.denied, .struck, .noFile, .alreadyDone]
        var rows = [["", "granted", "counts", "orders", "letters"] + others.map(\.rawValue)]
        for line in report.lines {
            let figures = [line.noticed.cases, line.noticed.counts, line.orders, line.letters]
            rows.append([line.name] + (figures + others.map { line.others[$0] ?? 0 }).map(String.init))
        }
        let doubtful = report.lines.reduce(0) { $0 + $1.doubtful }
        let remark =
            doubtful == 0
            ? ""
            : "\(doubtful) case(s) to look at in \(OtherActs.path): answers contradict each other or an earlier notice\n"
        return TextTable.text(of: rows) + remark + folder + "\n"
    }
}
