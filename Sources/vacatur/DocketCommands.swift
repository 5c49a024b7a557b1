import ArgumentParser
import Cases
import Casework
import Docket
import Glibc

/// What an office does with the docket itself.
struct DocketCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docket",
        abstract: "List batches; back the docket up, restore it, and delete what is no longer needed.",
        subcommands: [List.self, Backup.self, Restore.self, Discard.self, Purge.self]
    )

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the batches of the docket.")

        @OptionGroup var place: DocketPlace

        func run() throws {
            try place.reporting {
                var rows = [["batch", "as of", "mode", "stage", "rows", "approved by"]]
                for line in try Retention(docket: place.docket).batches() {
                    let description = line.batch.description
                    rows.append([
                        description.folder, description.asOf.iso, description.mode.rawValue,
                        line.isPurged ? "purged" : line.batch.stage.rawValue, String(line.batch.rows),
                        description.reviewer?.name ?? "",
                    ])
                }
                print(TextTable.text(of: rows), terminator: "")
            }
        }
    }

    struct Backup: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy the docket into a file while others work with it.",
            discussion: """
                The copy is checked, with its audit chain, and appears whole or not at all; an existing file is never \
                overwritten. It holds criminal history information: only its owner can read it. Exit code 1 if the audit \
                chain does not hold.
                """
        )

        @Argument(help: ArgumentHelp("The file to write.", valueName: "backup.sqlite"), completion: .file())
        var file: String

        @OptionGroup var place: DocketPlace

        func run() throws {
            try place.reporting {
                guard access(place.docket, R_OK) == 0 else { throw DocketError(.cannotOpen) }
                try DocketCommands.tell(try Docket(path: place.docket).backup(to: file), file)
            }
        }
    }

    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a backup in the place of the docket.",
            discussion: """
                The backup is checked first. A docket that is there is replaced only with --replace, and only while no run \
                has it open; it is kept beside the new one, as FILE.replaced. Exit code 1 if the audit chain of the backup \
                does not hold.
                """
        )

        @Argument(help: ArgumentHelp("The file that `docket backup` made.", valueName: "backup.sqlite"))
        var file: String

        @Flag(help: "Replace the docket that is there.")
        var replace = false

        @OptionGroup var place: DocketPlace

        func run() throws {
            try place.reporting {
                try DocketCommands.tell(
                    try Docket.restore(file, to: place.docket, replacing: replace), place.docket)
            }
        }
    }

    struct Discard: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete a draft, or a batch that was never finished.",
            discussion: "Its data of persons and its folders are deleted; the audit chain keeps that there was a batch."
        )

        @Argument(help: ArgumentHelp("The name of its folder.", valueName: "BATCH"))
        var batch: String

        @OptionGroup var place: DocketPlace

        func run() throws {
            try place.reporting {
                let removed = try Retention(docket: place.docket).discard(
                    batch, in: place.folder, at: Int64(time(nil)))
                print("Discarded. Removed: \(removed.isEmpty ? "no folder" : removed.joined(separator: ", "))")
            }
        }
    }

    struct Purge: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete the data of a filed batch for good, once the court has sealed its records.",
            discussion: """
                Deletes what the docket knows of the persons and cases of the batch, and every folder of it. Totals, the \
                audit chain and challenged counts stay, and so does the memory that a case was filed: a later list does not \
                file it again. There is no way back but a backup.
                """
        )

        @Argument(help: ArgumentHelp("The name of its folder.", valueName: "BATCH"))
        var batch: String

        @Option(help: ArgumentHelp("Who answers for it.", valueName: "NAME, BAR NUMBER"))
        var approveAs: Reviewer

        @OptionGroup var place: DocketPlace

        func run() throws {
            try place.reporting {
                let removed = try Retention(docket: place.docket).purge(
                    batch, in: place.folder, by: approveAs, at: Int64(time(nil)))
                print("Purged. Removed: \(removed.isEmpty ? "no folder" : removed.joined(separator: ", "))")
            }
        }
    }

    private static func tell(_ report: AuditReport, _ path: String) throws {
        print("\(path): \(report.entries) entries of the audit chain")
        if let broken = report.broken {
            print("The chain is broken: \(broken)")
            throw ExitCode(1)
        }
    }
}

/// Which docket is meant; batches lie beside it.
struct DocketPlace: ParsableArguments {
    @Option(help: ArgumentHelp("The docket.", valueName: "FILE"), completion: .file())
    var docket = "Output/docket.sqlite"

    var folder: String {
        guard let slash = docket.lastIndex(of: "/") else { return "." }
        return slash == docket.startIndex ? "/" : String(docket[..<slash])
    }

    func reporting(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            throw Failure.exit(for: error, docket: docket, folder: "\(folder)/")
        }
    }
}
