package import Filings

/// Files of cases in archives that are within the court's limit, for portals that take files by hand. The files of a case
/// are never parted. One for each volume of cases.
package final class UploadSet {
    /// A file to upload.
    package struct File: Sendable {
        package let name: String
        package let bytes: [UInt8]
        /// A PDF does not get smaller.
        package let isCompressed: Bool

        package init(name: String, bytes: [UInt8], isCompressed: Bool) {
            self.name = name
            self.bytes = bytes
            self.isCompressed = isCompressed
        }
    }

    private let folder: PacketFolder
    private let prefix: String
    private let limit: Int
    private let compressor = DocumentCompressor()
    private var archive: ZipWriter?
    private var archiveName = ""
    /// Bytes that the archive has at most when it is closed now.
    private var size = 0
    private var count = 0
    private var entries: [FileEntry] = []

    /// The records around a file (PKWARE APPNOTE 4.3): 30 and 46 bytes and its name twice; and that of the end.
    private static let perFile = 76
    private static let perArchive = 22

    /// - Parameters:
    ///   - folder: where the archives are made.
    ///   - prefix: of their names: `uploads-0001` gives `uploads-0001-01.zip`.
    ///   - limit: bytes of an archive.
    package init(in folder: PacketFolder, prefix: String, limit: Int) {
        self.folder = folder
        self.prefix = prefix
        self.limit = limit
    }

    /// Bytes that files need in an archive of their own, at most: each is stored if compressing does not help.
    package static func size(of files: [File]) -> Int { files.reduce(perArchive) { $0 + room(for: $1) } }

    private static func room(for file: File) -> Int { perFile + 2 * file.name.utf8.count + file.bytes.count }

    /// Adds the files of a case, to the archive that is open or to a new one.
    ///
    /// - Returns: the name of the archive.
    package func add(_ files: [File]) throws(PackingError) -> String {
        let needed = files.reduce(0) { $0 + Self.room(for: $1) }
        if archive != nil, size + needed > limit { try close() }
        let archive = try current()
        for file in files {
            let name = Array(file.name.utf8)
            if file.isCompressed {
                try compressor.store(file.bytes, name, to: archive)
            } else {
                try compressor.add(file.bytes, name, to: archive)
            }
        }
        size += needed
        return archiveName
    }

    /// Closes the last archive.
    ///
    /// - Returns: all of them.
    package func finish() throws(PackingError) -> [FileEntry] {
        try close()
        return entries
    }

    private func current() throws(PackingError) -> ZipWriter {
        if let archive { return archive }
        count += 1
        archiveName = "\(prefix)-\(count < 10 ? "0" : "")\(count).zip"
        let opened = ZipWriter(try folder.file(archiveName))
        archive = opened
        size = Self.perArchive
        return opened
    }

    private func close() throws(PackingError) {
        if let archive { entries.append(try archive.finish()) }
        archive = nil
    }
}
