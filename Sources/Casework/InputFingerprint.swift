import Digests
import Glibc

/// Why a run could not be done. What is wrong with single rows is not an error but a line of the exceptions list.
package struct CaseworkError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// The batch as a whole cannot be read.
        case unusableInput = "unusable-input"
        /// A template or pack file has errors.
        case templates
        /// The docket or the output folder cannot be used.
        case storage
        /// Another run works on the same batch or holds the docket.
        case busy
        /// Totals that must agree do not. Nothing was published.
        case reconciliation
        /// The command does not make sense with this batch.
        case usage
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}

/// Identifies an input file by its bytes.
struct InputFingerprint: Sendable {
    /// The file's name without folders, as documents cite it.
    let name: String
    let path: String
    let size: Int
    let digest: Digest

    /// Reads the file once, in pieces.
    init(path: String) throws(CaseworkError) {
        self.path = path
        name = String(path.split(separator: "/").last ?? "batch")
        // Without waiting, or a pipe that nobody writes to would hold the run up for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.unreadable(name) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.unreadable(name) }
        guard [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else {
            throw CaseworkError(
                .unusableInput, "\(name): is a pipe or a device, and a batch is read more than once; save it to a file")
        }
        let hasher = SHA256()
        var total = 0
        var failed = false
        withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
            while true {
                let count = read(descriptor, buffer.baseAddress, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    failed = count < 0
                    return
                }
                hasher.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                total += count
            }
        }
        guard !failed else { throw Self.unreadable(name) }
        size = total
        digest = hasher.finish()
    }

    private static func unreadable(_ name: String) -> CaseworkError {
        CaseworkError(
            .unusableInput, "\(name): cannot be read (\(String(cString: strerror(errno)))); check path and permissions")
    }
}
