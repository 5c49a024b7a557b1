import ArgumentParser
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

    @OptionGroup var file: OutputFileOption

    func validate() throws {
        guard cases >= 0 else { throw ValidationError("--cases must not be negative.") }
        guard (0...1).contains(dirty) else { throw ValidationError("--dirty is a share between 0 and 1.") }
    }

    func run() throws {
        let sample = Sample(cases: cases, seed: seed, format: format, dirtyShare: dirty)
        do {
            try file.write { try sample.write(to: $0) }
        } catch let error as SampleError {
            Failure.write("vacatur: \(file.output ?? "standard output"): \(error)\n")
            throw ExitCode(73)
        } catch {
            throw Failure.exit(for: error)
        }
    }
}

extension Sample.Format: ExpressibleByArgument {}
