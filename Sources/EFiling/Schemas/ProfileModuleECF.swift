extension ProfileSchema {
    static let ecf = """
        \(head("ecf"))
        <xs:element name="SendingMDELocationID" type="nc:Identification"/>
        <xs:element name="ServiceInteractionProfileCode" type="nc:Text"/>
        <xs:element name="ElectronicServiceInformation">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="ReceivingMDELocationID" type="nc:Identification"/>
              <xs:element name="ReceivingMDEProfileCode" type="nc:Text"/>
              <xs:element name="ServiceRecipientID" type="nc:Identification"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="DocumentAugmentation">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="DocumentFiler">
                <xs:complexType>
                  <xs:sequence><xs:element ref="nc:EntityOrganization"/></xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:sequence minOccurs="0">
                <xs:element name="DocumentRendition" type="ecf:Rendition"/>
                <xs:element name="DocumentTypeCode" type="nc:Text" minOccurs="0"/>
                <xs:element name="RedactionRequiredIndicator" type="xs:boolean"/>
                <xs:element name="RegisterActionDescriptionCode" type="nc:Text"/>
                <xs:element name="SpecialHandlingInstructionsText" type="nc:Text" minOccurs="0"/>
                <xs:element ref="nc:DocumentAssociation" minOccurs="0"/>
                <xs:element ref="nc:Metadata"/>
              </xs:sequence>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:complexType name="Rendition">
          <xs:sequence>
            <xs:element ref="nc:DocumentIdentification"/>
            <xs:element ref="cbrn:MultimediaDataMIMEKindText"/>
            <xs:element name="ColorRelevantIndicator" type="xs:boolean"/>
            <xs:element name="DocumentRenditionHash" type="nc:Hash"/>
            <xs:element name="DocumentSignature">
              <xs:complexType>
                <xs:sequence>
                  <xs:element name="SignatureProfileCode">
                    <xs:simpleType>
                      <xs:restriction base="xs:token">
                        <xs:enumeration value="\(CodeLists.signatures[0])"/>
                        <xs:enumeration value="\(CodeLists.signatures[1])"/>
                      </xs:restriction>
                    </xs:simpleType>
                  </xs:element>
                </xs:sequence>
              </xs:complexType>
            </xs:element>
            <xs:element ref="nc:Attachment"/>
          </xs:sequence>
        </xs:complexType>
        <xs:element name="DocumentAssociationAugmentation">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="DocumentRelatedCode">
                <xs:simpleType>
                  <xs:restriction base="xs:token"><xs:enumeration value="parent"/></xs:restriction>
                </xs:simpleType>
              </xs:element>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="CaseParticipantRoleCode">
          <xs:simpleType>
            <xs:restriction base="xs:token">
              <xs:enumeration value="Plaintiff"/>
              <xs:enumeration value="Defendant"/>
              <xs:enumeration value="Prosecutor"/>
            </xs:restriction>
          </xs:simpleType>
        </xs:element>
        <xs:complexType name="Participant">
          <xs:sequence><xs:element ref="ecf:CaseParticipantRoleCode"/></xs:sequence>
        </xs:complexType>
        <xs:element name="OrganizationAugmentation" type="ecf:Participant"/>
        <xs:element name="PersonAugmentation" type="ecf:Participant"/>
        <xs:element name="CaseOfficialAugmentation">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="CaseRepresentedParty">
                <xs:complexType>
                  <xs:sequence><xs:element ref="nc:EntityOrganization"/></xs:sequence>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="CaseAugmentation">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="CaseCategoryCode" type="nc:Text"/>
              <xs:element name="CaseNewIndicator" type="xs:boolean"/>
              <xs:element name="CaseParty" maxOccurs="2">
                <xs:complexType>
                  <xs:choice>
                    <xs:element ref="nc:EntityOrganization"/>
                    <xs:element ref="nc:EntityPerson"/>
                  </xs:choice>
                </xs:complexType>
              </xs:element>
              <xs:element name="CaseShortTitleText" type="nc:Text"/>
              <xs:element name="CaseTrackingID" type="nc:Identification"/>
              <xs:element name="CaseTypeCode">
                <xs:simpleType>
                  <xs:restriction base="xs:token"><xs:enumeration value="criminal"/></xs:restriction>
                </xs:simpleType>
              </xs:element>
              <xs:element ref="j:CaseNumberText"/>
              <xs:element ref="nc:PersonOrganizationAssociation"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        </xs:schema>
        """
}
