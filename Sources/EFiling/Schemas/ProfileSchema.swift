package import XMLGate

/// Our own, stricter schema of the messages that we send: exactly the elements of our template in the order of ECF, no
/// blank texts, closed code lists, every reference a reference. It is part of the program, so every message is checked
/// against something also where the official schemas are not installed.
///
/// A message that it accepts is one that the official schemas accept; the tests hold both against each other. An office that
/// adds elements of ECF to its template has to have the official schemas, and then sees what the profile says as well.
package enum ProfileSchema {
    /// The documents by the names under which they import each other.
    static let modules: [String: String] = [
        "structures.xsd": structures, "nc.xsd": nc, "j.xsd": j, "cbrn.xsd": cbrn, "criminal.xsd": criminal,
        "ecf.xsd": ecf, "filing.xsd": filing, "wrappers.xsd": wrappers,
    ]

    package static func compile(_ profile: ECFProfile = .ecf5) throws(XMLGateError) -> Schema {
        switch profile {
        case .ecf5: try Schema(modules: modules, entry: "wrappers.xsd")
        case .ecf4: try Schema(modules: ECF4Profile.modules, entry: "wsmp.xsd")
        }
    }

    static func head(_ own: String) -> String {
        head(own, of: ECFNamespace.allCases.filter { $0 != .xsi }.map { ($0.prefix, $0.rawValue) })
    }

    /// The beginning of a module: its namespace, all prefixes, and the imports of all others.
    static func head(_ own: String, of namespaces: [(prefix: String, uri: String)]) -> String {
        let prefixes = namespaces.map { "xmlns:\($0.prefix)=\"\($0.uri)\"" }.joined(separator: " ")
        let target = namespaces.first { $0.prefix == own }?.uri ?? ""
        let imports = namespaces.filter { $0.prefix != own }
            .map { "<xs:import namespace=\"\($0.uri)\" schemaLocation=\"\($0.prefix).xsd\"/>" }
            .joined(separator: "\n")
        return """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" \(prefixes) targetNamespace="\(target)"
                elementFormDefault="qualified">
            \(imports)
            """
    }

    static let wrappers = """
        \(head("wrappers"))
        <xs:element name="ReviewFilingRequest">
          <xs:complexType>
            <xs:sequence><xs:element ref="filing:FilingMessage" maxOccurs="unbounded"/></xs:sequence>
          </xs:complexType>
        </xs:element>
        </xs:schema>
        """

    static let filing = """
        \(head("filing"))
        <xs:element name="FilingMessage">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:DocumentIdentification"/>
              <xs:element ref="ecf:DocumentAugmentation"/>
              <xs:element ref="ecf:SendingMDELocationID"/>
              <xs:element ref="ecf:ServiceInteractionProfileCode"/>
              <xs:element ref="j:CaseCourt"/>
              <xs:element ref="nc:DocumentPostDate"/>
              <xs:element ref="ecf:ElectronicServiceInformation" minOccurs="0" maxOccurs="unbounded"/>
              <xs:element name="FilingConnectedDocument" type="filing:Document" minOccurs="0" maxOccurs="unbounded"/>
              <xs:element name="FilingLeadDocument" type="filing:Document" maxOccurs="unbounded"/>
              <xs:element ref="nc:Case"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:complexType name="Document">
          <xs:sequence>
            <xs:element ref="nc:DocumentDescriptionText"/>
            <xs:element ref="nc:DocumentIdentification"/>
            <xs:element ref="nc:DocumentSequenceID"/>
            <xs:element ref="nc:DocumentTitleText"/>
            <xs:element ref="ecf:DocumentAugmentation"/>
          </xs:sequence>
          <xs:attribute ref="structures:id" use="required"/>
          <xs:attribute ref="structures:metadata" use="required"/>
        </xs:complexType>
        </xs:schema>
        """

    static let criminal = """
        \(head("criminal"))
        <xs:element name="ChargeAmendedIndicator" type="xs:boolean"/>
        <xs:element name="ChargeAugmentation">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="criminal:ChargeAmendedIndicator"/>
              <xs:element ref="j:PersonChargeAssociation"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="CaseAugmentation">
          <xs:complexType>
            <xs:sequence><xs:element ref="j:Arrest" minOccurs="0"/></xs:sequence>
          </xs:complexType>
        </xs:element>
        </xs:schema>
        """

    static let cbrn = """
        \(head("cbrn"))
        <xs:element name="MultimediaDataMIMEKindText">
          <xs:simpleType>
            <xs:restriction base="xs:token"><xs:enumeration value="application/pdf"/></xs:restriction>
          </xs:simpleType>
        </xs:element>
        </xs:schema>
        """

    static let structures = """
        \(head("structures"))
        <xs:attribute name="id" type="xs:ID"/>
        <xs:attribute name="ref" type="xs:IDREF"/>
        <xs:attribute name="metadata" type="xs:IDREFS"/>
        </xs:schema>
        """
}

/// The namespaces of ECF 5.0 and NIEM 4 that messages use. The raw value is the URI.
enum ECFNamespace: String, CaseIterable {
    case wrappers = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/wrappers"
    case filing = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/filing"
    case ecf = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/ecf"
    case criminal = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/criminal"
    case nc = "http://release.niem.gov/niem/niem-core/4.0/"
    case j = "http://release.niem.gov/niem/domains/jxdm/6.1/"
    case cbrn = "http://release.niem.gov/niem/domains/cbrn/4.1/"
    case structures = "http://release.niem.gov/niem/structures/4.0/"
    case xsi = "http://www.w3.org/2001/XMLSchema-instance"

    /// The prefix that people know it by.
    var prefix: String { "\(self)" }
}
