internal import Digests
internal import Filings
internal import NIOPosix
internal import Synchronization

/// Published folders and volumes that were read lately, with their indexes, so that the next document costs one read. Holds
/// a bounded number, the least lately used go first.
final class PacketShelf: Sendable {
    private struct Slot<Value: Sendable, Mark: Equatable & Sendable> {
        let value: Value
        /// Another one means that the folder is not the same any more.
        let mark: Mark
        var used: UInt64
    }

    private struct State {
        var folders: [String: Slot<PublishedFolder, SealedFolder.Mark>] = [:]
        var volumes: [String: Slot<PublishedVolume, Digest>] = [:]
        var documents = 0
        var clock: UInt64 = 0

        mutating func folder(_ key: String, _ mark: SealedFolder.Mark) -> PublishedFolder? {
            guard let slot = folders[key], slot.mark == mark else { return nil }
            clock += 1
            folders[key]?.used = clock
            return slot.value
        }

        mutating func volume(_ key: String, _ mark: Digest) -> PublishedVolume? {
            guard let slot = volumes[key], slot.mark == mark else { return nil }
            clock += 1
            volumes[key]?.used = clock
            return slot.value
        }
    }

    /// Of volumes: documents that all indexes together may tell of, at some 60 bytes each.
    private let mostDocuments: Int
    private let mostFolders: Int
    private let state = Mutex(State())

    init(mostDocuments: Int = 200_000, mostFolders: Int = 64) {
        self.mostDocuments = mostDocuments
        self.mostFolders = mostFolders
    }

    /// The folder at a path.
    ///
    /// - Throws: 404 where none is published, `PackingError` where it is damaged.
    func folder(_ path: String) async throws -> PublishedFolder {
        guard let mark = SealedFolder.mark(of: path) else { throw Refusal.notFound }
        if let known = state.withLock({ $0.folder(path, mark) }) { return known }
        let folder = try await NIOThreadPool.singleton.runIfActive { try PublishedFolder(path) }
        state.withLock { state in
            state.clock += 1
            state.folders[path] = Slot(value: folder, mark: mark, used: state.clock)
            while state.folders.count > mostFolders,
                let oldest = state.folders.min(by: { $0.value.used < $1.value.used })
            {
                state.folders[oldest.key] = nil
            }
        }
        return folder
    }

    /// A volume of the folder at a path, as `folder` gave it.
    func volume(_ volume: Volume, of folder: PublishedFolder, at path: String) async throws -> PublishedVolume {
        let mark = folder.files.seal.digest
        let key = "\(path)/\(volume.path)"
        if let known = state.withLock({ $0.volume(key, mark) }) { return known }
        let opened = try await NIOThreadPool.singleton.runIfActive { try folder.open(volume) }
        state.withLock { state in
            state.clock += 1
            state.documents += opened.documents - (state.volumes[key]?.value.documents ?? 0)
            state.volumes[key] = Slot(value: opened, mark: mark, used: state.clock)
            while state.documents > mostDocuments, state.volumes.count > 1,
                let oldest = state.volumes.min(by: { $0.value.used < $1.value.used })
            {
                state.documents -= oldest.value.value.documents
                state.volumes[oldest.key] = nil
            }
        }
        return opened
    }
}
