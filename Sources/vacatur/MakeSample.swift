import ArgumentParser
import Glibc
import Samples

struct MakeSample: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Make a batch of invented but lifelike cases.",
        discussion: "The same number, seed and format give the same bytes. Nobody in it exists."
    )

    @Option(help: "How many court cases.")
    var cases: Int

    @Option(help: "Chooses among the possible batches.")
    var seed: UInt64 = 1

    @Option(help: "csv, jsonl or xml.")
    var format = Sample.Format.csv

    @Option(help: "The share of cases, from 0 to 1, that get something wrong.")
    var dirty = 0.0

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; standard output if left out.", valueName: "FILE"))
    var output: String?

    func validate() throws {
        guard cases >= 0 else { throw ValidationError("--cases must not be negative.") }
        guard (0...1).contains(dirty) else { throw ValidationError("--dirty is a share between 0 and 1.") }
    }

    func run() throws {
        let descriptor = output.map { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) } ?? STDOUT_FILENO
        guard descriptor >= 0 else {
            Failure.write("vacatur: \(output ?? ""): cannot be written (\(String(cString: strerror(errno))))\n")
            throw ExitCode(73)
        }
        do {
            try Sample(cases: cases, seed: seed, format: format, dirtyShare: dirty).write(to: descriptor)
        } catch {
            Failure.write("vacatur: \(error)\n")
            throw ExitCode(73)
        }
        if output != nil { close(descriptor) }
    }
}

extension Sample.Format: ExpressibleByArgument {}
