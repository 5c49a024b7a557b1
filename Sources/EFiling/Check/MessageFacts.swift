import XMLGate

/// What stands in one FilingMessage, as far as rules ask for it. Texts are places in the bytes of the reader.
struct MessageFacts {
    struct Identification {
        var identifier: Range<Int>?
        var category: Range<Int>?
        var source: Range<Int>?
    }

    struct Document {
        let isLead: Bool
        var id: UInt64?
        var access: UInt64?
        var numbers: [Range<Int>] = []
        var sequence: Range<Int>?
        var title: Range<Int>?
        var mimeKind: Range<Int>?
        var hash: Range<Int>?
        var signature: Range<Int>?
        var fileName: Range<Int>?
        var format: Range<Int>?
        var uri: Range<Int>?
        var size: Range<Int>?
        var type: Range<Int>?
        var filingCode: Range<Int>?
        var note: Range<Int>?
        var parent: UInt64?
        var relation: Range<Int>?
        var attachments = 0
        /// The file itself, as base64.
        var content: Range<Int>?
        /// Its filing component, in ECF 4.01.
        var component: Range<Int>?
    }

    /// An element that can be pointed to.
    struct Target {
        let id: UInt64
        let node: MessageName?
    }

    /// An element that points to another.
    struct Reference {
        let id: UInt64
        let node: MessageName?
        /// What its id is part of, when it points to that.
        let isInside: Bool
    }

    var identifications: [Identification] = []
    var interactionProfile: Range<Int>?
    var receivingProfiles: [Range<Int>] = []
    var courts: [Range<Int>] = []
    var documents: [Document] = []
    var sensitivities: [(id: UInt64, text: Range<Int>?)] = []
    var augmentations: [MessageName] = []
    var caseTitle: Range<Int>?
    var caseNumbers: [Range<Int>] = []
    var trackingIDs: [Range<Int>] = []
    var caseType: Range<Int>?
    var caseNew: Range<Int>?
    var category: Range<Int>?
    var severities: [Range<Int>] = []
    /// Roles of organizations, of persons who are parties, and of officials.
    var roles: [(of: MessageName, text: Range<Int>)] = []
    /// In ECF 4.01: whether anything of it is not for the public, and who pays.
    var confidentiality: Range<Int>?
    var payments = 0
    var accounts: [Range<Int>] = []
    var names: [(node: MessageName, text: Range<Int>)] = []
    var targets: [Target] = []
    var references: [Reference] = []
    /// Elements that a new filing of ours does not have.
    var forbidden: [MessageName] = []
    /// Elements that should have a text and have none.
    var blanks: [String] = []
}

/// A hash of an id (FNV-1a, 64 bits), so that ids compare as numbers.
func identityHash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
}
