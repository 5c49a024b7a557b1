import ArgumentParser
import Cases
import Casework
import Docket
import EFiling
import Filings
import Glibc
import Histories
import Intake

/// Turns the errors of the rooms into a line on standard error and an exit code. Nothing of a person is in either.
enum Failure {
    ///
    /// - Parameters:
    ///   - error: what went wrong.
    ///   - docket: the docket that was used, for errors that do not know its path.
    ///   - folder: the folder that was read or written, likewise.
    /// - Returns: the exit code as an error; errors of the argument parser as they are.
    static func exit(for error: any Error, docket: String = "", folder: String = "") -> any Error {
        guard let code = code(of: error) else { return error }
        switch error {
        case let error as DocketError where !docket.isEmpty:
            write("vacatur: \(docket): \(reason(of: error)) [\(error)]\n")
        case let error as PackingError where error.path.isEmpty && !folder.isEmpty:
            write("vacatur: \(folder)\(error)\n")
        default: write("vacatur: \(error)\n")
        }
        return ExitCode(code)
    }

    private static func reason(of error: DocketError) -> String {
        switch error.code {
        case .busy: "another run is writing the docket; try again when it is done"
        case .newerSchema: "a newer version of Vacatur has written this docket; use that version"
        case .notADocket: "this file is no docket; name another one with --docket"
        case .damaged: "the docket is damaged; restore it from a backup"
        case .readOnly: "the docket may not be written; check permissions, or name another one with --docket"
        case .diskFull: "the disk of the docket is full; make room and run again"
        case .cannotOpen:
            "the docket cannot be opened; check that its folder exists and may be written, or name another --docket"
        case .fileExists:
            "there is a file already, or its `.replaced` from an earlier time; move it, or name another one"
        case .purged: "the data of this batch were purged; it cannot be read or made again"
        case .ioFailure: "the disk of the docket does not read or write; check it, and run again"
        default: "the docket failed"
        }
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
        case let error as IntakeError: error.code == .noTemporaryFile ? 73 : 3
        case is SchemasError: 3
        case is PackError: 65
        case is PaperError: 65
        case is RuleParameterError: 64
        case is SheetError: 73
        case let error as DocumentError:
            if case .storage = error.cause { 73 } else { 65 }
        case let error as PackingError: error.code == .busy ? 75 : 73
        case let error as DocketError:
            switch error.code {
            case .busy: 75
            case .purged: 64
            case .rowsUnaccounted, .wrongStage, .unknownBatch, .unknownScreening, .internalFailure, .noReviewer: 70
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
