import ArgumentParser
import EFiling
import Glibc

struct Schemas: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Work with the official schemas of electronic court filing.", subcommands: [Install.self])

    struct Install: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put the official schemas of ECF 5.0 in place, for validation without a network.",
            discussion: """
                Takes the folder of ECF 5.0 (committee specification of 18 April 2019) as OASIS publishes it, and that of \
                UBL 2.2 (OASIS Standard), whose common parts ECF imports from the web. Every file is checked by its \
                SHA-256 and left as it is. Exit code 3 if a file is missing or is not the published one.
                """
        )

        @Argument(help: "Folders with the published files.", completion: .directory)
        var folders: [String]

        @OptionGroup var schemaFolder: SchemaFolderOption

        func run() throws {
            do {
                let installed = try OfficialSchemas.install(from: folders, into: schemaFolder.path)
                print("\(installed.files) files, \(installed.bytes) bytes, every one as published")
                print("\(schemaFolder.path)/\(OfficialSchemas.name)")
            } catch {
                throw Failure.exit(for: error, folder: "\(schemaFolder.path)/")
            }
        }
    }
}

/// Where the official schemas are.
struct SchemaFolderOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of official schemas. Otherwise $VACATUR_SCHEMAS, or ./Schemas.", valueName: "DIR"),
        completion: .directory)
    var schemas: String?

    var path: String {
        schemas ?? getenv("VACATUR_SCHEMAS").map { String(cString: $0) } ?? "Schemas"
    }
}
