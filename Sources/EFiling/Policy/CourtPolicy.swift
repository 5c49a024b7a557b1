package import Cases
package import Filings

/// What one court asks of electronic filings from a day on: data of the template folder, shaped like the court's own answer
/// to GetPolicy (ECF 5.0, `policyresponse`).
package struct CourtPolicy: Hashable, Sendable {
    /// Whether a document begins a filing or goes with one.
    package enum Role: String, CaseIterable, Sendable {
        case lead, connected
    }

    /// Who may see a document (`nc:SensitivityText`; the code list SensitivityText of ECF 5.0).
    package enum Access: String, CaseIterable, Sendable {
        case unsecured, restricted, secured
    }

    /// One document of a message.
    package struct Document: Hashable, Sendable {
        package let kind: DocumentKind
        package let role: Role
        package let title: String
        package let description: String
        /// `ecf:RegisterActionDescriptionCode`, out of the court's list.
        package let filingCode: String
        /// `ecf:DocumentTypeCode`; empty where the court has no such list.
        package let type: String
        package let access: Access

        /// What ECF 4.01 has for the type of a document and for the format of its file.
        var formatName: String { type.isEmpty ? "application/pdf" : type }

        package init(
            kind: DocumentKind, role: Role, title: String, description: String, filingCode: String, type: String = "",
            access: Access
        ) {
            self.kind = kind
            self.role = role
            self.title = title
            self.description = description
            self.filingCode = filingCode
            self.type = type
            self.access = access
        }

        /// One volume of several.
        package func volume(_ number: Int, of volumes: Int) -> Document {
            volumes == 1 ? self : with(role, title: "\(title), volume \(number) of \(volumes)")
        }

        /// The same where it begins a filing.
        package var leading: Document { with(.lead, title: title) }

        private func with(_ role: Role, title: String) -> Document {
            Document(
                kind: kind, role: role, title: title, description: description, filingCode: filingCode, type: type,
                access: access)
        }
    }

    /// A matter of the court's own in which is filed what concerns all cases of a packet: the omnibus motion with its
    /// exhibits. ECF 5.0 has one case in a message and no list of related ones.
    package struct MasterCase: Hashable, Sendable {
        /// As the clerk gave it.
        package let number: String
        package let title: String
        package let shortTitle: String
        /// `ecf:CaseCategoryCode`, out of the court's list.
        package let category: String
        /// In the order of the message, those that come in volumes with all of them.
        package var documents: [Document]
    }

    /// Someone who is served electronically (`ecf:ElectronicServiceInformation`).
    package struct ServiceRecipient: Hashable, Sendable {
        package let location: String
        package let profile: String
        package let recipient: String
    }

    /// The most of everything that has a limit.
    package struct Limits: Hashable, Sendable {
        /// Bytes of one attachment (`MaximumAllowedAttachmentSize`).
        package var attachmentBytes: Int
        /// Bytes of a message with its attachments (`MaximumAllowedMessageSize`).
        package var messageBytes: Int
        package var attachmentPages: Int
        /// Bytes of one archive of an upload set.
        package var uploadBytes: Int
        package var casesPerMessage: Int
        /// Characters, as all below.
        package var fileName: Int
        package var documentTitle: Int
        package var caseTitle: Int
        package var personName: Int
        package var organizationName: Int
        package var note: Int
    }

    /// The version of ECF that the court's messages are in.
    package var profile: ECFProfile { manager == nil ? .ecf5 : .ecf4 }
    /// What the court's e-filing manager asks besides, where it speaks ECF 4.01.
    package var manager: FilingManager?
    /// The court's name for this version of its policy (`PolicyVersionID`).
    package var version: String
    package var courtIdentifier: String
    package var courtName: String
    /// Where the court sends its answers (`ecf:SendingMDELocationID`).
    package var senderLocation: String
    package var interactionProfile: String
    package var service: [ServiceRecipient]
    /// The court's code for the category of a case, by its highest count.
    package var caseCategories: [OffenseLevel: String]
    /// In the order of the message.
    package var documents: [Document]
    /// nil where the court has given none; then no omnibus motion is sent.
    package var masterCase: MasterCase?
    package var acceptsSeveralLeadDocuments: Bool
    /// Whether documents may be restricted or secured (`AcceptConfidentialFilingsIndicator`).
    package var acceptsRestricted: Bool
    /// Accepted kinds of files, by MIME type.
    package var formats: [String]
    package var signature: String
    /// To the clerk, on lead documents, such as why no fee is due; may be empty.
    package var note: String
    package var fileName: FileNameRule
    package var limits: Limits
    /// nil where nothing is sent by the program.
    package var sending: SendingPolicy?

    /// The documents that every case needs.
    package var kinds: [DocumentKind] { documents.map(\.kind) }

    /// Whether any document is not for the public (`core:FilingConfidentialityIndicator` of ECF 4.01).
    var isConfidential: Bool { documents.contains { $0.access != .unsecured } }

    /// The code for a case, by the gravest of its counts.
    func category(of eligible: EligibleCase) -> String {
        let level = OffenseLevel.allCases.first { level in eligible.counts.contains { $0.count.level == level } }
        return level.flatMap { caseCategories[$0] } ?? ""
    }
}
