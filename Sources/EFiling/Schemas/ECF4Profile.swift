/// Our own schema of the messages of ECF 4.01, as `ProfileSchema` is of those of ECF 5.0: NIEM 2.0, and the elements of
/// Tyler's manager where they stand in for those of ECF.
enum ECF4Profile {
    /// The namespaces by the prefixes that people know them by.
    static let namespaces: [(prefix: String, uri: String)] = [
        ("wsmp", "urn:oasis:names:tc:legalxml-courtfiling:wsdl:WebServicesProfile-Definitions-4.0"),
        ("core", "urn:oasis:names:tc:legalxml-courtfiling:schema:xsd:CoreFilingMessage-4.0"),
        ("ecf", "urn:oasis:names:tc:legalxml-courtfiling:schema:xsd:CommonTypes-4.0"),
        ("criminal", "urn:oasis:names:tc:legalxml-courtfiling:schema:xsd:CriminalCase-4.0"),
        ("payment", "urn:oasis:names:tc:legalxml-courtfiling:schema:xsd:PaymentMessage-4.0"),
        ("tyler", "urn:tyler:ecf:extensions:Common"), ("nc", "http://niem.gov/niem/niem-core/2.0"),
        ("j", "http://niem.gov/niem/domains/jxdm/4.0"), ("s", "http://niem.gov/niem/structures/2.0"),
        ("cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
        ("cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
    ]

    /// The documents by the names under which they import each other.
    static let modules: [String: String] = [
        "wsmp.xsd": wsmp, "core.xsd": core, "ecf.xsd": ecf, "criminal.xsd": criminal, "payment.xsd": payment,
        "tyler.xsd": tyler, "nc.xsd": nc, "j.xsd": j, "s.xsd": s, "cac.xsd": cac, "cbc.xsd": cbc,
    ]

    static func head(_ own: String) -> String { ProfileSchema.head(own, of: namespaces) }

    static let wsmp = """
        \(head("wsmp"))
        <xs:element name="ReviewFilingRequestMessage">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="ecf:SendingMDELocationID"/>
              <xs:element ref="ecf:SendingMDEProfileCode"/>
              <xs:element ref="core:CoreFilingMessage"/>
              <xs:element ref="payment:PaymentMessage"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        </xs:schema>
        """

    static let core = """
        \(head("core"))
        <xs:element name="CoreFilingMessage">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:DocumentIdentification"/>
              <xs:element ref="nc:DocumentPostDate"/>
              <xs:element ref="ecf:SendingMDELocationID"/>
              <xs:element ref="ecf:SendingMDEProfileCode"/>
              <xs:element ref="ecf:ElectronicServiceInformation" minOccurs="0" maxOccurs="unbounded"/>
              <xs:element ref="criminal:CriminalCase"/>
              <xs:element name="FilingConfidentialityIndicator" type="xs:boolean"/>
              <xs:element ref="tyler:FilingLeadDocument" maxOccurs="unbounded"/>
              <xs:element ref="tyler:FilingConnectedDocument" minOccurs="0" maxOccurs="unbounded"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        </xs:schema>
        """

    static let tyler = """
        \(head("tyler"))
        <xs:element name="CaseAugmentation">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="ecf:CaseOfficial"/>
              <xs:element ref="ecf:CaseParticipant" minOccurs="3" maxOccurs="3"/>
              <xs:element ref="ecf:CaseShortTitleText"/>
              <xs:element name="CaseTypeText" type="nc:Text" minOccurs="0"/>
              <xs:element name="FilerTypeText" type="nc:Text" minOccurs="0"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:complexType name="Document">
          <xs:sequence>
            <xs:element ref="nc:DocumentDescriptionText"/>
            <xs:element ref="nc:DocumentFileControlID"/>
            <xs:element ref="nc:DocumentIdentification"/>
            <xs:element ref="nc:DocumentSequenceID"/>
            <xs:element ref="ecf:DocumentMetadata"/>
            <xs:element ref="ecf:DocumentRendition"/>
            <xs:element name="FilingCommentsText" type="nc:Text" minOccurs="0"/>
            <xs:element ref="tyler:FilingAction"/>
          </xs:sequence>
          <xs:attribute ref="s:id" use="required"/>
        </xs:complexType>
        <xs:element name="FilingLeadDocument" type="tyler:Document"/>
        <xs:element name="FilingConnectedDocument" type="tyler:Document"/>
        <xs:element name="FilingAction">
          <xs:simpleType>
            <xs:restriction base="xs:token">
              <xs:enumeration value="EFile"/>
              <xs:enumeration value="EFileAndServe"/>
            </xs:restriction>
          </xs:simpleType>
        </xs:element>
        <xs:element name="PageCount" type="xs:positiveInteger"/>
        </xs:schema>
        """

    static let payment = """
        \(head("payment"))
        <xs:element name="PaymentMessage">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="FeeExceptionReasonCode" type="nc:Text" minOccurs="0"/>
              <xs:element name="FeeExceptionSupportingText" type="nc:Text" minOccurs="0"/>
              <xs:element name="PayerName" type="nc:Text"/>
              <xs:element ref="cac:AllowanceCharge"/>
              <xs:element ref="cac:Address"/>
              <xs:element ref="cac:Payment"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        </xs:schema>
        """

    static let cac = """
        \(head("cac"))
        <xs:element name="AllowanceCharge">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="cbc:ChargeIndicator"/>
              <xs:element ref="cbc:Amount"/>
              <xs:element ref="cac:PaymentMeans"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="PaymentMeans">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="cbc:PaymentMeansCode"/>
              <xs:element ref="cbc:PaymentID"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:complexType name="Nothing"/>
        <xs:element name="Address" type="cac:Nothing"/>
        <xs:element name="Payment" type="cac:Nothing"/>
        </xs:schema>
        """

    static let cbc = """
        \(head("cbc"))
        <xs:element name="ChargeIndicator" type="xs:boolean" fixed="false"/>
        <xs:element name="Amount">
          <xs:complexType>
            <xs:simpleContent>
              <xs:extension base="cbc:Nothing"><xs:attribute name="currencyID" fixed="USD" use="required"/></xs:extension>
            </xs:simpleContent>
          </xs:complexType>
        </xs:element>
        <xs:simpleType name="Nothing">
          <xs:restriction base="xs:decimal"><xs:enumeration value="0"/></xs:restriction>
        </xs:simpleType>
        <xs:element name="PaymentMeansCode" type="nc:Text"/>
        <xs:element name="PaymentID" type="nc:Text"/>
        </xs:schema>
        """

    static let s = """
        \(head("s"))
        <xs:attribute name="id" type="xs:ID"/>
        <xs:attribute name="ref" type="xs:IDREF"/>
        <xs:complexType name="Reference">
          <xs:attribute ref="s:ref" use="required"/>
        </xs:complexType>
        </xs:schema>
        """

    static let criminal = """
        \(head("criminal"))
        <xs:element name="CriminalCase">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:CaseTitleText"/>
              <xs:element ref="nc:CaseCategoryText"/>
              <xs:element ref="nc:CaseTrackingID" minOccurs="0"/>
              <xs:element ref="nc:CaseDocketID"/>
              <xs:element ref="j:CaseAugmentation"/>
              <xs:element ref="tyler:CaseAugmentation"/>
              <xs:element ref="criminal:CaseArrest" minOccurs="0"/>
              <xs:element ref="criminal:CaseCharge" maxOccurs="unbounded"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="CaseArrest">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:ActivityDate"/>
              <xs:element ref="j:ArrestAgency" minOccurs="0"/>
              <xs:element ref="j:ArrestSubject"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="CaseCharge">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="j:ChargeDescriptionText" minOccurs="0"/>
              <xs:element ref="j:ChargeDisposition"/>
              <xs:element ref="j:ChargeSequenceID"/>
              <xs:element ref="j:ChargeSeverityLevel"/>
              <xs:element ref="j:ChargeStatute"/>
              <xs:element ref="criminal:ChargeOffense"/>
              <xs:element ref="criminal:ChargeAmendedIndicator"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="ChargeOffense">
          <xs:complexType/>
        </xs:element>
        <xs:element name="ChargeAmendedIndicator" type="xs:boolean"/>
        </xs:schema>
        """
}
