import Foundation
import Testing

@testable import Filings

@Suite struct BatchFolderTests {
    @Test func appearsWholeOrNotAtAll() throws {
        let folder = try TestFolder()
        let batch = try BatchFolder(output: folder.path, name: "june")
        _ = try batch.root.write("index.html", Array("hello".utf8))
        _ = try batch.packet("long-beach").write("confidential/schedule.csv", [1, 2, 3])
        #expect(!folder.exists("june"))
        try batch.publish()
        #expect(folder.files == ["june/index.html", "june/long-beach/confidential/schedule.csv"])
        #expect(try folder.bytes("june/index.html") == Array("hello".utf8))
    }

    @Test func confidentialIsForTheOwner() throws {
        let folder = try TestFolder()
        let batch = try BatchFolder(output: folder.path, name: "june")
        _ = try batch.root.write("confidential/schedule.csv", [1])
        let attributes = try FileManager.default.attributesOfItem(
            atPath: folder.path + "/.june.partial/confidential/schedule.csv"
        )
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test func leftOversOfAKilledRunAreRemoved() throws {
        let folder = try TestFolder()
        do {
            let killed = try BatchFolder(output: folder.path, name: "june")
            _ = try killed.packet("torrance").write("motion.html", [1])
        }
        let batch = try BatchFolder(output: folder.path, name: "june")
        _ = try batch.root.write("index.html", [2])
        try batch.publish(durably: false)
        #expect(folder.files == ["june/index.html"])
    }

    @Test func nameTaken() throws {
        let folder = try TestFolder()
        try BatchFolder(output: folder.path, name: "june").publish(durably: false)
        #expect(throws: PackingError(.nameTaken, path: "june", errno: EEXIST)) {
            try BatchFolder(output: folder.path, name: "june")
        }
        let other = try BatchFolder(output: folder.path, name: "june", replacing: true)
        _ = try other.root.write("new.txt", [1])
        try other.publish(durably: false)
        #expect(folder.files == ["june/new.txt"])
    }

    @Test func twoRunsAtOnce() throws {
        let folder = try TestFolder()
        let first = try BatchFolder(output: folder.path, name: "june")
        _ = try first.root.write("index.html", [1])
        #expect(throws: PackingError.self) { try BatchFolder(output: folder.path, name: "june") }
        try first.publish(durably: false)
        #expect(folder.files == ["june/index.html"])
    }

    @Test(arguments: ["", ".", "..", "../x", "a/../b", "/etc/x", "a//b", ".hidden", "a b", "é", "a/", "x\0y"])
    func unsafeNames(_ name: String) throws {
        let folder = try TestFolder()
        let batch = try BatchFolder(output: folder.path, name: "june")
        #expect(throws: PackingError.self) { try batch.root.write(name, [1]) }
        #expect(throws: PackingError.self) { try batch.packet(name) }
        guard !Self.chosenNames.contains(name) else { return }
        #expect(throws: PackingError.self) { try BatchFolder(output: folder.path, name: name) }
    }

    private static let chosenNames = ["a b", "é", "results, one"]

    /// Names inside of a folder come from data; its own name is somebody's choice.
    @Test(arguments: chosenNames) func chosenName(_ name: String) throws {
        let folder = try TestFolder()
        let batch = try BatchFolder(output: folder.path, name: name)
        _ = try batch.root.write("index.html", [1])
        try batch.publish(durably: false)
        #expect(folder.files == ["\(name)/index.html"])
    }

    @Test func filesAreNeverOverwritten() throws {
        let folder = try TestFolder()
        let batch = try BatchFolder(output: folder.path, name: "june")
        _ = try batch.root.write("index.html", [1])
        #expect(throws: PackingError.self) { try batch.root.write("index.html", [2]) }
        _ = try batch.packet("torrance")
        #expect(throws: PackingError.self) { try batch.packet("torrance") }
    }

    @Test func fullDisk() throws {
        // The device that is always full.
        let full = open("/dev/full", O_WRONLY)
        let writer = FileWriter(full, path: "x", place: "june/x")
        try writer.write([1, 2, 3])
        #expect(throws: PackingError(.diskFull, path: "june/x", errno: ENOSPC)) { try writer.finish() }
    }

    @Test func discarding() throws {
        let folder = try TestFolder()
        let batch = try BatchFolder(output: folder.path, name: "june")
        _ = try batch.packet("torrance").write("a/b/c.html", [1])
        batch.discard()
        #expect(folder.files.isEmpty)
        #expect(!folder.exists(".june.partial"))
    }

    @Test func caseFolders() {
        func name(_ sequence: Int, _ number: String) -> String {
            String(decoding: SafeName.folder(sequence, number), as: UTF8.self)
        }
        #expect(name(1, "BA097736") == "000001-BA097736")
        #expect(name(42, "7 AB/../12-é") == "000042-7-AB-..-12---")
        #expect(name(1_000_000, "") == "1000000")
        #expect(name(3, "A.") == "000003-A")
        #expect(name(3, String(repeating: "9", count: 500)).count == 47)
    }
}
