import Testing

@testable import XMLGate

private let outer = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:i="urn:inner" targetNamespace="urn:outer"
        elementFormDefault="qualified">
      <xs:import namespace="urn:inner" schemaLocation="inner.xsd"/>
      <xs:element name="list"><xs:complexType><xs:sequence>
        <xs:element ref="i:item" maxOccurs="unbounded"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>
    """

private let inner = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:o="urn:outer" targetNamespace="urn:inner">
      <xs:import namespace="urn:outer" schemaLocation="outer.xsd"/>
      <xs:element name="item"><xs:complexType><xs:simpleContent>
        <xs:extension base="xs:date"><xs:attribute name="id" type="xs:NCName"/></xs:extension>
      </xs:simpleContent></xs:complexType></xs:element>
    </xs:schema>
    """

private let lenient = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:outer">
      <xs:element name="list" type="xs:anyType"/>
    </xs:schema>
    """

private func document(_ items: String) -> [UInt8] {
    Array("<o:list xmlns:o='urn:outer' xmlns:i='urn:inner'>\(items)</o:list>".utf8)
}

@Suite struct SchemaModulesTests {
    @Test func `modules in memory import each other, and nothing else`() throws {
        let schema = try Schema(modules: ["outer.xsd": outer, "inner.xsd": inner], entry: "outer.xsd")
        let validator = try SchemaValidator(schema)
        #expect(validator.validate(bytes: document("<i:item>2020-02-13</i:item>")).isEmpty)
        #expect(!validator.validate(bytes: document("<i:item>soon</i:item>")).isEmpty)
        #expect(throws: XMLGateError.self) { try Schema(modules: ["outer.xsd": outer], entry: "outer.xsd") }
        #expect(throws: XMLGateError.self) { try Schema(modules: ["inner.xsd": inner], entry: "outer.xsd") }
    }
}

@Suite struct CheckedReaderTests {
    private let reader: CheckedReader

    init() throws {
        let strict = try Schema(modules: ["outer.xsd": outer, "inner.xsd": inner], entry: "outer.xsd")
        reader = try CheckedReader(
            [strict, try Schema(bytes: Array(lenient.utf8))], names: ["list", "item", "id", "urn:inner"])
    }

    private func read(_ bytes: [UInt8]) -> [[XMLFlaw]] { bytes.withUnsafeBytes { reader.read($0) } }

    @Test func `each schema finds its own, in one pass, again and again`() {
        for _ in 0..<3 {
            #expect(read(document("<i:item id='a'>2020-02-13</i:item>")) == [[], []])
            let flaws = read(document("<i:item>soon</i:item><i:item/>"))
            #expect(flaws.map(\.isEmpty) == [false, true])
            #expect(flaws[0].allSatisfy { $0.kind == .schema && !$0.message.contains("soon") })
        }
    }

    @Test func `what stands in a document is kept, with the names that are known`() {
        _ = read(document("\n<i:item id='a&amp;b'>2020-<![CDATA[02]]>-13</i:item> <other/>\n"))
        let events = (0..<reader.count).map { reader[$0] }
        #expect(events.map(\.kind) == [.start, .start, .text, .end, .start, .end, .end])
        #expect(events.map(\.name) == [0, 1, -1, -1, -1, -1, -1])
        #expect(events.map(\.namespace) == [-1, 3, -1, -1, -1, -1, -1])
        #expect(events.map(\.depth) == [1, 2, 2, 2, 2, 2, 1])
        #expect(String(decoding: reader.bytes[events[2].text], as: UTF8.self) == "2020-02-13")
        let attribute = reader.attribute(events[1].attributes.lowerBound)
        #expect(attribute.name == 2 && attribute.namespace == -2)
        #expect(String(decoding: reader.bytes[attribute.value], as: UTF8.self) == "a&b")
    }

    @Test(arguments: [
        "", "<list", "<o:list xmlns:o='urn:outer'>", "<a/><b/>", "<o:list/>", "<list>&who;</list>",
        "<!DOCTYPE list [<!ENTITY who SYSTEM 'file:///etc/passwd'>]><list>&who;</list>",
    ])
    func `what is not well-formed has that flaw alone, and leaves nothing behind`(_ text: String) {
        let flaws = read(Array(text.utf8))
        #expect(flaws.count == 1 && flaws[0].first?.kind == .malformed, "\(flaws)")
        #expect(read(document("<i:item>2020-02-13</i:item>")) == [[], []])
    }
}
