private import Glibc

/// A folder that is being checked. Follows no links and opens nothing but plain files and folders.
package final class CheckedFolder: Sendable {
    /// Seen from the folder that the check started in; empty for that one.
    package let path: String
    let descriptor: Int32

    private init(_ descriptor: Int32, _ path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Opens the folder that a check starts in.
    package convenience init(_ folder: String) throws(PackingError) {
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system("") }
        self.init(descriptor, "")
    }

    /// The folder's own path and a path in it.
    package func place(_ inner: String) -> String { path.isEmpty ? inner : "\(path)/\(inner)" }

    package func folder(_ name: String) -> CheckedFolder? {
        guard SafeName.isSafe(path: name) else { return nil }
        let inner = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        return inner < 0 ? nil : CheckedFolder(inner, place(name))
    }

    /// What became of opening a file.
    package enum Opened {
        case file(CheckedFile)
        case failure(VerificationFinding.Code, String)
    }

    package func open(_ name: String) -> Opened {
        guard SafeName.isSafe(path: name) else { return .failure(.missingFile, "no file may have this name") }
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: return .failure(.missingFile, "listed but not there")
            case ELOOP: return .failure(.notAPlainFile, "a link")
            default: return .failure(.unreadable, "cannot be opened")
            }
        }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(file)
            return .failure(.notAPlainFile, "not a plain file")
        }
        return .file(CheckedFile(file, size: Int(status.st_size)))
    }

    package enum Kind {
        case file, folder, other
    }

    /// What is in the folder, in the order of the names' bytes.
    package var entries: [(name: String, kind: Kind)] {
        FolderList.names(in: descriptor).map { name in
            var status = stat()
            guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return (name, .other) }
            switch status.st_mode & S_IFMT {
            case S_IFREG: return (name, .file)
            case S_IFDIR: return (name, .folder)
            default: return (name, .other)
            }
        }
    }
}

/// A plain file, open for reading.
package final class CheckedFile {
    package let descriptor: Int32
    /// Bytes when it was opened.
    package let size: Int

    init(_ descriptor: Int32, size: Int) {
        self.descriptor = descriptor
        self.size = size
    }

    deinit { close(descriptor) }

    /// Reads on.
    ///
    /// - Parameter buffer: Filled as far as the file goes.
    /// - Returns: The bytes read, fewer than the buffer has room for only at the end; nil if reading fails.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        var done = 0
        while done < buffer.count, let start = buffer.baseAddress {
            let count = Glibc.read(descriptor, start + done, buffer.count - done)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            done += count
        }
        return done
    }

    /// The whole file, if it is not larger than that.
    package func readAll(atMost limit: Int) -> [UInt8]? {
        guard size <= limit else { return nil }
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = read(into: UnsafeMutableRawBufferPointer(buffer)) ?? 0
            isWhole = count == size
        }
        return isWhole ? bytes : nil
    }
}
