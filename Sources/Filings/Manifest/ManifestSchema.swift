/// The schema of all manifests. Every packet carries it, so that others can check what they get.
enum ManifestSchema {
    static let namespace = "urn:vacatur:manifest:1"

    static let text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:vacatur:manifest:1"
            targetNamespace="urn:vacatur:manifest:1" elementFormDefault="qualified">
          <xs:annotation>
            <xs:documentation>
              Manifests of court filing packets. They form a tree of digests: the manifest of a batch lists the manifests
              of its packets, that of a packet its files and volumes, that of a volume its documents. Sizes are in bytes
              and, like the SHA-256 digests, those of the uncompressed file. The seal, the last element of each manifest,
              is the SHA-256 digest of all bytes of the manifest before its own first character.
            </xs:documentation>
          </xs:annotation>

          <xs:element name="batch">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="inputs" type="Inputs"/>
                <xs:element name="totals" type="Totals"/>
                <xs:element name="parts">
                  <xs:complexType>
                    <xs:sequence>
                      <xs:element name="part" type="Part" minOccurs="0" maxOccurs="unbounded"/>
                    </xs:sequence>
                  </xs:complexType>
                </xs:element>
                <xs:element name="files" type="Files"/>
                <xs:element name="seal" type="Seal"/>
              </xs:sequence>
              <xs:attributeGroup ref="Run"/>
            </xs:complexType>
          </xs:element>

          <xs:element name="packet">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="inputs" type="Inputs"/>
                <xs:element name="totals" type="Totals"/>
                <xs:element name="files" type="Files"/>
                <xs:element name="volumes">
                  <xs:complexType>
                    <xs:sequence>
                      <xs:element name="volume" type="Volume" minOccurs="0" maxOccurs="unbounded"/>
                    </xs:sequence>
                  </xs:complexType>
                </xs:element>
                <!-- The packet as it is printed, file by file in the order of printing. -->
                <xs:element name="jobs" minOccurs="0">
                  <xs:complexType>
                    <xs:sequence>
                      <xs:element name="job" type="Job" maxOccurs="unbounded"/>
                    </xs:sequence>
                  </xs:complexType>
                </xs:element>
                <xs:element name="seal" type="Seal"/>
              </xs:sequence>
              <xs:attributeGroup ref="Run"/>
              <xs:attribute name="jurisdiction" type="Text" use="required"/>
              <xs:attribute name="name" type="xs:string" use="required"/>
            </xs:complexType>
          </xs:element>

          <xs:element name="volume">
            <xs:complexType>
              <xs:sequence>
                <xs:choice>
                  <xs:element name="case" type="Case" minOccurs="0" maxOccurs="unbounded"/>
                  <xs:element name="letter" type="Letter" minOccurs="0" maxOccurs="unbounded"/>
                </xs:choice>
                <xs:element name="seal" type="Seal"/>
              </xs:sequence>
              <xs:attributeGroup ref="Run"/>
              <xs:attribute name="jurisdiction" type="xs:string" use="required"/>
              <xs:attribute name="kind" type="VolumeKind" use="required"/>
              <xs:attribute name="number" type="xs:positiveInteger" use="required"/>
            </xs:complexType>
          </xs:element>

          <xs:attributeGroup name="Run">
            <xs:attribute name="batch" type="Text" use="required"/>
            <xs:attribute name="mode" use="required">
              <xs:simpleType>
                <xs:restriction base="xs:token">
                  <xs:enumeration value="draft"/>
                  <xs:enumeration value="filing"/>
                </xs:restriction>
              </xs:simpleType>
            </xs:attribute>
            <xs:attribute name="asOf" type="xs:date" use="required"/>
            <xs:attribute name="templates" type="xs:string" use="required"/>
            <xs:attribute name="program" type="Text" use="required"/>
            <!-- Where the rows come from a screening: all of these, and none where they come from lists. -->
            <xs:attribute name="screening" type="Text"/>
            <xs:attribute name="screenedCounty" type="xs:string"/>
            <xs:attribute name="screenedAsOf" type="xs:date"/>
            <xs:attribute name="screenedBy" type="xs:string"/>
            <xs:attribute name="rules" type="xs:string"/>
            <xs:attribute name="rulesDigest" type="xs:string"/>
            <xs:attribute name="rulings" type="Digest"/>
            <!-- Notices of what the court granted, not filings: their number among those of the batch. Rows are counts. -->
            <xs:attribute name="notices" type="xs:positiveInteger"/>
          </xs:attributeGroup>

          <xs:complexType name="Inputs">
            <xs:sequence>
              <xs:element name="input" minOccurs="0" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:attribute name="name" type="xs:string" use="required"/>
                  <xs:attribute name="size" type="Number" use="required"/>
                  <xs:attribute name="sha256" type="Digest" use="required"/>
                  <xs:attribute name="rows" type="Number" use="required"/>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Totals">
            <xs:sequence>
              <xs:element name="outcome" minOccurs="0" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:attribute name="name" type="Text" use="required"/>
                  <xs:attribute name="rows" type="Number" use="required"/>
                </xs:complexType>
              </xs:element>
              <xs:element name="relief" minOccurs="0" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:attribute name="code" type="Text" use="required"/>
                  <xs:attribute name="cases" type="Number" use="required"/>
                  <xs:attribute name="counts" type="Number" use="required"/>
                </xs:complexType>
              </xs:element>
              <xs:element name="courthouse" minOccurs="0" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:attribute name="name" type="Text" use="required"/>
                  <xs:attribute name="cases" type="Number" use="required"/>
                  <xs:attribute name="counts" type="Number" use="required"/>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
            <xs:attribute name="rows" type="Number" use="required"/>
            <xs:attribute name="cases" type="Number" use="required"/>
            <xs:attribute name="counts" type="Number" use="required"/>
            <xs:attribute name="people" type="Number" use="required"/>
            <xs:attribute name="letters" type="Number" use="required"/>
          </xs:complexType>

          <xs:complexType name="Part">
            <xs:sequence>
              <xs:element name="totals" type="Totals"/>
              <xs:element name="packet" type="File" minOccurs="0"/>
            </xs:sequence>
            <xs:attribute name="jurisdiction" type="xs:string" use="required"/>
            <xs:attribute name="name" type="xs:string" use="required"/>
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

          <xs:complexType name="Volume">
            <xs:complexContent>
              <xs:extension base="File">
                <xs:attribute name="kind" type="VolumeKind" use="required"/>
                <xs:attribute name="first" type="Number" use="required"/>
                <xs:attribute name="last" type="Number" use="required"/>
                <xs:attribute name="items" type="Number" use="required"/>
                <xs:attribute name="documents" type="Number" use="required"/>
                <xs:attribute name="bytes" type="Number" use="required"/>
              </xs:extension>
            </xs:complexContent>
          </xs:complexType>

          <!-- First and last are sequences of cases, or of challenged cases; 0 where a job has papers only. -->
          <xs:complexType name="Job">
            <xs:complexContent>
              <xs:extension base="File">
                <xs:attribute name="kind" use="required">
                  <xs:simpleType>
                    <xs:restriction base="xs:token">
                      <xs:enumeration value="cases"/>
                      <xs:enumeration value="challenges"/>
                    </xs:restriction>
                  </xs:simpleType>
                </xs:attribute>
                <xs:attribute name="first" type="Number" use="required"/>
                <xs:attribute name="last" type="Number" use="required"/>
                <xs:attribute name="cases" type="Number" use="required"/>
                <xs:attribute name="pages" type="Number" use="required"/>
                <xs:attribute name="sheets" type="Number" use="required"/>
              </xs:extension>
            </xs:complexContent>
          </xs:complexType>

          <xs:complexType name="Case">
            <xs:sequence>
              <xs:element name="document" type="Document" maxOccurs="unbounded"/>
            </xs:sequence>
            <xs:attribute name="sequence" type="xs:positiveInteger" use="required"/>
            <xs:attribute name="number" type="Text" use="required"/>
            <xs:attribute name="folder" type="Name" use="required"/>
          </xs:complexType>

          <xs:complexType name="Letter">
            <xs:sequence>
              <xs:element name="document" type="Document" maxOccurs="unbounded"/>
            </xs:sequence>
            <xs:attribute name="number" type="xs:positiveInteger" use="required"/>
            <xs:attribute name="folder" type="Name" use="required"/>
          </xs:complexType>

          <xs:complexType name="Document">
            <xs:attribute name="name" type="Name" use="required"/>
            <xs:attribute name="size" type="Number" use="required"/>
            <xs:attribute name="sha256" type="Digest" use="required"/>
          </xs:complexType>

          <xs:complexType name="Seal">
            <xs:attribute name="sha256" type="Digest" use="required"/>
          </xs:complexType>

          <xs:simpleType name="VolumeKind">
            <xs:restriction base="xs:token">
              <xs:enumeration value="cases"/>
              <xs:enumeration value="letters"/>
              <xs:enumeration value="challenges"/>
            </xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="Text">
            <xs:restriction base="xs:string">
              <xs:minLength value="1"/>
            </xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="Number">
            <xs:restriction base="xs:long">
              <xs:minInclusive value="0"/>
            </xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="Digest">
            <xs:restriction base="xs:string">
              <xs:pattern value="[0-9a-f]{64}"/>
            </xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="Name">
            <xs:restriction base="xs:string">
              <xs:pattern value="[A-Za-z0-9_\\-][A-Za-z0-9_.\\-]*"/>
            </xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="Path">
            <xs:restriction base="xs:string">
              <xs:pattern value="[A-Za-z0-9_\\-][A-Za-z0-9_.\\-]*(/[A-Za-z0-9_\\-][A-Za-z0-9_.\\-]*)*"/>
            </xs:restriction>
          </xs:simpleType>
        </xs:schema>

        """
}
