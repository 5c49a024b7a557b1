import ArgumentParser
import Casework
import Docket
import Filings
import Glibc
import Intake

/// Turns the errors of the rooms into a line on standard error and an exit code. Nothing of a person is in either.
enum Failure {
    static func exit(for error: any Error) -> any Error {
        guard let code = code(of: error) else { return error }
        write("vacatur: \(error)\n")
        return ExitCode(code)
    }

    /// The exit codes that `vacatur --help` documents; nil for errors of the argument parser, which has its own.
    private static func code(of error: any Error) -> Int32? {
        switch error {
        case let error as CaseworkError:
            switch error.code {
            case .unusableInput: 3
            case .templates: 65
            case .storage: 73
            case .busy: 75
            case .reconciliation: 70
            case .usage: 64
            }
        case is IntakeError: 3
        case is PackError: 65
        case let error as DocumentError:
            if case .storage = error.cause { 73 } else { 65 }
        case let error as PackingError: error.code == .busy ? 75 : 73
        case let error as DocketError:
            switch error.code {
            case .busy: 75
            case .rowsUnaccounted, .wrongStage, .unknownBatch, .internalFailure, .noReviewer: 70
            default: 73
            }
        default: nil
        }
    }

    /// Writes to standard error; there is nobody to tell if that fails.
    static func write(_ text: String) {
        var text = text
        _ = text.withUTF8 { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
