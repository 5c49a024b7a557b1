private import Cases

/// The published XML form of a batch.
package enum BatchSchema {
    package static let namespace = "urn:vacatur:batch:1"

    /// The XML Schema (1.0) of a batch, made of the field table. What it accepts is read without a problem of form;
    /// reading accepts more: elements in any order, and every form of a value that `FieldTable` lists.
    package static let xsd: String = {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="\(namespace)"
                       targetNamespace="\(namespace)" elementFormDefault="qualified" version="1">
              <xs:element name="batch">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="case" type="case" minOccurs="0" maxOccurs="unbounded"/>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:complexType name="case">
                <xs:sequence>

            """
        for field in Field.allCases where !field.isOfCount { text += caseElement(field) }
        text += """
                  <xs:element name="count" type="count" maxOccurs="unbounded"/>
                </xs:sequence>
              </xs:complexType>
              <xs:complexType name="count">
                <xs:sequence>

            """
        for field in Field.allCases where field.isOfCount { text += element(field, indent: "      ") }
        text += """
                </xs:sequence>
              </xs:complexType>
              <xs:simpleType name="level">
                <xs:restriction base="xs:string">
            \(enumeration(OffenseLevel.allCases.map(\.rawValue)))
                </xs:restriction>
              </xs:simpleType>
              <xs:simpleType name="sentence_status">
                <xs:restriction base="xs:string">
            \(enumeration(["completed", "serving", ""]))
                </xs:restriction>
              </xs:simpleType>
              <xs:simpleType name="determination">
                <xs:restriction base="xs:string">
            \(enumeration(Determination.allCases.map(\.rawValue)))
                </xs:restriction>
              </xs:simpleType>
            </xs:schema>

            """
        return text
    }()

    /// A name is given whole or in parts.
    private static func caseElement(_ field: Field) -> String {
        switch field {
        case .name:
            "      <xs:choice>\n" + element(field, indent: "        ", isRequired: true) + "        <xs:sequence>\n"
        case .lastName: element(field, indent: "          ", isRequired: true)
        case .firstName, .middleName: element(field, indent: "          ")
        case .suffix: element(field, indent: "          ") + "        </xs:sequence>\n      </xs:choice>\n"
        case .aka: element(field, indent: "      ", most: " maxOccurs=\"unbounded\"")
        default: element(field, indent: "      ")
        }
    }

    private static func element(
        _ field: Field,
        indent: String,
        isRequired: Bool = false,
        most: String = ""
    ) -> String {
        let description = FieldTable.description(of: field)
        let isNeeded = isRequired || description.need == .required || field == .section
        let least = isNeeded ? "" : " minOccurs=\"0\""
        let head = "\(indent)<xs:element name=\"\(field.name)\""
        let note =
            "\(indent)  <xs:annotation><xs:documentation>\(description.meaning)</xs:documentation></xs:annotation>\n"
        let type: String
        switch field {
        case .birthDate, .convictionDate, .arrestDate: type = "xs:date"
        case .deceased: type = "xs:boolean"
        case .level, .sentenceStatus, .determination: type = field.name
        default:
            let lowest = isNeeded ? "<xs:minLength value=\"1\"/>" : ""
            return head + "\(least)\(most)>\n" + note
                + "\(indent)  <xs:simpleType><xs:restriction base=\"xs:string\">\(lowest)"
                + "<xs:maxLength value=\"\(description.maxLength)\"/></xs:restriction></xs:simpleType>\n"
                + "\(indent)</xs:element>\n"
        }
        return head + " type=\"\(type)\"\(least)>\n" + note + "\(indent)</xs:element>\n"
    }

    private static func enumeration(_ values: [String]) -> String {
        values.map { "      <xs:enumeration value=\"\($0)\"/>" }.joined(separator: "\n")
    }
}
