import ArgumentParser
import Samples

struct MakeSample: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Make an invented but lifelike batch of cases, or history file of the state.",
        discussion: """
            The same size, seed and format give the same bytes. Nobody in it exists.
            csv, jsonl and xml are batches for "vacatur generate", and --cases is their size. doj is the state's bulk
            history file for "vacatur screen", and --rows is its size: about 19 rows a person, 430 bytes a row.
            """
    )

    @Option(help: "How many court cases; not for doj.")
    var cases: Int?

    @Option(help: "How many rows without the header; for doj alone.")
    var rows: Int?

    @Option(help: "Chooses among the possible samples.")
    var seed: UInt64 = 1

    @Option(help: "csv, jsonl, xml or doj.")
    var format = SampleFormat.csv

    @Option(help: "The share of cases, or of people for doj, from 0 to 1, that get something wrong.")
    var dirty = 0.0

    @OptionGroup var file: OutputFileOption

    func validate() throws {
        let isHistory = format.batch == nil
        guard (isHistory ? cases : rows) == nil else {
            throw ValidationError(isHistory ? "doj has --rows, not --cases." : "--rows is for --format doj alone.")
        }
        guard let size = isHistory ? rows : cases else {
            throw ValidationError("Say the size with \(isHistory ? "--rows" : "--cases").")
        }
        guard size >= 0 else { throw ValidationError("The size must not be negative.") }
        guard (0...1).contains(dirty) else { throw ValidationError("--dirty is a share between 0 and 1.") }
    }

    func run() throws {
        do {
            try file.write { descriptor in
                if let batch = format.batch {
                    try Sample(cases: cases ?? 0, seed: seed, format: batch, dirtyShare: dirty).write(to: descriptor)
                } else {
                    try HistorySample(rows: rows ?? 0, seed: seed, dirtyShare: dirty).write(to: descriptor)
                }
            }
        } catch let error as SampleError {
            Failure.write("vacatur: \(file.output ?? "standard output"): \(error)\n")
            throw ExitCode(73)
        } catch {
            throw Failure.exit(for: error)
        }
    }
}

/// What a sample can be.
enum SampleFormat: String, CaseIterable, ExpressibleByArgument {
    case csv, jsonl, xml, doj

    /// The format of the batch; nil for the state's history file.
    var batch: Sample.Format? {
        switch self {
        case .csv: .csv
        case .jsonl: .jsonLines
        case .xml: .xml
        case .doj: nil
        }
    }
}
