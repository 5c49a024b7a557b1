internal import Casework
internal import Docket
internal import FoundationEssentials
internal import Glibc
internal import HTTPTypes

/// Where what people send lies: for each upload a folder under its own id, for the service's eyes only. Nothing that a
/// sender says becomes a name there: the file is called by its digest, so that the same bytes are cited by the same name in every
/// document, whoever sends them.
struct UploadFolder: Sendable {
    let place: OfficePlace

    /// Room that is left on the disk for everything else.
    private static let reserve: UInt64 = 64 << 20

    init(_ place: OfficePlace) { self.place = place }

    /// The path of an upload's file below the folder of uploads: `<id>/1f0c2a9e44d0b1c7.csv`.
    static func path(of upload: Upload) -> String {
        let name = upload.sha256.isEmpty ? "incoming" : String(upload.sha256.prefix(16))
        return "\(upload.id)/\(name).\(ending(of: upload.name))"
    }

    /// Endings by which readers tell a format; everything else is read as CSV.
    private static func ending(of name: String) -> String {
        let ending = name.lowercased().split(separator: ".").last.map(String.init) ?? ""
        return ["csv", "jsonl", "ndjson", "xml"].contains(ending) ? ending : "csv"
    }

    /// Makes the empty file of an upload.
    ///
    /// - Throws: 507 where there is no room for it, 503 where nothing can be written.
    func make(_ upload: Upload) throws(Refusal) {
        for folder in [place.output, place.uploads, place.upload(upload.id)] {
            guard mkdir(folder, folder == place.output ? 0o755 : 0o700) == 0 || errno == EEXIST else {
                throw StorageFault.refusal(errno)
            }
        }
        var disk = statvfs()
        if statvfs(place.uploads, &disk) == 0 {
            let free = UInt64(disk.f_bavail) * UInt64(disk.f_frsize)
            guard UInt64(upload.size) + Self.reserve <= free else {
                remove(upload)
                throw StorageFault.refusal(ENOSPC)
            }
        }
        let file = open(path(upload), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StorageFault.refusal(errno) }
        close(file)
    }

    /// How many bytes have come; nil where the file is gone.
    func offset(of upload: Upload) -> Int64? {
        let file = open(path(upload), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        let end = lseek(file, 0, SEEK_END)
        return end < 0 ? nil : Int64(end)
    }

    /// Gives a file the name of its digest, which was not known before it was whole.
    ///
    /// - Throws: 503 where the folder cannot be written.
    func rename(_ incoming: Upload, to whole: Upload) throws(Refusal) {
        guard Glibc.rename(path(incoming), path(whole)) == 0 else { throw StorageFault.refusal(errno) }
    }

    /// Deletes an upload with whatever was written beside it.
    func remove(_ upload: Upload) { try? FileManager.default.removeItem(atPath: place.upload(upload.id)) }

    /// Deletes folders that belong to no upload, and nothing has come into since a time: what a kill between two steps left.
    func removeStrays(except known: Set<String>, unchangedSince time: Int64) {
        for id in (try? FileManager.default.contentsOfDirectory(atPath: place.uploads)) ?? [] where !known.contains(id)
        {
            let folder = place.upload(id)
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
                var state = stat()
                guard stat("\(folder)/\(name)", &state) == 0, Int64(state.st_mtim.tv_sec) < time else { continue }
                unlink("\(folder)/\(name)")
            }
            rmdir(folder)
        }
    }

    func path(_ upload: Upload) -> String { place.upload(Self.path(of: upload)) }
}

/// What the disk's refusals mean to whoever sends something.
enum StorageFault {
    static func refusal(_ number: Int32) -> Refusal {
        switch number {
        case ENOSPC, EDQUOT:
            Refusal(
                .storageIsFull, "disk-full", "The disk of the service is full. Ask an administrator to make room.")
        case EFBIG: .tooLarge
        case EROFS, EACCES, EPERM:
            Refusal(
                .serviceUnavailable, "storage-read-only",
                "The service cannot write its folder. Ask an administrator to check the disk.")
        default:
            Refusal(
                .serviceUnavailable, "io-failure",
                "The disk of the service does not read or write. Ask an administrator to check it.")
        }
    }
}
