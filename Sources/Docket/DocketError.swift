internal import GRDB
internal import Glibc

/// A failure of the docket: what went wrong with the file or with the order of calls.
///
/// Never holds a value of a row or an argument of a statement, because those may be personal data.
package struct DocketError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong. The raw value is what people and scripts see.
    package enum Code: String, CaseIterable, Sendable {
        /// Another run holds the write lock for longer than the time given.
        case busy
        /// A newer version of the program has written this docket.
        case newerSchema = "newer-schema"
        /// The file is no SQLite file, or one of another program.
        case notADocket = "not-a-docket"
        /// The file contradicts itself: a damaged page, a case that cannot be decoded, rows that do not add up.
        case damaged
        case readOnly = "read-only"
        case diskFull = "disk-full"
        /// The disk refused to read or write.
        case ioFailure = "io-failure"
        /// The folder is missing, or permission is.
        case cannotOpen = "cannot-open"
        /// There is a file already where one was to be written.
        case fileExists = "file-exists"
        /// The batch's data of persons were purged.
        case purged
        /// Filing without a prosecutor who answers for it.
        case noReviewer = "no-reviewer"
        /// Fewer or more rows were given than the file is said to have.
        case rowsUnaccounted = "rows-unaccounted"
        /// The batch has not come so far, or is past it.
        case wrongStage = "wrong-stage"
        case unknownBatch = "unknown-batch"
        case unknownScreening = "unknown-screening"
        /// Another user signs in with this name.
        case nameTaken = "name-taken"
        case unknownUser = "unknown-user"
        /// Without this user nobody could manage users any more.
        case lastAdministrator = "last-administrator"
        /// The user has no such token, or it was revoked.
        case unknownToken = "unknown-token"
        /// SQLite said something that no healthy docket makes it say.
        case internalFailure = "internal-failure"
    }

    package let code: Code
    /// Numbers and stages only, never a person's data.
    package let detail: String

    package init(_ code: Code, _ detail: String = "") {
        self.code = code
        self.detail = detail
    }

    package var description: String {
        detail.isEmpty ? "docket: \(code.rawValue)" : "docket: \(code.rawValue) (\(detail))"
    }

    /// Reads SQLite's result code; its message and the statement are left behind.
    init(sqlite extendedCode: Int32) {
        let code: Code =
            switch ResultCode(rawValue: extendedCode & 0xFF) {
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
            case .SQLITE_NOTADB: .notADocket
            case .SQLITE_CORRUPT: .damaged
            case .SQLITE_READONLY: .readOnly
            case .SQLITE_FULL: .diskFull
            case .SQLITE_IOERR: .ioFailure
            case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .cannotOpen
            default: .internalFailure
            }
        self.init(code, "SQLite result \(extendedCode)")
    }

    /// Reads what the system said of a file beside the docket.
    init(errno reason: Int32) {
        let code: Code =
            switch reason {
            case ENOSPC, EDQUOT: .diskFull
            case EROFS: .readOnly
            case EIO: .ioFailure
            default: .cannotOpen
            }
        self.init(code, "system error \(reason)")
    }

    /// The error as this room reports it; errors of a caller's closure stay themselves.
    static func translated(_ error: any Error) -> any Error {
        guard let failure = error as? DatabaseError else { return error }
        return DocketError(sqlite: failure.extendedResultCode.rawValue)
    }
}
