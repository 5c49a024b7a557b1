/// The schema of the manifests of an e-filing folder, which carries it.
enum FilingsManifestSchema {
    static let namespace = "urn:vacatur:efiling:1"
    static let file = "manifest.xsd"

    private static let totals = FilingTotals.counts
        .map { "<xs:attribute name=\"\($0.name)\" type=\"Number\" use=\"required\"/>" }
        .joined(separator: "\n    ")

    static let text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:vacatur:efiling:1"
            targetNamespace="urn:vacatur:efiling:1" elementFormDefault="qualified">
          <xs:annotation>
            <xs:documentation>
              Manifests of messages to a court and of the files that go with them. That of a batch lists those of its
              jurisdictions, that of a jurisdiction every file of its folder. Sizes are in bytes. Cases are those of the
              packet: the ones that are sent and the ones that are held back. The seal, the last element, is the SHA-256
              digest of all bytes of the manifest before its own first character.
            </xs:documentation>
          </xs:annotation>

          <xs:element name="efiling">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="totals" type="Totals"/>
                <xs:element name="parts">
                  <xs:complexType>
                    <xs:sequence>
                      <xs:element name="part" minOccurs="0" maxOccurs="unbounded">
                        <xs:complexType>
                          <xs:sequence>
                            <xs:element name="totals" type="Totals"/>
                            <xs:element name="filings" type="File"/>
                          </xs:sequence>
                          <xs:attribute name="jurisdiction" type="Text" use="required"/>
                          <xs:attribute name="name" type="xs:string" use="required"/>
                        </xs:complexType>
                      </xs:element>
                    </xs:sequence>
                  </xs:complexType>
                </xs:element>
                <xs:element name="files" type="Files"/>
                <xs:element name="seal" type="Seal"/>
              </xs:sequence>
              <xs:attributeGroup ref="Run"/>
            </xs:complexType>
          </xs:element>

          <xs:element name="filings">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="totals" type="Totals"/>
                <xs:element name="files" type="Files"/>
                <xs:element name="seal" type="Seal"/>
              </xs:sequence>
              <xs:attributeGroup ref="Run"/>
              <xs:attribute name="jurisdiction" type="Text" use="required"/>
              <xs:attribute name="name" type="xs:string" use="required"/>
              <xs:attribute name="postedAt" type="xs:dateTime" use="required"/>
              <xs:attribute name="policy" type="Text" use="required"/>
              <xs:attribute name="profile" use="required">
                <xs:simpleType>
                  <xs:restriction base="xs:string">
                    <xs:enumeration value="ecf-5.0"/>
                    <xs:enumeration value="ecf-4.01"/>
                  </xs:restriction>
                </xs:simpleType>
              </xs:attribute>
              <!-- From 1; later ones send again what the court rejected. -->
              <xs:attribute name="round" type="xs:positiveInteger" use="required"/>
              <!-- Whether messages were validated against the official schemas besides our own. -->
              <xs:attribute name="official" type="xs:boolean" use="required"/>
            </xs:complexType>
          </xs:element>

          <xs:attributeGroup name="Run">
            <xs:attribute name="batch" type="Text" use="required"/>
            <xs:attribute name="asOf" type="xs:date" use="required"/>
            <xs:attribute name="templates" type="xs:string" use="required"/>
            <xs:attribute name="program" type="Text" use="required"/>
          </xs:attributeGroup>

          <xs:complexType name="Totals">
            \(totals)
          </xs:complexType>

          <xs:complexType name="Files">
            <xs:sequence>
              <xs:element name="file" type="File" minOccurs="0" maxOccurs="unbounded"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="File">
            <xs:attribute name="path" type="Path" use="required"/>
            <xs:attribute name="size" type="Number" use="required"/>
            <xs:attribute name="sha256" type="Digest" use="required"/>
          </xs:complexType>

          <xs:complexType name="Seal">
            <xs:attribute name="sha256" type="Digest" use="required"/>
          </xs:complexType>

          <xs:simpleType name="Text">
            <xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="Number">
            <xs:restriction base="xs:long"><xs:minInclusive value="0"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="Digest">
            <xs:restriction base="xs:string"><xs:pattern value="[0-9a-f]{64}"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="Path">
            <xs:restriction base="xs:string">
              <xs:pattern value="[A-Za-z0-9_\\-][A-Za-z0-9_.\\-]*(/[A-Za-z0-9_\\-][A-Za-z0-9_.\\-]*)*"/>
            </xs:restriction>
          </xs:simpleType>
        </xs:schema>

        """
}
