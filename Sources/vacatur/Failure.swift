import ArgumentParser
import Casework
import Docket
import Filings
import Glibc

/// Turns the errors of the rooms into a line on standard error and an exit code. Nothing of a person is in either.
enum Failure {
    ///
    /// - Parameters:
    ///   - error: what went wrong.
    ///   - docket: the docket that was used, for errors that do not know its path.
    ///   - folder: the folder that was read or written, likewise.
    /// - Returns: the exit code as an error; errors of the argument parser as they are.
    static func exit(for error: any Error, docket: String = "", folder: String = "") -> any Error {
        guard let failure = CommandFailure(error) else { return error }
        switch error {
        case let error as DocketError where !docket.isEmpty:
            write("vacatur: \(docket): \(failure.message) [\(error)]\n")
        case let error as PackingError where error.path.isEmpty && !folder.isEmpty:
            write("vacatur: \(folder)\(error)\n")
        default: write("vacatur: \(error)\n")
        }
        return ExitCode(failure.exit)
    }

    /// Writes to standard error; there is nobody to tell if that fails.
    static func write(_ text: String) {
        var text = text
        _ = text.withUTF8 { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
