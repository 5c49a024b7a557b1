import ArgumentParser
import Docket
import Filings
import Glibc

struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the docket's audit chain.",
        discussion: """
            Every decision is an entry whose digest covers the entry before it. Prints the first entry that does not \
            fit, if somebody changed one. Exit code 0 if the chain holds, 1 if not.
            """
    )

    @Option(help: ArgumentHelp("The docket.", valueName: "FILE"), completion: .file())
    var docket = "Output/docket.sqlite"

    func run() throws {
        // Opening a docket makes one; a chain that was never begun must not be taken for one that holds.
        guard access(docket, R_OK) == 0 else {
            Failure.write("vacatur: \(docket): cannot be read (\(String(cString: strerror(errno)))); check the path\n")
            throw ExitCode(73)
        }
        do {
            let report = try Docket(path: docket).verifyAudit()
            if let broken = report.broken {
                print("The chain is broken: \(broken)")
                throw ExitCode(1)
            }
            print("The chain holds: \(report.entries) entries")
        } catch {
            throw Failure.exit(for: error, docket: docket)
        }
    }
}
