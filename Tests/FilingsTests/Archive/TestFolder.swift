import Foundation
import Testing

/// A folder of its own for a test, removed with it.
final class TestFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "filings-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func bytes(_ inner: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path + "/" + inner))) }

    func write(_ bytes: [UInt8], to inner: String) throws {
        // Not by way of Data, which waits for the disk.
        guard let file = fopen(path + "/" + inner, "wb") else { throw CocoaError(.fileWriteUnknown) }
        defer { fclose(file) }
        #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    }

    func remove(_ inner: String) throws { try FileManager.default.removeItem(atPath: path + "/" + inner) }

    func exists(_ inner: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + inner) }

    /// Every file below, in order.
    var files: [String] {
        let walk = FileManager.default.enumerator(atPath: path)
        var files: [String] = []
        while let inner = walk?.nextObject() as? String {
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: path + "/" + inner, isDirectory: &isFolder)
            if exists, !isFolder.boolValue { files.append(inner) }
        }
        return files.sorted()
    }
}
