import Cases
package import Docket
import EFiling
import Filings
import Histories
import Intake

/// What a failure of a room means to whoever asked for the work: a code, the exit code of the command line, and a sentence.
/// Nothing of a person is in it.
package struct CommandFailure: Hashable, Sendable {
    /// Such as `unusable-input`.
    package let code: String
    /// The exit code that `vacatur --help` documents.
    package let exit: Int32
    /// What is wrong and what to do.
    package let message: String

    package init(code: String, exit: Int32, message: String) {
        self.code = code
        self.exit = exit
        self.message = message
    }

    /// - Returns: nil for an error of no room of ours.
    package init?(_ error: any Error) {
        guard let (code, exit) = Self.reading(error) else { return nil }
        self.init(code: code, exit: exit, message: (error as? DocketError).map(Self.reason) ?? "\(error)")
    }

    /// What to do about a failure of the docket, which does not know its path.
    package static func reason(of error: DocketError) -> String {
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

    private static func reading(_ error: any Error) -> (code: String, exit: Int32)? {
        switch error {
        case let error as CaseworkError: (error.code.rawValue, exit(of: error.code))
        case let error as IntakeError: (error.code.rawValue, error.code == .noTemporaryFile ? 73 : 3)
        case is SchemasError: ("schemas", 3)
        case is PackError, is PaperError: ("templates", 65)
        case is RuleParameterError: ("usage", 64)
        case is SheetError: ("storage", 73)
        case let error as DocumentError:
            if case .storage = error.cause { ("storage", 73) } else { ("templates", 65) }
        case let error as PackingError: (error.code.rawValue, error.code == .busy ? 75 : 73)
        case let error as DocketError: (error.code.rawValue, exit(of: error.code))
        default: nil
        }
    }

    private static func exit(of code: CaseworkError.Code) -> Int32 {
        switch code {
        case .unusableInput: 3
        case .templates: 65
        case .storage: 73
        case .busy: 75
        case .reconciliation: 70
        case .usage: 64
        }
    }

    private static func exit(of code: DocketError.Code) -> Int32 {
        switch code {
        case .busy: 75
        case .purged: 64
        case .rowsUnaccounted, .wrongStage, .unknownBatch, .unknownScreening, .internalFailure, .noReviewer: 70
        default: 73
        }
    }
}
