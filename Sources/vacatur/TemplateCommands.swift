import ArgumentParser
import Cases
import Casework
import Filings
import Glibc
import TemplateEngine

struct Templates: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Work on templates.", subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every template and pack of every jurisdiction.",
            discussion: """
                Prints each finding as file:line:column with a suggestion, then the declared fields that no template \
                uses. Exit code 0 without errors, 1 with, 65 if a pack file cannot be read.
                """
        )

        @OptionGroup var templateFolder: TemplateFolderOption

        @Option(help: ArgumentHelp("The day for which dated entries of packs are read.", valueName: "YYYY-MM-DD"))
        var asOf: CalendarDate = .today

        func run() throws {
            do {
                let check = try TemplateWork.check(folder: templateFolder.path, asOf: asOf)
                for finding in check.findings { print(finding) }
                for field in check.unusedFields { print("note: no template uses \(field)") }
                let errors = check.findings.count { $0.severity == .error }
                print(
                    "\(check.templates) documents compiled: \(errors) error(s), \(check.findings.count - errors) warning(s), "
                        + "\(check.unusedFields.count) unused field(s)")
                if check.hasErrors { throw ExitCode(1) }
            } catch {
                throw Failure.exit(for: error)
            }
        }
    }
}

struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Render one document of an invented case to HTML.",
        discussion: "For people who write templates: change a sentence, preview, look."
    )

    @Argument(help: ArgumentHelp("Which document.", valueName: "document"))
    var document: DocumentKind

    @Option(help: ArgumentHelp("Whose templates.", valueName: "ID"))
    var jurisdiction = "district-attorney"

    @Option(help: ArgumentHelp("The day as of which it speaks.", valueName: "YYYY-MM-DD"))
    var asOf: CalendarDate = .today

    @Option(
        help: ArgumentHelp("Show it as approved by this prosecutor; otherwise a draft.", valueName: "NAME, BAR NUMBER"))
    var approveAs: Reviewer?

    @OptionGroup var templateFolder: TemplateFolderOption

    @OptionGroup var file: OutputFileOption

    func run() async throws {
        do {
            let html = try await TemplateWork.preview(
                document, of: jurisdiction, folder: templateFolder.path, asOf: asOf, reviewer: approveAs)
            try file.write(html)
        } catch {
            throw Failure.exit(for: error)
        }
    }
}

extension DocumentKind: ExpressibleByArgument {}

extension CalendarDate {
    /// The machine's date, where only a person's convenience depends on it.
    static var today: CalendarDate {
        var seconds = time(nil)
        var parts = tm()
        localtime_r(&seconds, &parts)
        let today = CalendarDate(
            year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
        guard let today else { preconditionFailure("the machine's clock shows no date of this calendar") }
        return today
    }
}
