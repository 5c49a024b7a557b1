extension ProfileSchema {
    static let nc = """
        \(head("nc"))
        <xs:simpleType name="Text">
          <xs:restriction base="xs:token"><xs:minLength value="1"/></xs:restriction>
        </xs:simpleType>
        <xs:simpleType name="Hash">
          <xs:restriction base="xs:hexBinary"><xs:length value="32"/></xs:restriction>
        </xs:simpleType>
        <xs:element name="IdentificationID" type="nc:Text"/>
        <xs:element name="IdentificationCategoryDescriptionText">
          <xs:simpleType>
            <xs:restriction base="xs:token"><xs:enumeration value="messageID"/></xs:restriction>
          </xs:simpleType>
        </xs:element>
        <xs:element name="IdentificationSourceText">
          <xs:simpleType>
            <xs:restriction base="xs:token"><xs:enumeration value="FilingAssembly"/></xs:restriction>
          </xs:simpleType>
        </xs:element>
        <xs:complexType name="Identification">
          <xs:sequence><xs:element ref="nc:IdentificationID"/></xs:sequence>
        </xs:complexType>
        <xs:element name="DocumentIdentification">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:IdentificationID"/>
              <xs:element ref="nc:IdentificationCategoryDescriptionText" minOccurs="0"/>
              <xs:element ref="nc:IdentificationSourceText"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="DocumentDescriptionText" type="nc:Text"/>
        <xs:element name="DocumentSequenceID" type="xs:positiveInteger"/>
        <xs:element name="DocumentTitleText" type="nc:Text"/>
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
          <xs:sequence><xs:element ref="nc:Date"/></xs:sequence>
        </xs:complexType>
        <xs:element name="ActivityDate" type="nc:Day"/>
        <xs:element name="DispositionDate" type="nc:Day"/>
        <xs:element name="DispositionCategoryText" type="nc:Text"/>
        <xs:element name="JurisdictionText" type="nc:Text"/>
        <xs:element name="DocumentAssociation">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="PrimaryDocument" nillable="true" type="nc:Reference"/>
              <xs:element ref="ecf:DocumentAssociationAugmentation"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:complexType name="Reference">
          <xs:sequence><xs:element ref="nc:IdentificationID"/></xs:sequence>
          <xs:attribute ref="structures:ref" use="required"/>
        </xs:complexType>
        <xs:element name="Metadata">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="SensitivityText">
                <xs:simpleType>
                  <xs:restriction base="xs:token">
                    <xs:enumeration value="unsecured"/>
                    <xs:enumeration value="restricted"/>
                    <xs:enumeration value="secured"/>
                  </xs:restriction>
                </xs:simpleType>
              </xs:element>
            </xs:sequence>
            <xs:attribute ref="structures:id" use="required"/>
          </xs:complexType>
        </xs:element>
        <xs:element name="Attachment">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="BinaryID" type="nc:Text"/>
              <xs:element name="BinaryDescriptionText" type="nc:Text"/>
              <xs:element name="BinaryFormatText">
                <xs:simpleType>
                  <xs:restriction base="xs:token"><xs:enumeration value="application/pdf"/></xs:restriction>
                </xs:simpleType>
              </xs:element>
              <xs:element name="BinaryURI" type="nc:Text"/>
              <xs:element name="BinarySizeValue">
                <xs:simpleType>
                  <xs:restriction base="xs:decimal">
                    <xs:minExclusive value="0"/>
                    <xs:fractionDigits value="3"/>
                  </xs:restriction>
                </xs:simpleType>
              </xs:element>
            </xs:sequence>
            <xs:attribute ref="structures:id" use="required"/>
          </xs:complexType>
        </xs:element>
        <xs:element name="OrganizationName" type="nc:Text"/>
        <xs:element name="OrganizationUnitName" type="nc:Text"/>
        <xs:element name="OrganizationIdentification" type="nc:Identification"/>
        <xs:element name="OrganizationLocation">
          <xs:complexType>
            <xs:sequence><xs:element name="LocationName" type="nc:Text"/></xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="EntityOrganization" nillable="true">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:OrganizationName"/>
              <xs:element ref="ecf:OrganizationAugmentation"/>
            </xs:sequence>
            <xs:attribute ref="structures:id"/>
            <xs:attribute ref="structures:ref"/>
          </xs:complexType>
        </xs:element>
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
        <xs:complexType name="Person">
          <xs:sequence>
            <xs:element ref="nc:PersonName"/>
            <xs:element ref="ecf:PersonAugmentation"/>
          </xs:sequence>
          <xs:attribute ref="structures:id"/>
          <xs:attribute ref="structures:ref"/>
        </xs:complexType>
        <xs:element name="EntityPerson" type="nc:Person"/>
        <xs:element name="RoleOfPerson" type="nc:Person" nillable="true"/>
        <xs:element name="Person" type="nc:Reference" nillable="true"/>
        <xs:element name="PersonOrganizationAssociation">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:Person"/>
              <xs:element name="Organization">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element ref="nc:OrganizationName"/>
                    <xs:element name="OrganizationPrimaryContactInformation" minOccurs="0">
                      <xs:complexType>
                        <xs:sequence><xs:element name="ContactEmailID" type="nc:Text"/></xs:sequence>
                      </xs:complexType>
                    </xs:element>
                  </xs:sequence>
                  <xs:attribute ref="structures:id" use="required"/>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="Case">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="CaseTitleText" type="nc:Text"/>
              <xs:element ref="j:CaseAugmentation"/>
              <xs:element ref="ecf:CaseAugmentation"/>
              <xs:element ref="criminal:CaseAugmentation"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        </xs:schema>
        """

    static let j = """
        \(head("j"))
        <xs:element name="CourtName" type="nc:Text"/>
        <xs:element name="CaseCourt">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:OrganizationIdentification"/>
              <xs:element ref="nc:OrganizationLocation" minOccurs="0"/>
              <xs:element ref="nc:OrganizationUnitName" minOccurs="0"/>
              <xs:element ref="j:CourtName"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="CaseNumberText" type="nc:Text"/>
        <xs:element name="CaseAugmentation">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="CaseCharge" type="j:Charge" minOccurs="0" maxOccurs="unbounded"/>
              <xs:element ref="j:CaseCourt"/>
              <xs:element name="CaseOfficial" type="j:Official"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:complexType name="Charge">
          <xs:sequence>
            <xs:element name="ChargeDescriptionText" type="nc:Text" minOccurs="0"/>
            <xs:element name="ChargeDisposition">
              <xs:complexType>
                <xs:sequence>
                  <xs:element ref="nc:DispositionCategoryText"/>
                  <xs:element ref="nc:DispositionDate"/>
                </xs:sequence>
              </xs:complexType>
            </xs:element>
            <xs:element name="ChargeSequenceID" type="xs:positiveInteger"/>
            <xs:element name="ChargeSeverityLevel">
              <xs:complexType>
                <xs:sequence>
                  <xs:element name="SeverityLevelDescriptionText">
                    <xs:simpleType>
                      <xs:restriction base="xs:token">
                        <xs:enumeration value="felony"/>
                        <xs:enumeration value="misdemeanor"/>
                        <xs:enumeration value="infraction"/>
                      </xs:restriction>
                    </xs:simpleType>
                  </xs:element>
                </xs:sequence>
              </xs:complexType>
            </xs:element>
            <xs:element name="ChargeStatute">
              <xs:complexType>
                <xs:sequence>
                  <xs:element name="StatuteCodeIdentification" type="nc:Identification"/>
                  <xs:element name="StatuteCodeSectionIdentification" type="nc:Identification"/>
                  <xs:element name="StatuteJurisdiction">
                    <xs:complexType>
                      <xs:sequence><xs:element ref="nc:JurisdictionText"/></xs:sequence>
                    </xs:complexType>
                  </xs:element>
                  <xs:element name="StatuteOffenseIdentification" type="nc:Identification"/>
                </xs:sequence>
              </xs:complexType>
            </xs:element>
            <xs:element ref="criminal:ChargeAugmentation"/>
          </xs:sequence>
          <xs:attribute ref="structures:id" use="required"/>
        </xs:complexType>
        <xs:complexType name="Official">
          <xs:sequence>
            <xs:element ref="nc:RoleOfPerson"/>
            <xs:element name="JudicialOfficialBarMembership">
              <xs:complexType>
                <xs:sequence>
                  <xs:element name="JudicialOfficialBarIdentification" type="nc:Identification"/>
                </xs:sequence>
              </xs:complexType>
            </xs:element>
            <xs:element ref="ecf:CaseOfficialAugmentation"/>
          </xs:sequence>
        </xs:complexType>
        <xs:element name="PersonChargeAssociation">
          <xs:complexType>
            <xs:sequence><xs:element ref="nc:Person"/></xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="Arrest">
          <xs:complexType>
            <xs:sequence>
              <xs:element ref="nc:ActivityDate"/>
              <xs:element name="ArrestAgency" minOccurs="0">
                <xs:complexType>
                  <xs:sequence><xs:element ref="nc:OrganizationName"/></xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:element name="ArrestCharge" type="nc:Reference" nillable="true" maxOccurs="unbounded"/>
              <xs:element name="ArrestSubject">
                <xs:complexType>
                  <xs:sequence><xs:element ref="nc:RoleOfPerson"/></xs:sequence>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        </xs:schema>
        """
}
