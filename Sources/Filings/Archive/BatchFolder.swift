private import Glibc

/// The folder of a batch, written aside and renamed when it is whole, so that nobody ever sees half of it.
///
/// While it is written it is called `.<name>.partial` and locked; what a killed run left there is removed by the next.
package final class BatchFolder: Sendable {
    /// The batch's own folder, for what belongs to no packet.
    package let root: PacketFolder

    private let output: Int32
    private let name: String
    private let isReplacing: Bool
    private var partial: String { ".\(name).partial" }
    private var replaced: String { ".\(name).replaced" }

    /// Starts a batch.
    ///
    /// - Parameters:
    ///   - path: The folder of all batches; made if it is missing.
    ///   - name: The name of this one.
    ///   - replacing: Whether a batch of this name may be there and is to be replaced in the end.
    /// - Throws: `nameTaken` if it is there and may not, or `busy` if another process is writing it.
    package init(output path: String, name: String, replacing: Bool = false) throws(PackingError) {
        guard SafeName.isFolder(name) else { throw PackingError(.unsafeName, path: name) }
        if mkdir(path, 0o777) != 0, errno != EEXIST { throw .system("") }
        output = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard output >= 0 else { throw .system("") }
        var aside: Int32 = -1
        do throws(PackingError) {
            if !replacing, faccessat(output, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0 {
                throw PackingError(.nameTaken, path: name, errno: EEXIST)
            }
            aside = try Self.claim(".\(name).partial", in: output)
        } catch {
            close(output)
            throw error
        }
        self.name = name
        isReplacing = replacing
        root = PacketFolder(aside, name: "", place: name)
    }

    deinit { close(output) }

    /// Makes the folder of a jurisdiction's packet.
    package func packet(_ jurisdiction: String) throws(PackingError) -> PacketFolder {
        let place = "\(name)/\(jurisdiction)"
        guard SafeName.isSafe(path: jurisdiction), !jurisdiction.utf8.contains(UInt8(ascii: "/")) else {
            throw PackingError(.unsafeName, path: place)
        }
        guard mkdirat(root.descriptor, jurisdiction, 0o777) == 0 else { throw .system(place) }
        let folder = openat(root.descriptor, jurisdiction, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { throw .system(place) }
        return PacketFolder(folder, name: jurisdiction, place: place)
    }

    /// Removes the folders of a batch for good: its own, and those beside it that are named after it (`NAME-efiling` …).
    ///
    /// - Returns: the names of those that were there.
    /// - Throws: if the folder of all batches cannot be read, or one of them is still there afterwards.
    package static func delete(batch name: String, in path: String) throws(PackingError) -> [String] {
        guard SafeName.isFolder(name) else { throw PackingError(.unsafeName, path: name) }
        let output = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard output >= 0 else { throw .system("") }
        defer { close(output) }
        let names = FolderList.names(in: output).filter { $0 == name || $0.hasPrefix("\(name)-") }
        for name in names {
            remove(name, in: output)
            if faccessat(output, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0 { throw .system(name) }
        }
        return names
    }

    /// Gives the batch its name, at once and for good.
    ///
    /// - Parameter durably: Whether to wait until everything is on the disk, so that even a power failure leaves the
    ///   whole batch or nothing. A killed process does so in any case.
    /// - Throws: If it cannot be flushed or renamed; it keeps its hidden name then.
    package func publish(durably: Bool = true) throws(PackingError) {
        // One flush for all: a call for each of 200,000 files would take longer than writing them.
        if durably { sync() }
        if isReplacing {
            Self.remove(replaced, in: output)
            if renameat(output, name, output, replaced) != 0, errno != ENOENT { throw .system(name) }
        }
        guard renameat(output, partial, output, name) == 0 else { throw .system(name) }
        if durably, fsync(output) != 0 { throw .system(name) }
        if isReplacing { Self.remove(replaced, in: output) }
    }

    /// Removes what was written so far.
    package func discard() { Self.remove(partial, in: output) }

    /// Makes a folder of this name, empty and locked.
    private static func claim(_ name: String, in output: Int32) throws(PackingError) -> Int32 {
        if mkdirat(output, name, 0o777) != 0, errno != EEXIST { throw .system(name) }
        let folder = openat(output, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { throw .system(name) }
        guard flock(folder, LOCK_EX | LOCK_NB) == 0 else {
            close(folder)
            throw PackingError(.busy, path: name)
        }
        empty(folder)
        return folder
    }

    /// Removes a file, or a folder with all that is in it. What cannot be removed stays; making it anew fails then.
    private static func remove(_ name: String, in folder: Int32) {
        let inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard inner >= 0 else {
            unlinkat(folder, name, 0)
            return
        }
        empty(inner)
        close(inner)
        unlinkat(folder, name, AT_REMOVEDIR)
    }

    private static func empty(_ folder: Int32) {
        for name in FolderList.names(in: folder) { remove(name, in: folder) }
    }
}
