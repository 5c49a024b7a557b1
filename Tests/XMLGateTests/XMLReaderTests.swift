import Testing

@testable import XMLGate

/// The events of a document in a readable line: `<a x=1> text </a>`.
private func trace(_ reader: XMLReader) throws -> String {
    var parts: [String] = []
    while let event = try reader.next() {
        switch event {
        case .start:
            let attributes = reader.attributes.map { " \($0.name)=\($0.value)" }.joined()
            parts.append("<\(reader.name)\(attributes)>")
        case .text: parts.append(reader.text)
        case .end: parts.append("</\(reader.name)>")
        }
    }
    return parts.joined(separator: "|")
}

private func trace(_ text: String) throws -> String { try trace(XMLReader(bytes: Array(text.utf8))) }

private func code(_ text: String, limits: XMLLimits = XMLLimits()) -> XMLGateError.Code? {
    do {
        _ = try trace(XMLReader(bytes: Array(text.utf8), limits: limits))
        return nil
    } catch {
        return (error as? XMLGateError)?.code
    }
}

@Suite struct XMLReaderTests {
    @Test func `gives elements, attributes and text in order`() throws {
        let text =
            "<?xml version='1.0'?>\n<!-- c --><a x='1' y='&lt;&#65;'>\n  <b/>one<![CDATA[<two>]]>&amp;<c>é</c>\n</a>\n"
        #expect(try trace(text) == "<a x=1 y=<A>|<b>|</b>|one<two>&|<c>|é|</c>|</a>")
    }

    @Test(arguments: [1, 2, 3, 7, 16_384])
    func `does not depend on how the bytes arrive`(size: Int) throws {
        var text = "<list>"
        for number in 0..<3000 { text += "<item n='\(number)'>text \(number) &amp; ünd</item>\n" }
        text += "</list>"
        let bytes = Array(text.utf8)
        var offset = 0
        let reader = try XMLReader { buffer in
            let count = min(size, buffer.count, bytes.count - offset)
            buffer.copyBytes(from: bytes[offset..<(offset + count)])
            offset += count
            return count
        }
        #expect(try trace(reader) == trace(text))
    }

    @Test func `knows names by number and namespaces`() throws {
        let text = "<p:a xmlns:p='urn:x' xmlns:xlink='l' xlink:href='h'><b xmlns='urn:y'/><c/></p:a>"
        let reader = try XMLReader(bytes: Array(text.utf8), names: ["c", "a"])
        #expect(try reader.next() == .start)
        #expect(reader.nameIndex == 1 && reader.name == "a" && reader.isIn(namespace: "urn:x") && reader.depth == 1)
        #expect(reader.attribute("href") == "h" && reader.attribute("xlink") == nil && reader.attributes.count == 1)
        #expect(try reader.next() == .start)
        #expect(reader.nameIndex == -1 && reader.namespace == "urn:y" && reader.depth == 2)
        #expect(try reader.next() == .end)
        #expect(try reader.next() == .start)
        #expect(reader.nameIndex == 0 && reader.isIn(namespace: "") && !reader.isIn(namespace: "urn:x"))
    }

    @Test func `reads the text of an element, and skips one`() throws {
        let reader = try XMLReader(bytes: Array("<a><b>x<!-- - -->y</b><c><d>1</d></c><b>z</b></a>".utf8))
        _ = try reader.next()
        _ = try reader.next()
        #expect(try reader.readText() == "xy")
        _ = try reader.next()
        try reader.skip()
        _ = try reader.next()
        #expect(reader.name == "b")
        #expect(try reader.readText() == "z")
    }

    @Test func `keeps line numbers beyond 65,535`() throws {
        let text = "<a>" + String(repeating: "\n", count: 70_000) + "<b/></a>"
        let reader = try XMLReader(bytes: Array(text.utf8))
        _ = try reader.next()
        _ = try reader.next()
        #expect(reader.name == "b" && reader.line == 70_001)
    }

    @Test func `hands out everything before an error`() throws {
        let reader = try XMLReader(bytes: Array("<a><b>1</b><b>2</c></a>".utf8))
        for expected in [XMLReader.Event.start, .start, .text, .end, .start, .text] {
            #expect(try reader.next() == expected)
        }
        for _ in 0..<2 {
            #expect {
                _ = try reader.next()
            } throws: {
                ($0 as? XMLGateError)?.code == .malformed && ($0 as? XMLGateError)?.line == 1
            }
        }
    }

    @Test(arguments: [
        "", "   ", "x", "<a>", "<a></b>", "<a/><b/>", "<a>&nothing;</a>", "<a>\u{1}</a>", "<p:a/>", "<a x='1' x='2'/>",
        "<a>&#0;</a>", "<a><!-- ", "<?xml", "<a>]]></a>", "<a",
    ])
    func `refuses what is not well-formed`(text: String) {
        let isCut = ["<a>", "<a><!-- "].contains(text)
        #expect(code(text) == (text.isEmpty ? .empty : isCut ? .truncated : .malformed))
        #expect(WellFormedness.flaw(bytes: Array(text.utf8)) != nil)
    }

    @Test func `refuses entities, bombs and external files unread`() {
        let bomb = """
            <?xml version="1.0"?><!-- x -->
            <!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;">]><a>&y;</a>
            """
        let external = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"
        let remote = "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><a/>"
        for text in [bomb, external, remote] {
            #expect(code(text) == .doctype)
            #expect(WellFormedness.flaw(bytes: Array(text.utf8)) != nil)
            var wide: [UInt8] = [0xFF, 0xFE]
            for unit in text.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
            #expect(throws: XMLGateError.self) { try trace(XMLReader(bytes: wide)) }
            #expect(WellFormedness.flaw(bytes: wide)?.message.contains("document type") == true)
        }
    }

    @Test func `keeps to its limits`() {
        let deep = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)
        #expect(code(deep) == .tooDeep)
        #expect(code(deep, limits: XMLLimits(depth: 100)) == nil)
        let endless = String(repeating: "<a>", count: 100_000)
        #expect(code(endless) == .tooDeep)
        #expect(WellFormedness.flaw(bytes: Array(endless.utf8)) != nil)
        let long = "<a>" + String(repeating: "x", count: 100_000) + "</a>"
        #expect(code(long, limits: XMLLimits(textBytes: 50_000)) == .tooLong)
        #expect(code(long) == nil)
        let tag = "<a b='" + String(repeating: "x", count: 200_000) + "'/>"
        #expect(code(tag, limits: XMLLimits(textBytes: 50_000)) == .tooLong)
        let prolog = "<!--" + String(repeating: " ", count: 100_000) + "--><a/>"
        #expect(code(prolog) == .tooLong)
    }

    @Test func `reads UTF-16 and Latin-1, refuses UTF-32`() throws {
        var wide: [UInt8] = [0xFE, 0xFF]
        for unit in "<a>Ñandú 👩‍⚖️</a>".utf16 { wide += [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
        #expect(try trace(XMLReader(bytes: wide)) == "<a>|Ñandú 👩‍⚖️|</a>")
        let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xD1] + Array("</a>".utf8)
        #expect(try trace(XMLReader(bytes: latin)) == "<a>|Ñ|</a>")
        #expect(throws: XMLGateError.self) { try XMLReader(bytes: [0, 0, 0, 0x3C, 0, 0, 0, 0x61]) }
    }

    @Test func `a file that is not there, and a source that fails`() throws {
        #expect {
            _ = try XMLReader(path: "/nonexistent/file.xml")
        } throws: {
            ($0 as? XMLGateError)?.code == .unreadable
        }
        var calls = 0
        let reader = try XMLReader { buffer in
            calls += 1
            if calls > 1, calls < 6 { buffer.copyBytes(from: repeatElement(32, count: buffer.count)) }
            if calls == 1 { buffer.copyBytes(from: Array("<a>".utf8) + repeatElement(32, count: buffer.count - 3)) }
            return calls < 6 ? buffer.count : -1
        }
        #expect {
            while try reader.next() != nil {}
        } throws: {
            ($0 as? XMLGateError)?.code == .unreadable
        }
    }

    @Test func `random damage never crashes, and reader and checker agree`() {
        var random = SplitMix64(state: 20_200_213)
        let original = Array("<?xml version='1.0'?><a x='1'><b>té&lt;xt</b><c y='2'/><![CDATA[d]]><!-- e --></a>".utf8)
        var sound = 0
        for _ in 0..<4000 {
            var bytes = original
            for _ in 0..<(1 + random.below(3)) {
                switch random.below(3) {
                case 0: bytes[random.below(bytes.count)] = UInt8(random.below(256))
                case 1: bytes.remove(at: random.below(bytes.count))
                default: bytes.insert(UInt8(ascii: "<"), at: random.below(bytes.count))
                }
            }
            let read = (try? trace(XMLReader(bytes: bytes))) != nil
            #expect(read == (WellFormedness.flaw(bytes: bytes) == nil))
            sound += read ? 1 : 0
        }
        #expect(sound > 100 && sound < 3900)
    }
}

/// A small generator with a fixed seed.
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
