import Foundation
import Testing

@testable import Filings

@Suite struct ZipTests {
    private func archive(_ folder: TestFolder, _ files: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
        let batch = try BatchFolder(output: folder.path, name: "batch")
        let archive = ZipWriter(try batch.root.file("a.zip"))
        let compressor = DocumentCompressor()
        for file in files { try compressor.add(file.bytes, Array(file.name.utf8), to: archive) }
        let entry = try archive.finish()
        try batch.publish(durably: false)
        let bytes = try folder.bytes("batch/a.zip")
        #expect(entry.size == bytes.count)
        return bytes
    }

    private func read(_ bytes: [UInt8], in folder: TestFolder) throws -> [(name: String, bytes: [UInt8])] {
        try folder.write(bytes, to: "read.zip")
        let checked = try CheckedFolder(folder.path)
        guard case .file(let file) = checked.open("read.zip") else { throw ZipFlaw(entry: "", message: "not open") }
        let reader = try ZipReader(file.descriptor, size: file.size, inflater: Inflater())
        return try reader.entries.map { entry in
            (String(decoding: entry.name, as: UTF8.self), try reader.withBytes(of: entry) { Array($0) })
        }
    }

    private func files(_ count: Int) -> [(name: String, bytes: [UInt8])] {
        var random = SplitMix(seed: UInt64(count))
        return (0..<count).map { number in
            let isText = number % 3 != 0
            let bytes = (0..<random.below(3_000)).map { _ in
                isText ? UInt8(97 + random.below(4)) : UInt8(random.below(256))
            }
            return ("folder-\(number)/file.html", bytes)
        }
    }

    @Test func readsBackWhatWasWritten() throws {
        let folder = try TestFolder()
        let files = files(50)
        let back = try read(try archive(folder, files), in: folder)
        #expect(back.map(\.name) == files.map(\.name))
        #expect(back.map(\.bytes) == files.map(\.bytes))
    }

    @Test func emptyArchive() throws {
        let folder = try TestFolder()
        #expect(try read(try archive(folder, []), in: folder).isEmpty)
    }

    @Test func sameEntriesGiveSameBytes() throws {
        #expect(try archive(try TestFolder(), files(20)) == archive(try TestFolder(), files(20)))
    }

    /// More than 65,535 entries need the records of ZIP64.
    @Test func manyEntries() throws {
        let folder = try TestFolder()
        let files = (0..<66_000).map { (name: "\($0)", bytes: [UInt8]()) }
        let back = try read(try archive(folder, files), in: folder)
        #expect(back.count == 66_000)
        #expect(back.last?.name == "65999")
    }

    /// Sizes and offsets beyond 32 bits, in both headers.
    @Test func wideEntriesReadBack() throws {
        for (size, compressed, offset) in [
            (5_000_000_000, 12, 0), (7, 7, 6_000_000_000), (5_000_000_000, 4_999_999_999, 0xFFFF_FFFF),
            (0xFFFF_FFFF, 100, 0xFFFF_FFFE),
        ] {
            let entry = ZipEntry(
                name: Array("wide".utf8),
                method: size == compressed ? ZipFormat.stored : ZipFormat.deflated,
                checksum: 0xDEAD_BEEF,
                compressed: compressed,
                size: size,
                offset: offset
            )
            var record = ZipRecord()
            entry.addCentralHeader(to: &record)
            let back = record.bytes.withUnsafeBytes { bytes in
                var cursor = ZipCursor(bytes)
                return cursor.centralHeader()
            }
            #expect(back?.size == size && back?.compressed == compressed && back?.offset == offset)
        }
    }

    /// Every flipped byte is either refused, or shows in what is read; nothing crashes.
    @Test func flippedBytesShow() throws {
        let folder = try TestFolder()
        let files = files(6)
        let bytes = try archive(folder, files)
        var random = SplitMix(seed: 3)
        for position in bytes.indices where position < 400 || position > bytes.count - 400 || position % 11 == 0 {
            var damaged = bytes
            damaged[position] ^= UInt8(1 + random.below(255))
            guard let back = try? read(damaged, in: folder) else { continue }
            let isSame = back.map(\.name) == files.map(\.name) && back.map(\.bytes) == files.map(\.bytes)
            #expect(!isSame, "byte \(position) can change unseen")
        }
    }

    @Test func cutAndGarbledArchivesAreRefused() throws {
        let folder = try TestFolder()
        let bytes = try archive(folder, files(6))
        var random = SplitMix(seed: 4)
        for _ in 0..<200 {
            let cut = Array(bytes.prefix(random.below(bytes.count)))
            #expect(throws: ZipFlaw.self) { try read(cut, in: folder) }
            let garbage = (0..<random.below(400)).map { _ in UInt8(random.below(256)) }
            #expect(throws: ZipFlaw.self) { try read(garbage, in: folder) }
        }
        #expect(throws: ZipFlaw.self) { try read(bytes + [0], in: folder) }
        #expect(throws: ZipFlaw.self) { try read([0] + bytes, in: folder) }
    }
}
