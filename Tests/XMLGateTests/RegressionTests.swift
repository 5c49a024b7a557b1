import Testing
import XMLGate

@Suite struct RegressionTests {
    @Test func entitiesInAttributesAreResolved() throws {
        let reader = try XMLReader(bytes: Array("<a b=\"H&amp;S &lt;&gt;&quot;&apos;&#38;&#xD1;\"/>".utf8))
        #expect(try reader.next() == .start)
        #expect(reader.attribute("b") == "H&S <>\"'&Ñ")
    }

    /// Text between elements that may only hold elements: libxml2 asks for the place of this flaw in its own way.
    @Test func textWhereOnlyElementsMayBe() throws {
        let schema = try Schema(
            bytes: Array(
                """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType><xs:sequence>
                <xs:element name="b" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
                </xs:schema>
                """.utf8
            )
        )
        let validator = try SchemaValidator(schema)
        for _ in 0..<100 {
            let flaws = validator.validate(bytes: Array("<a><b/>\nstray<b/>\n</a>".utf8))
            #expect(flaws.map(\.kind) == [.schema])
        }
    }
}
