import ArgumentParser
import Filings

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a batch folder or a single packet, with nothing but the folder.",
        discussion: """
            Recomputes every digest, validates every XML file against the schema it carries, adds up the totals again, \
            matches lists and documents, looks for confidential values in public files, and holds every page against \
            the paper rules as `vacatur lint` does. Exit code 0 if everything holds, 1 if not.
            """
    )

    @Argument(help: "A batch folder, or one jurisdiction's folder in it.", completion: .directory)
    var folder: String

    @Flag(inversion: .prefixedNo, help: "Hold every page against the paper rules.")
    var paper = true

    func run() throws {
        do {
            let report = try Verification.verify(folder, paper: paper)
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
