import Digests
import Glibc

/// A file for its owner's eyes only (mode 0600). Written aside, then given its name, at once and whole.
final class OwnersFile {
    private let path: String
    private let aside: String
    private let descriptor: Int32
    private let hasher = SHA256()
    private var isPublished = false

    /// - Throws: `CaseworkError` when it cannot be made.
    init(_ path: String) throws(CaseworkError) {
        self.path = path
        aside = path + ".partial"
        unlink(aside)
        descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit {
        close(descriptor)
        if !isPublished { unlink(aside) }
    }

    func write(_ bytes: [UInt8]) throws(CaseworkError) {
        hasher.update(bytes)
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path) }
            rest = rest.dropFirst(count)
        }
    }

    /// Gives the file its name, in place of an earlier one.
    func replace() throws(CaseworkError) {
        guard fsync(descriptor) == 0, rename(aside, path) == 0 else { throw Self.failure(path) }
        isPublished = true
    }

    /// Gives the file its name. A file of that name with the same bytes is left as it is.
    ///
    /// - Throws: `CaseworkError` if another file has the name, since somebody may have worked on it.
    func publish() throws(CaseworkError) {
        guard access(path, F_OK) == 0 else { return try replace() }
        guard try InputFingerprint(path: path).digest == hasher.finish() else {
            throw CaseworkError(
                .storage,
                "\(path) is there already and may have been filled in; move it away, or choose another --output")
        }
    }

    private static func failure(_ path: String) -> CaseworkError {
        CaseworkError(
            .storage, "\(path): cannot be written (\(String(cString: strerror(errno)))); choose another place")
    }
}
