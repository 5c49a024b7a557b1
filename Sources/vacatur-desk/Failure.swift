import ArgumentParser
import Desk
import Docket
import Glibc

/// Turns what keeps a command from its work into a line on standard error and an exit code.
enum Failure {
    static func exit(for error: any Error, _ places: PlaceOptions) -> any Error {
        if let failure = error as? LockFailure {
            write("vacatur-desk: \(failure)\n")
            return ExitCode(73)
        }
        guard let error = error as? DocketError else {
            write("vacatur-desk: \(error)\n")
            return ExitCode(65)
        }
        write("vacatur-desk: \(places.docket): \(error)\n")
        return ExitCode(error.code == .busy ? 75 : 73)
    }

    /// Writes to standard error; there is nobody to tell if that fails.
    static func write(_ text: String) {
        var text = text
        _ = text.withUTF8 { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
