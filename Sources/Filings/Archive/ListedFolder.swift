private import Glibc

/// Reads lists (CSV) and archives out of a published folder. Follows no links.
package struct ListedFolder: Sendable {
    private let folder: CheckedFolder

    package init(_ path: String) throws(PackingError) { folder = try CheckedFolder(path) }

    /// The plain files whose names begin and end so, in the order of their bytes.
    package func files(prefix: String, suffix: String) -> [String] {
        folder.entries.filter { $0.kind == .file && $0.name.hasPrefix(prefix) && $0.name.hasSuffix(suffix) }
            .map(\.name)
    }

    /// The folders in it.
    package var folders: [String] { folder.entries.filter { $0.kind == .folder }.map(\.name) }

    package func folder(_ name: String) throws(PackingError) -> ListedFolder {
        guard let inner = folder.folder(name) else { throw PackingError(.notAFolder, path: name) }
        return ListedFolder(inner)
    }

    private init(_ folder: CheckedFolder) { self.folder = folder }

    /// Gives every row of a list as it was written, in flat memory.
    ///
    /// - Parameters:
    ///   - name: of the list.
    ///   - columns: those wanted, by their names in the header; the list may have others.
    ///   - body: gets their values in this order.
    /// - Throws: `damaged` where the file is not there or is no such list; and what `body` throws.
    package func rows(of name: String, columns: [String], _ body: ([String]) throws -> Void) throws {
        let damaged = PackingError(.damaged, path: folder.place(name))
        guard case .file(let file) = folder.open(name) else { throw damaged }
        let rows = CSVRows(file)
        do {
            guard try rows.next() else { throw damaged }
            let header = (0..<rows.fieldCount).map(rows.text)
            let places = columns.compactMap { header.firstIndex(of: $0) }
            guard places.count == columns.count else { throw damaged }
            while try rows.next() {
                guard rows.fieldCount == header.count else { throw damaged }
                try body(places.map { Self.plain(rows.text($0)) })
            }
        } catch is CSVRows.Flaw {
            throw damaged
        }
    }

    /// Without the sign that keeps spreadsheets from taking a value for a formula (`CSVText`).
    private static func plain(_ text: String) -> String {
        guard text.utf8.first == UInt8(ascii: "'"), let second = text.utf8.dropFirst().first,
            CSVText.startsFormula(second)
        else { return text }
        return String(text.dropFirst())
    }

    /// Opens an archive.
    package func archive(_ name: String) throws(PackingError) -> ListedArchive {
        guard case .file(let file) = folder.open(name) else {
            throw PackingError(.damaged, path: folder.place(name))
        }
        return try ListedArchive(file, place: folder.place(name))
    }
}

/// An archive of a published folder, open for reading. Belongs to one thread.
package final class ListedArchive {
    private let file: CheckedFile
    private let reader: ZipReader
    private let entries: [String: ZipEntry]
    private let place: String

    fileprivate init(_ file: CheckedFile, place: String) throws(PackingError) {
        self.file = file
        self.place = place
        do throws(ZipFlaw) {
            reader = try ZipReader(file.descriptor, size: file.size, inflater: Inflater())
        } catch {
            throw PackingError(.damaged, path: place)
        }
        entries = Dictionary(
            reader.entries.map { (String(decoding: $0.name, as: UTF8.self), $0) }, uniquingKeysWith: { $1 })
    }

    /// The bytes of a file in it.
    ///
    /// - Throws: `damaged` where it is not there or does not unpack.
    package func bytes(of name: String) throws(PackingError) -> [UInt8] {
        guard let entry = entries[name] else { throw PackingError(.damaged, path: place) }
        do throws(ZipFlaw) {
            return try reader.withBytes(of: entry) { Array($0) }
        } catch {
            throw PackingError(.damaged, path: place)
        }
    }
}
