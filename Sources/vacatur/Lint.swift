import ArgumentParser
import Casework
import Filings
import Inspection

struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check documents against the paper rules, from the bytes of their pages.",
        discussion: """
            Takes PDF and HTML documents, ZIP volumes, and folders of them. Pleadings are held against the California \
            Rules of Court, rules 2.100 to 2.111: margins, 28 numbered lines with the text on them, typeface and size, \
            attorney, clerk's space, title of the court, page number and foot. Every PDF has to be searchable, tagged and \
            fit to be kept (PDF/A-2b), and every document letter size, with title and language, and without links, forms, \
            scripts or anything from elsewhere.

            A PDF is looked at as it will be printed. Of HTML, whose pages a browser makes, style and order are looked \
            at. Each finding names file, page, line, what to do, and the rule. Exit code 0 if there is none, 1 if there are \
            some, 3 if a file cannot be read or there is no document.

            Letters, labels and covers are no pleadings. A document is one if its name says so (motion, order …) or any of its \
            pages looks like one; --pleading says it of all.
            """
    )

    @Argument(help: ArgumentHelp("Documents, ZIP volumes and folders.", valueName: "file"), completion: .file())
    var paths: [String]

    @Flag(help: "Every document has to be a pleading.")
    var pleading = false

    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() throws {
        do {
            let report = try PaperLint.lint(paths, asPleadings: pleading)
            guard report.documents > 0 || !report.lines.isEmpty else {
                throw CaseworkError(.unusableInput, "no PDF and no HTML document among \(paths.count) path(s)")
            }
            if json {
                print(try JSONText.of(LintResult(report)), terminator: "")
            } else {
                for line in report.lines { print(line) }
                let count = "\(report.documents) documents, \(report.pages) pages of PDF"
                print(report.lines.isEmpty ? "Sound: \(count)" : "\(report.lines.count) finding(s) in \(count)")
            }
            if !report.lines.isEmpty { throw ExitCode(1) }
        } catch let error as PackingError {
            throw Failure.exit(for: CaseworkError(.unusableInput, "\(error)"))
        } catch {
            throw Failure.exit(for: error)
        }
    }
}

/// What `generate` says of the pages that it wrote.
enum PaperRulesReport {
    private static let most = 20

    /// Holds what a folder shows of its documents against the rules, and says on standard error what is wrong. Of the cases in
    /// archives, `vacatur verify` looks at each.
    ///
    /// - Returns: whether nothing is wrong.
    static func show(_ folder: String) throws -> Bool {
        let lines = try PaperLint.lint([folder], archives: false).lines
        for line in lines.prefix(most) { Failure.write("vacatur: \(line)\n") }
        if lines.count > most { Failure.write("vacatur: \(lines.count - most) more; see vacatur lint \(folder)\n") }
        return lines.isEmpty
    }
}

/// For machines.
private struct LintResult: Encodable {
    struct Item: Encodable {
        let file: String
        let entry: String
        let page: Int
        let line: Int
        let rule: String
        let citation: String
        let message: String
        let remedy: String
    }

    let documents: Int
    let pages: Int
    let findings: [Item]

    init(_ report: PaperLintReport) {
        documents = report.documents
        pages = report.pages
        findings = report.lines.map { line in
            let finding = line.finding
            return Item(
                file: line.path, entry: line.entry, page: finding.page, line: finding.line, rule: finding.rule.rawValue,
                citation: finding.rule.citation, message: finding.message, remedy: finding.rule.remedy)
        }
    }
}
