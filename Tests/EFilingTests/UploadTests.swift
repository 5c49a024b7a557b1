import Filings
import Foundation
import Testing

@testable import EFiling

@Suite struct EditableOrderTests {
    private func rtf(_ body: String) throws -> String {
        let html = "<!DOCTYPE html>\n<html><head><title>T</title><style>p { }</style></head><body>\(body)</body></html>"
        return String(decoding: try EditableOrder.rtf(of: Array(html.utf8)), as: UTF8.self)
    }

    @Test("the text of the page, its orders numbered, what is not ASCII escaped")
    func text() throws {
        let made = try rtf(
            "<h1>ORDER § 1</h1><p>A  {b}\n<b>bold</b> c\\d</p><ol><li>First</li><li>Second “x”</li></ol>"
                + "<table><tr><th>Count</th><td>1</td></tr></table><p>Dated: <span class=\"blank\"></span></p>")
        #expect(made.hasPrefix("{\\rtf1\\ansi") && made.hasSuffix("}\n"))
        #expect(made.contains("ORDER \\u167? 1\\par"))
        #expect(made.contains("A \\{b\\}{\\b  bold} c\\\\d\\par"))
        #expect(made.contains("1.\\tab First\\par") && made.contains("2.\\tab Second \\u8220?x\\u8221?\\par"))
        #expect(made.contains("{\\b Count}\\tab 1\\tab") && made.contains("Dated: ____"))
        #expect(!made.contains("p { }") && made.utf8.allSatisfy { $0 < 0x80 })
        #expect(made.count(where: { $0 == "{" }) == made.count(where: { $0 == "}" }))
    }

    @Test("a page that is not well-formed is refused")
    func malformed() { #expect(throws: (any Error).self) { try rtf("<p>") } }
}

@Suite struct UploadSetTests {
    @Test("archives keep to the limit, and no case is parted", arguments: [2_000, 5_000, 1_000_000])
    func limit(_ limit: Int) throws {
        let output = NSTemporaryDirectory() + "uploads-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: output) }
        let batch = try BatchFolder(output: output, name: "batch")
        let set = UploadSet(in: try batch.packet("long-beach"), prefix: "uploads-0001", limit: limit)
        var places: [String] = []
        for number in 1...20 {
            let files = (1...3).map { file in
                // Hardly any smaller when compressed.
                let bytes = (0..<200).map { UInt8(truncatingIfNeeded: ($0 * 7_919 + number * 31 + file) >> 3) }
                return UploadSet.File(name: "\(number)-\(file).pdf", bytes: bytes, isCompressed: file > 1)
            }
            #expect(UploadSet.size(of: files) <= limit)
            places.append(try set.add(files))
        }
        let archives = try set.finish()
        #expect(archives.map(\.path) == Array(Set(places)).sorted() && archives.allSatisfy { $0.size <= limit })
        #expect(limit > 100_000 ? archives.count == 1 : archives.count > 1)
        batch.discard()
    }
}
