extension ECF4Profile {
    static let ecf = """
        \(head("ecf"))
        <xs:element name="SendingMDELocationID" type="nc:Identification"/>
        <xs:element name="SendingMDEProfileCode" type="ecf:ProfileCode"/>
        <xs:simpleType name="ProfileCode">
          <xs:restriction base="xs:token">
            <xs:enumeration value="\(CodeLists.interactionProfiles(.ecf4)[0])"/>
          </xs:restriction>
        </xs:simpleType>
        <xs:element name="ElectronicServiceInformation">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="ServiceRecipientID" type="nc:Categorized"/>
              <xs:element name="ReceivingMDELocationID" type="nc:Identification"/>
              <xs:element name="ReceivingMDEProfileCode" type="ecf:ProfileCode"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="CaseOfficial">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:RoleOfPersonReference"/>
              <xs:element ref="j:JudicialOfficialBarMembership"/>
              <xs:element ref="j:CaseOfficialRoleText"/>
              <xs:element name="CaseRepresentedPartyReference" type="s:Reference"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="CaseParticipant">
          <xs:complexType>
            <xs:sequence>
              <xs:choice>
                <xs:element ref="ecf:EntityOrganization"/>
                <xs:element ref="ecf:EntityPerson"/>
              </xs:choice>
              <xs:element name="CaseParticipantRoleCode" type="nc:Text"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="EntityOrganization">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:OrganizationName"/>
            </xs:sequence>
            <xs:attribute ref="s:id" use="required"/>
          </xs:complexType>
        </xs:element>
        <xs:element name="EntityPerson">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:PersonName"/>
            </xs:sequence>
            <xs:attribute ref="s:id" use="required"/>
          </xs:complexType>
        </xs:element>
        <xs:element name="CaseShortTitleText" type="nc:Text"/>
        <xs:element name="DocumentMetadata">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="j:RegisterActionDescriptionText"/>
              <xs:element name="ParentDocumentReference" type="s:Reference" minOccurs="0"/>
              <xs:element name="FilingAttorneyID" type="nc:Categorized"/>
              <xs:element name="FilingPartyID" type="nc:Categorized"/>
              <xs:element name="RedactionRequiredIndicator" type="xs:boolean"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="DocumentRendition">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="ecf:DocumentRenditionMetadata"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="DocumentRenditionMetadata">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="ecf:DocumentAttachment"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="DocumentAttachment">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:BinaryBase64Object" minOccurs="0"/>
              <xs:element ref="nc:BinaryDescriptionText"/>
              <xs:element ref="nc:BinaryFormatStandardName"/>
              <xs:element ref="nc:BinaryLocationURI"/>
              <xs:choice minOccurs="0">
                <xs:element ref="nc:BinarySizeValue"/>
                <xs:element ref="tyler:PageCount"/>
              </xs:choice>
              <xs:element ref="nc:BinaryCategoryText"/>
              <xs:element name="AttachmentSequenceID" type="xs:nonNegativeInteger"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        </xs:schema>
        """

    static let j = """
        \(head("j"))
        <xs:element name="CaseAugmentation">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="j:CaseCourt"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="CaseCourt">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:OrganizationIdentification"/>
              <xs:element name="CourtName" type="nc:Text"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="JudicialOfficialBarMembership">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="JudicialOfficialBarIdentification" type="nc:Identification"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="CaseOfficialRoleText">
          <xs:simpleType>
            <xs:restriction base="xs:token">
              <xs:enumeration value="Prosecutor"/>
            </xs:restriction>
          </xs:simpleType>
        </xs:element>
        <xs:element name="ArrestAgency">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:OrganizationName"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="ArrestSubject">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:RoleOfPersonReference"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="ChargeDescriptionText" type="nc:Text"/>
        <xs:element name="ChargeDisposition">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:DispositionDate"/>
              <xs:element ref="nc:DispositionText"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="ChargeSequenceID" type="nc:Identification"/>
        <xs:element name="ChargeSeverityLevel">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="j:SeverityLevelDescriptionText"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="SeverityLevelDescriptionText">
          <xs:simpleType>
            <xs:restriction base="xs:token">
              <xs:enumeration value="felony"/>
              <xs:enumeration value="misdemeanor"/>
              <xs:enumeration value="infraction"/>
            </xs:restriction>
          </xs:simpleType>
        </xs:element>
        <xs:element name="ChargeStatute">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="StatuteCodeIdentification" type="nc:Identification"/>
              <xs:element name="StatuteCodeSectionIdentification" type="nc:Identification"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="RegisterActionDescriptionText" type="nc:Text"/>
        </xs:schema>
        """

    static let nc = """
        \(head("nc"))
        <xs:simpleType name="Text">
          <xs:restriction base="xs:token"><xs:minLength value="1"/></xs:restriction>
        </xs:simpleType>
        <xs:element name="IdentificationID" type="nc:Text"/>
        <xs:element name="IdentificationCategoryText">
          <xs:simpleType>
            <xs:restriction base="xs:token">
              <xs:enumeration value="REFERENCE"/>
              <xs:enumeration value="SERVICECONTACTID"/>
            </xs:restriction>
          </xs:simpleType>
        </xs:element>
        <xs:complexType name="Identification">
          <xs:sequence>
            <xs:element ref="nc:IdentificationID"/>
          </xs:sequence>
        </xs:complexType>
        <xs:complexType name="Categorized">
          <xs:sequence>
            <xs:element ref="nc:IdentificationID"/>
            <xs:element ref="nc:IdentificationCategoryText"/>
          </xs:sequence>
        </xs:complexType>
        <xs:element name="DocumentIdentification" type="nc:Identification"/>
        <xs:element name="DocumentDescriptionText" type="nc:Text"/>
        <xs:element name="DocumentFileControlID" type="nc:Text"/>
        <xs:element name="DocumentSequenceID" type="xs:nonNegativeInteger"/>
        <xs:element name="DocumentPostDate">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="DateTime">
                <xs:simpleType>
                  <xs:restriction base="xs:dateTime"><xs:pattern value=".*(Z|[+\\-]\\d\\d:\\d\\d)"/></xs:restriction>
                </xs:simpleType>
              </xs:element>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="Date" type="xs:date"/>
        <xs:complexType name="Day">
          <xs:sequence>
            <xs:element ref="nc:Date"/>
          </xs:sequence>
        </xs:complexType>
        <xs:element name="ActivityDate" type="nc:Day"/>
        <xs:element name="DispositionDate" type="nc:Day"/>
        <xs:element name="DispositionText" type="nc:Text"/>
        <xs:element name="CaseTitleText" type="nc:Text"/>
        <xs:element name="CaseCategoryText" type="nc:Text"/>
        <xs:element name="CaseTrackingID" type="nc:Text"/>
        <xs:element name="CaseDocketID" type="nc:Text"/>
        <xs:element name="OrganizationName" type="nc:Text"/>
        <xs:element name="OrganizationIdentification" type="nc:Identification"/>
        <xs:element name="RoleOfPersonReference" type="s:Reference"/>
        <xs:element name="PersonName">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="PersonGivenName" type="nc:Text" minOccurs="0"/>
              <xs:element name="PersonMiddleName" type="nc:Text" minOccurs="0"/>
              <xs:element name="PersonSurName" type="nc:Text"/>
              <xs:element name="PersonNameSuffixText" type="nc:Text" minOccurs="0"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="BinaryBase64Object">
          <xs:simpleType>
            <xs:restriction base="xs:base64Binary"><xs:minLength value="1"/></xs:restriction>
          </xs:simpleType>
        </xs:element>
        <xs:element name="BinaryDescriptionText" type="nc:Text"/>
        <xs:element name="BinaryFormatStandardName" type="nc:Text"/>
        <xs:element name="BinaryLocationURI" type="nc:Text"/>
        <xs:element name="BinarySizeValue">
          <xs:simpleType>
            <xs:restriction base="xs:decimal">
              <xs:minExclusive value="0"/>
              <xs:fractionDigits value="3"/>
            </xs:restriction>
          </xs:simpleType>
        </xs:element>
        <xs:element name="BinaryCategoryText" type="nc:Text"/>
        </xs:schema>
        """
}
