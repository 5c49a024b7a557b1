internal import Glibc

/// Why files could not be written or read. Speaks of paths inside the output folder only, which hold no personal data
/// but case numbers; never of what stands in a file.
package struct PackingError: Error, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case diskFull = "disk-full"
        case noPermission = "no-permission"
        /// Something of that name is there already.
        case nameTaken = "name-taken"
        /// Another run is writing it.
        case busy
        /// The folder to write into, or to verify, is not a folder or is not there.
        case notAFolder = "not-a-folder"
        /// A name that could lead elsewhere, or that some file system would not keep as it is.
        case unsafeName = "unsafe-name"
        case tooLarge = "too-large"
        case ioFailure = "io-failure"
        /// A published file is missing, or is not what its manifest says.
        case damaged
    }

    package let code: Code
    /// The file or folder, seen from the output folder.
    package let path: String
    /// The system's number of the failure; 0 if it was not the system's.
    package let errno: Int32

    package init(_ code: Code, path: String, errno: Int32 = 0) {
        self.code = code
        self.path = path
        self.errno = errno
    }

    /// The failure of the last system call of this thread.
    static func system(_ path: String) -> PackingError {
        let number = Glibc.errno
        let code: Code =
            switch number {
            case ENOSPC, EDQUOT: .diskFull
            case EACCES, EPERM, EROFS: .noPermission
            case EEXIST, ENOTEMPTY: .nameTaken
            case ENOTDIR, ENOENT: .notAFolder
            case ENAMETOOLONG, EINVAL, ELOOP: .unsafeName
            case EFBIG: .tooLarge
            default: .ioFailure
            }
        return PackingError(code, path: path, errno: number)
    }

    package var description: String {
        let reason: String =
            switch code {
            case .diskFull: "the disk is full"
            case .noPermission: "not allowed"
            case .nameTaken: "there is something of that name already"
            case .busy: "another run is writing this batch; wait until it has finished"
            case .notAFolder: "no such folder"
            case .unsafeName: "not a name that can be written safely"
            case .tooLarge: "too large"
            case .ioFailure: "reading or writing failed"
            case .damaged: "missing, or not as it was published; `vacatur verify` tells more"
            }
        return errno == 0 ? "\(path): \(reason)" : "\(path): \(reason) (\(String(cString: strerror(errno))))"
    }
}
