import ArgumentParser
import Cases
import Casework
import EFiling
import Filings
import Foundation

struct Policy: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Work with the policies of courts that take electronic filings.", subcommands: [Import.self])

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Turn a court's answer to GetPolicy into an entry of court-policy.yaml.",
            discussion: """
                Writes the entry that holds now with what the court answers in its place: identifiers, limits, which \
                documents and signatures it takes. Read it, put the filing codes of the court's own lists in, and add it to \
                Templates/base/court-policy.yaml. Exit code 3 if the file is no such answer or does not suit.
                """
        )

        @Argument(help: ArgumentHelp("The answer.", valueName: "answer.xml"), completion: .file())
        var answer: String

        @Option(help: ArgumentHelp("Whose policy.", valueName: "ID"))
        var jurisdiction = "district-attorney"

        @Option(
            help: ArgumentHelp("The day from which it holds, where the answer does not say.", valueName: "YYYY-MM-DD"))
        var from: CalendarDate = .today

        @OptionGroup var templateFolder: TemplateFolderOption

        @OptionGroup var file: OutputFileOption

        func run() throws {
            do {
                guard let data = FileManager.default.contents(atPath: answer), data.count <= 16 << 20 else {
                    throw CaseworkError(.unusableInput, "\(answer): cannot be read, or is too large")
                }
                let library = try TemplateLibrary(folder: templateFolder.path)
                let policy = try CourtPolicyPack.load(for: jurisdiction, from: library, asOf: from)
                let read = try PolicyAnswer.read([UInt8](data))
                try file.write(Array(try PolicyImport.entry(read, over: policy, from: from).utf8))
            } catch let error as PolicyAnswer.Flaw {
                throw Failure.exit(for: CaseworkError(.unusableInput, "\(answer): \(error)"))
            } catch let error as PolicyImport.Refusal {
                throw Failure.exit(for: CaseworkError(.unusableInput, "\(answer): \(error)"))
            } catch {
                throw Failure.exit(for: error)
            }
        }
    }
}
