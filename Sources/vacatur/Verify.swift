import ArgumentParser
import EFiling
import Filings

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a batch folder or a single packet, with nothing but the folder.",
        discussion: """
            Recomputes every digest, validates every XML file against the schema it carries, adds up the totals again, \
            matches lists and documents, looks for confidential values in public files, and holds every page against \
            the paper rules as `vacatur lint` does. Exit code 0 if everything holds, 1 if not.

            Of an e-filing folder (BATCH-efiling): recomputes every digest, validates every message against our own schema \
            and, where they are installed, the official ones, checks it against the rules of ECF and against the files that \
            go with it, and adds up the totals again.
            """
    )

    @Argument(help: "A batch or e-filing folder, or one jurisdiction's folder in it.", completion: .directory)
    var folder: String

    @Flag(inversion: .prefixedNo, help: "Hold every page against the paper rules.")
    var paper = true

    @OptionGroup var schemaFolder: SchemaFolderOption

    func run() throws {
        do {
            let report =
                EFilingVerification.isOne(folder)
                ? try EFilingVerification.verify(
                    folder, schemas: MessageSchemas(official: try OfficialSchemas.open(in: schemaFolder.path)))
                : try Verification.verify(folder, paper: paper)
            for finding in report.findings { print(finding) }
            guard report.isSound else {
                print("\(report.findings.count) finding(s) in \(report.files) files and \(report.documents) documents")
                throw ExitCode(1)
            }
            let challenged = report.challenges > 0 ? "\(report.challenges) challenged cases, " : ""
            print(
                "Sound: \(report.cases) cases, \(challenged)\(report.documents) documents, \(report.files) files, \(report.bytes) bytes"
            )
        } catch {
            throw Failure.exit(for: error, folder: folder)
        }
    }
}
