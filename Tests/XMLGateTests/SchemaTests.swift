import Foundation
import Testing

@testable import XMLGate

private let schemaText = """
    <?xml version="1.0"?>
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" elementFormDefault="qualified">
      <xs:element name="list"><xs:complexType><xs:sequence>
        <xs:element name="item" maxOccurs="unbounded"><xs:complexType><xs:sequence>
          <xs:element name="day" type="xs:date"/>
          <xs:element name="name"><xs:simpleType><xs:restriction base="xs:string">
            <xs:maxLength value="10"/><xs:pattern value="[A-Z' ]+"/>
          </xs:restriction></xs:simpleType></xs:element>
        </xs:sequence><xs:attribute name="id" type="xs:int"/></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>
    """

private func document(_ items: String) -> [UInt8] { Array("<list xmlns='urn:t'>\n\(items)\n</list>".utf8) }

private let good = "<item id='1'><day>2020-02-13</day><name>OCHOA</name></item>"

@Suite struct SchemaTests {
    @Test func `accepts what the schema allows, again and again`() throws {
        let validator = try SchemaValidator(Schema(bytes: Array(schemaText.utf8)))
        for _ in 0..<3 {
            #expect(validator.validate(bytes: document(good)).isEmpty)
            #expect(validator.validate(bytes: document("<item><day>x</day></item>")).count == 2)
        }
        #expect(validator.validate(bytes: document(good)).isEmpty)
    }

    @Test func `says where a flaw is, without the value`() throws {
        let validator = try SchemaValidator(Schema(bytes: Array(schemaText.utf8)))
        let secrets = ["1975-02-30", "O'Malley' is not x", "Quintero"]
        for secret in secrets {
            for items in [
                "<item id='\(secret.replacing("'", with: "&apos;"))'><day>2020-02-13</day><name>A</name></item>",
                "<item><day>\(secret)</day><name>A</name></item>",
                "<item><day>2020-02-13</day><name>\(secret)</name></item>",
            ] {
                let flaws = validator.validate(bytes: document(good + "\n" + items))
                #expect(flaws.first?.line == 3 && flaws.first?.kind == .schema)
                for flaw in flaws {
                    #expect(!flaw.message.contains(secret) && !flaw.message.contains("Malley"))
                    #expect(
                        flaw.message.contains("item") || flaw.message.contains("day") || flaw.message.contains("name")
                    )
                }
            }
        }
    }

    @Test func `malformed, empty and dangerous documents are flaws`() throws {
        let validator = try SchemaValidator(Schema(bytes: Array(schemaText.utf8)))
        let malformed = validator.validate(bytes: Array("<list xmlns='urn:t'><item>".utf8))
        #expect(malformed.contains { $0.kind == .malformed })
        #expect(!validator.validate(bytes: []).isEmpty)
        let external = Array("<!DOCTYPE list [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><list>&x;</list>".utf8)
        #expect(validator.validate(bytes: external).first?.message.contains("document type") == true)
        #expect(validator.validate(bytes: document(good)).isEmpty)
    }

    @Test func `finds the one flaw at the end of a long document`() throws {
        let validator = try SchemaValidator(Schema(bytes: Array(schemaText.utf8)))
        let items = String(repeating: good + "\n", count: 70_000)
        let flaws = validator.validate(bytes: document(items + "<item id='x'/>"))
        #expect(flaws.first?.line == 70_002 && flaws.count == 2)
    }

    @Test func `keeps as many flaws as asked for`() throws {
        let validator = try SchemaValidator(Schema(bytes: Array(schemaText.utf8)), flawLimit: 5)
        let items = String(repeating: "<item><day>x</day><name>A</name></item>", count: 50)
        #expect(validator.validate(bytes: document(items)).count == 5)
    }

    @Test func `a schema that does not compile is an error`() {
        for text in ["", "<a/>", schemaText.replacing("xs:date", with: "xs:nothing"), "<!DOCTYPE a [ ]>" + schemaText] {
            #expect(throws: XMLGateError.self, "\(text.prefix(20))") { try Schema(bytes: Array(text.utf8)) }
        }
        #expect(throws: XMLGateError.self) { try Schema(path: "/nonexistent.xsd") }
    }

    @Test func `files: schema with import, document, and none`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let outer = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:u">
              <xs:import namespace="urn:t" schemaLocation="inner.xsd"/>
              <xs:element name="wrap"><xs:complexType><xs:sequence><xs:element ref="t:list"/></xs:sequence></xs:complexType>
              </xs:element>
            </xs:schema>
            """
        try Data(schemaText.utf8).write(to: folder.appending(path: "inner.xsd"))
        try Data(outer.utf8).write(to: folder.appending(path: "outer.xsd"))
        let file = folder.appending(path: "a.xml")
        let body = String(decoding: document(good), as: UTF8.self)
        try Data("<w:wrap xmlns:w='urn:u'>\(body)</w:wrap>".utf8).write(to: file)
        let validator = try SchemaValidator(Schema(path: folder.appending(path: "outer.xsd").path))
        #expect(try validator.validate(path: file.path).isEmpty)
        #expect(try WellFormedness.flaw(path: file.path) == nil)
        #expect(throws: XMLGateError.self) { try validator.validate(path: "/nonexistent.xml") }
        #expect(throws: XMLGateError.self) { try WellFormedness.flaw(path: "/nonexistent.xml") }
    }

    @Test func `one schema serves many threads`() async throws {
        let schema = try Schema(bytes: Array(schemaText.utf8))
        try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    let validator = try SchemaValidator(schema)
                    var wrong = 0
                    for round in 0..<200 {
                        let isBad = (round + task) % 3 == 0
                        let flaws = validator.validate(bytes: document(isBad ? "<item/>" : good))
                        if flaws.isEmpty == isBad { wrong += 1 }
                    }
                    return wrong
                }
            }
            for try await wrong in group { #expect(wrong == 0) }
        }
    }
}
