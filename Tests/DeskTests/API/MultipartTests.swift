import Testing

@testable import Desk

@Suite("Forms with files, as browsers send them")
struct MultipartTests {
    private static let kind = "multipart/form-data; boundary=----form0123456789"

    private static func form(_ file: [UInt8], name: String = "list.csv") -> [UInt8] {
        let head = """
            ------form0123456789\r\nContent-Disposition: form-data; name="csrf"\r\n\r\ntoken\r\n\
            ------form0123456789\r\nContent-Disposition: form-data; name="file"; filename="\(name)"\r\n\
            Content-Type: text/csv\r\n\r\n
            """
        return Array(head.utf8) + file + Array("\r\n------form0123456789--\r\n".utf8)
    }

    /// What a reader makes of a form that comes in these pieces; bytes of one part together.
    private static func read(_ form: [UInt8], piece: (Int) -> Int) throws -> [MultipartReader.Event] {
        var reader = try #require(MultipartReader(contentType: kind))
        var events: [MultipartReader.Event] = []
        var start = 0
        while start < form.count {
            let end = min(form.count, start + max(1, piece(start)))
            for event in try reader.take(form[start..<end]) {
                if case .bytes(let more) = event, case .bytes(let bytes)? = events.last {
                    events[events.count - 1] = .bytes(bytes + more)
                } else {
                    events.append(event)
                }
            }
            start = end
        }
        #expect(reader.isWhole)
        return events
    }

    private static let files: [[UInt8]] = [
        [], [0x0D], [0x0D, 0x0A], Array("\r\n--".utf8), Array("\r\n------form012345678".utf8),
        Array("a,b\r\n1,2\r\n\r\n".utf8), Array("\r\r\n------form012345678x".utf8),
        Array((0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
    ]

    @Test("A file comes out as it went in, however its form is cut into pieces", arguments: files.indices)
    func pieces(index: Int) throws {
        let file = Self.files[index]
        var generator = SystemRandomNumberGenerator()
        let form = Self.form(file)
        let expected: [MultipartReader.Event] =
            [.part(name: "csrf", file: nil), .bytes(Array("token".utf8)), .part(name: "file", file: "list.csv")]
            + (file.isEmpty ? [] : [.bytes(file)]) + [.end]
        for size in [1, 2, 3, 7, 64, form.count] where size > 3 || form.count < 1_000 {
            #expect(try Self.read(form) { _ in size } == expected, "\(size)")
        }
        for _ in 0..<20 {
            #expect(try Self.read(form) { _ in Int.random(in: 1...500, using: &generator) } == expected)
        }
    }

    @Test(
        "What is no such form is refused",
        arguments: [
            "------form0123456789garbage\r\n\r\n", "------form0123456789\r\nContent-Type: text/csv\r\n\r\nx",
            "------form0123456789\r\nContent-Disposition: form-data\r\n\r\nx",
            "------form0123456789\r\n" + String(repeating: "x", count: 9_000),
            "------form0123456789\r\nContent-Disposition: form-data; name=\"\u{FFFD}\r\n\r\n",
        ])
    func refused(text: String) throws {
        var reader = try #require(MultipartReader(contentType: Self.kind))
        #expect(throws: Refusal.badForm) { try reader.take(Array(text.utf8)) }
    }

    @Test(
        "Other kinds of body, and boundaries that are none, are not read",
        arguments: [
            "", "text/plain", "multipart/form-data", "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"\"",
            "multipart/form-data; boundary=a b", "multipart/form-data; boundary=" + String(repeating: "x", count: 71),
            "multipart/mixed; boundary=x",
        ])
    func kinds(kind: String) { #expect(MultipartReader(contentType: kind) == nil) }

    @Test("A quotation mark in a file's name is read as it was meant")
    func quoted() throws {
        #expect(
            try Self.read(Self.form([65], name: "a%22b.csv")) { _ in 9 }.contains(.part(name: "file", file: "a\"b.csv"))
        )
    }
}
