import ArgumentParser
import Casework
import Glibc

/// Where a command writes what it makes: a file, or standard output.
struct OutputFileOption: ParsableArguments {
    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; standard output if left out.", valueName: "FILE"))
    var output: String?

    /// Opens the file, lets it be written, and closes it.
    func write(_ body: (Int32) throws -> Void) throws {
        guard let output else { return try body(STDOUT_FILENO) }
        let descriptor = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(output) }
        defer { close(descriptor) }
        try body(descriptor)
    }

    func write(_ bytes: [UInt8]) throws {
        try write { descriptor in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw failure(output ?? "standard output") }
                rest = rest.dropFirst(count)
            }
        }
    }

    private func failure(_ path: String) -> CaseworkError {
        CaseworkError(.storage, "\(path): cannot be written (\(String(cString: strerror(errno))))")
    }
}
