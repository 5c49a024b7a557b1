import Glibc
import Samples

/// Vacatur's side of the benchmarks: `vacatur-bench sample|fill|intake|press|efile …`; see README.md beside the folder.
func run(_ arguments: [String]) async throws {
    switch (arguments.first, arguments.count) {
    case ("sample", 4):
        guard let format = Sample.Format(rawValue: arguments[1]), let cases = Int(arguments[2]),
            let seed = UInt64(arguments[3])
        else { throw Misuse() }
        try Sample(cases: cases, seed: seed, format: format).write(to: 1)
    case ("fill", 6):
        let bench = try FillBench(templates: arguments[1], name: arguments[2], contexts: arguments[3])
        try bench.run(arguments[4], arguments[5])
    case ("intake", 3): try IntakeBench.run(arguments[1], arguments[2])
    case ("press", 4): try PressBench.run(arguments[1], arguments[2], arguments[3])
    case ("efile", 6):
        try await EFilingBench.run(arguments[1], arguments[2], arguments[3], arguments[4], arguments[5])
    default: throw Misuse()
    }
}

/// The command line is not one of those that `run.sh` uses.
struct Misuse: Error {}

do {
    try await run(Array(CommandLine.arguments.dropFirst()))
} catch {
    print("vacatur-bench: \(error)")
    exit(1)
}
