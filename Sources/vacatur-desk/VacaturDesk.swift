import ArgumentParser
import FoundationEssentials

@main
struct VacaturDesk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vacatur-desk",
        abstract:
            "The document generation service: an HTTP API and web pages, on loopback behind a proxy that does TLS.",
        discussion: """
            From nothing to a page:

              vacatur-desk administrator NAME --full-name "FULL NAME"
              vacatur-desk serve --insecure-loopback

            The first makes somebody who may make the other users, and prints a password that has to be changed at the \
            first sign-in. The second serves on http://localhost:8020, for trying out on one machine. In an office leave \
            --insecure-loopback away, name the service with --host, and put a proxy with TLS before it.

            Exit codes: 64 wrong usage; 65 errors in templates or packs; 73 the docket cannot be used; 75 it is busy.
            """,
        subcommands: [Serve.self, Administrator.self, Work.self]
    )
}

/// Where the service finds its things; the same for every command.
struct PlaceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The docket; made with its folder if it is not there.", valueName: "FILE"))
    var docket = "Output/docket.sqlite"

    @Option(help: ArgumentHelp("The folder of templates and packs.", valueName: "FOLDER"))
    var templates = "Templates"

    @Option(help: ArgumentHelp("The folder of results.", valueName: "FOLDER"))
    var output = "Output"

    @Option(
        help: ArgumentHelp(
            "The folder of the official schemas of court filing, if they are installed.", valueName: "FOLDER"))
    var schemas = "Schemas"

    /// Makes the folders of the docket and of the results.
    func makeFolders() throws {
        for folder in [URL(filePath: docket).deletingLastPathComponent().path, output] {
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                Failure.write("vacatur-desk: \(folder) cannot be made; is the disk full or read-only?\n")
                throw ExitCode(73)
            }
        }
    }
}
