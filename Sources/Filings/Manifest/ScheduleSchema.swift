/// The schema of a packet's `schedule.xml`, for clerks who load the schedule instead of ticking it off.
enum ScheduleSchema {
    static let namespace = "urn:vacatur:schedule:1"

    static let text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:vacatur:schedule:1"
            targetNamespace="urn:vacatur:schedule:1" elementFormDefault="qualified">
          <xs:annotation>
            <xs:documentation>
              The schedule of cases of a motion under Health and Safety Code sections 11361.8 and 11361.9. Sequences run
              from 1 without gaps, in the order of the printed schedule. Relief: D dismiss and seal, R redesignate,
              S recall or dismiss a sentence that is being served.
            </xs:documentation>
          </xs:annotation>
          <xs:element name="schedule">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="case" type="Case" minOccurs="0" maxOccurs="unbounded"/>
                <xs:element name="totals">
                  <xs:complexType>
                    <xs:attribute name="cases" type="xs:nonNegativeInteger" use="required"/>
                    <xs:attribute name="counts" type="xs:nonNegativeInteger" use="required"/>
                  </xs:complexType>
                </xs:element>
              </xs:sequence>
              <xs:attribute name="batch" type="Text" use="required"/>
              <xs:attribute name="jurisdiction" type="Text" use="required"/>
              <xs:attribute name="mode" use="required">
                <xs:simpleType>
                  <xs:restriction base="xs:token">
                    <xs:enumeration value="draft"/>
                    <xs:enumeration value="filing"/>
                  </xs:restriction>
                </xs:simpleType>
              </xs:attribute>
              <xs:attribute name="asOf" type="xs:date" use="required"/>
            </xs:complexType>
          </xs:element>
          <xs:complexType name="Case">
            <xs:sequence>
              <xs:element name="count" type="Count" maxOccurs="unbounded"/>
            </xs:sequence>
            <xs:attribute name="sequence" type="xs:positiveInteger" use="required"/>
            <xs:attribute name="number" type="Text" use="required"/>
            <xs:attribute name="courthouse" type="Text" use="required"/>
            <xs:attribute name="defendant" type="Text" use="required"/>
          </xs:complexType>
          <xs:complexType name="Count">
            <xs:attribute name="number" type="xs:string"/>
            <xs:attribute name="section" type="Text" use="required"/>
            <xs:attribute name="level" type="Text" use="required"/>
            <xs:attribute name="newLevel" type="xs:string" use="required"/>
            <xs:attribute name="convictionDate" type="xs:date" use="required"/>
            <xs:attribute name="relief" use="required">
              <xs:simpleType>
                <xs:restriction base="xs:token">
                  <xs:enumeration value="D"/>
                  <xs:enumeration value="R"/>
                  <xs:enumeration value="S"/>
                </xs:restriction>
              </xs:simpleType>
            </xs:attribute>
          </xs:complexType>
          <xs:simpleType name="Text">
            <xs:restriction base="xs:string">
              <xs:minLength value="1"/>
            </xs:restriction>
          </xs:simpleType>
        </xs:schema>

        """
}
