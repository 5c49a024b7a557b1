private import Glibc
package import TemplateEngine

/// A folder of a batch that is being filled, from several threads if need be.
///
/// Paths are relative to it, made of letters, digits, `-`, `_` and `.`; sub-folders are made as needed. Files are made,
/// never overwritten. What lies in `confidential/` and `mailing/` can be read by its owner only.
package final class PacketFolder: Sendable {
    /// Seen from the output folder.
    let place: String
    /// The jurisdiction; empty for the batch's own folder.
    let name: String
    let descriptor: Int32

    /// Takes over the descriptor of an open folder.
    init(_ descriptor: Int32, name: String, place: String) {
        self.descriptor = descriptor
        self.name = name
        self.place = place
    }

    deinit { close(descriptor) }

    /// Opens a file to be written piece by piece.
    package func file(_ path: String) throws(PackingError) -> FileWriter {
        FileWriter(try create(path), path: path, place: "\(place)/\(path)")
    }

    /// The same, for a file that only its owner can read.
    package func ownersPieces(_ path: String) throws(PackingError) -> FileWriter {
        FileWriter(try ownersFile(path), path: path, place: "\(place)/\(path)")
    }

    /// Opens a file that only the owner can read, for whoever writes it in several places at once.
    ///
    /// - Returns: the descriptor, which the caller closes.
    package func ownersFile(_ path: String) throws(PackingError) -> Int32 {
        let descriptor = try create(path)
        guard fchmod(descriptor, 0o600) == 0 else {
            close(descriptor)
            throw .system("\(place)/\(path)")
        }
        return descriptor
    }

    /// Writes a whole file.
    package func write(_ path: String, _ bytes: UnsafeRawBufferPointer) throws(PackingError) -> FileEntry {
        let file = try file(path)
        try file.write(bytes)
        return try file.finish()
    }

    package func write(_ path: String, _ bytes: [UInt8]) throws(PackingError) -> FileEntry {
        try bytes.withUnsafeBufferPointer { (bytes) throws(PackingError) in
            try write(path, UnsafeRawBufferPointer(bytes))
        }
    }

    package func write(_ path: String, _ document: borrowing Output) throws(PackingError) -> FileEntry {
        try document.withBytes { (bytes) throws(PackingError) in try write(path, bytes) }
    }

    /// The bytes of a file that was written here.
    package func read(_ path: String) throws(PackingError) -> [UInt8] {
        let file = openat(descriptor, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { throw .system("\(place)/\(path)") }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .system("\(place)/\(path)") }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var position = 0
        while position < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                Glibc.read(file, $0.baseAddress?.advanced(by: position), $0.count - position)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .system("\(place)/\(path)") }
            position += count
        }
        return bytes
    }

    /// Gives a file its final name.
    package func rename(_ path: String, to name: String) throws(PackingError) {
        guard SafeName.isSafe(path: name) else { throw PackingError(.unsafeName, path: "\(place)/\(name)") }
        guard renameat(descriptor, path, descriptor, name) == 0 else { throw .system("\(place)/\(name)") }
    }

    private func create(_ path: String) throws(PackingError) -> Int32 {
        guard SafeName.isSafe(path: path) else { throw PackingError(.unsafeName, path: "\(place)/\(path)") }
        let mode: mode_t = Self.isOwners(path) ? 0o600 : 0o666
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        var made = openat(descriptor, path, flags, mode)
        if made < 0, errno == ENOENT {
            try makeFolders(above: path)
            made = openat(descriptor, path, flags, mode)
        }
        guard made >= 0 else { throw .system("\(place)/\(path)") }
        return made
    }

    private func makeFolders(above path: String) throws(PackingError) {
        for index in path.utf8.indices where path.utf8[index] == UInt8(ascii: "/") {
            let folder = String(path[..<index])
            let made = mkdirat(descriptor, folder, Self.isOwners(folder) ? 0o700 : 0o777)
            guard made == 0 || errno == EEXIST else { throw .system("\(place)/\(folder)") }
        }
    }

    private static func isOwners(_ path: String) -> Bool {
        ["confidential", "mailing"].contains { path == $0 || path.hasPrefix($0 + "/") }
    }
}
