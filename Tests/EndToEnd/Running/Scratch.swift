import Foundation
import Testing

/// A folder of its own for a test, removed with it.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory().trimmingSuffix("/") + "/vacatur-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func path(_ inner: String) -> String { "\(path)/\(inner)" }

    func exists(_ inner: String) -> Bool { FileManager.default.fileExists(atPath: path(inner)) }

    func makeFolder(_ inner: String) throws -> String {
        try FileManager.default.createDirectory(atPath: path(inner), withIntermediateDirectories: true)
        return path(inner)
    }

    func write(_ text: String, to inner: String) throws { try write(Data(text.utf8), to: inner) }

    func write(_ bytes: Data, to inner: String) throws { try bytes.write(to: URL(filePath: path(inner))) }

    func bytes(_ inner: String) throws -> Data { try Data(contentsOf: URL(filePath: path(inner))) }

    func text(_ inner: String) throws -> String { String(decoding: try bytes(inner), as: UTF8.self) }

    /// Changes a text file, and insists that there was something to change.
    func edit(_ inner: String, _ old: String, _ new: String) throws {
        let text = try text(inner)
        try #require(text.contains(old), "\(inner) has no \"\(old)\"")
        try write(text.replacingOccurrences(of: old, with: new), to: inner)
    }

    func remove(_ inner: String) throws { try FileManager.default.removeItem(atPath: path(inner)) }

    func copy(_ inner: String, to other: String) throws {
        try FileManager.default.copyItem(atPath: path(inner), toPath: path(other))
    }

    /// Names in a folder, hidden ones too; none if it is missing.
    func names(in inner: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path(inner))) ?? []).sorted()
    }

    /// Names in an output folder, but for the docket's files.
    func batches(in inner: String) -> [String] { names(in: inner).filter { !$0.hasPrefix("docket.sqlite") } }

    /// Every file below a folder with its bytes, by path from that folder.
    func tree(_ inner: String) throws -> [String: Data] {
        var tree: [String: Data] = [:]
        for file in files(in: inner) { tree[file] = try bytes("\(inner)/\(file)") }
        return tree
    }

    /// The paths of every file below a folder, in order.
    func files(in inner: String) -> [String] {
        let walk = FileManager.default.enumerator(atPath: path(inner))
        var files: [String] = []
        while let name = walk?.nextObject() as? String {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path("\(inner)/\(name)"), isDirectory: &isFolder),
                !isFolder.boolValue
            {
                files.append(name)
            }
        }
        return files.sorted()
    }
}

extension String {
    func trimmingSuffix(_ suffix: String) -> String { hasSuffix(suffix) ? String(dropLast(suffix.count)) : self }
}

/// Where two trees of files differ, by path; empty if nowhere.
func differences(_ left: [String: Data], _ right: [String: Data]) -> [String] {
    Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted()
}
