import TemplateEngine

/// The fields of documents that are made from one kind of source.
struct DocumentForm<Body>: Sendable {
    let schema: Schema
    private let packet: [DocumentField<PacketContext>]
    private let body: [DocumentField<Body>]

    /// `inPacket` tells whether the document belongs to a packet and so can name its office and court.
    init(_ name: String, inPacket: Bool = true, _ fields: [DocumentField<Body>]) {
        packet = inPacket ? packetFields : []
        body = fields
        schema = Schema(name, packet.map(\.declared) + fields.map(\.declared))
    }

    /// How to fill what these templates use.
    func filler(for templates: [Template]) -> FormFiller<Body> {
        let use = FieldUse(templates.reduce(into: []) { $0.formUnion($1.usedFields) })
        return FormFiller(
            schema: schema, packet: FieldFiller(packet, in: schema, used: use),
            body: FieldFiller(body, in: schema, used: use))
    }
}

/// Fills the values of documents that are made from one kind of source.
struct FormFiller<Body>: Sendable {
    fileprivate let schema: Schema
    fileprivate let packet: FieldFiller<PacketContext>
    fileprivate let body: FieldFiller<Body>

    /// Values with everything filled in that is the same in all documents of a packet.
    func values(in context: PacketContext?) -> Values {
        var values = Values(schema)
        if let context { packet.fill(context, &values) }
        values.keepSoFar()
        return values
    }

    /// Fills in a source, in place of the one before it.
    func fill(_ values: inout Values, from source: Body) {
        values.reset()
        body.fill(source, &values)
    }
}

/// One form for each kind of source.
enum DocumentForms {
    static let omnibus = DocumentForm("omnibus", omnibusFields)
    static let schedule = DocumentForm("schedule", scheduleFields)
    static let ofCase = DocumentForm("case", caseFields)
    static let challenge = DocumentForm("challenge", challengeFields)
    static let ofChallenge = DocumentForm("case-challenge", caseChallengeFields)
    static let withdrawal = DocumentForm("withdrawal", withdrawalFields)
    static let defenderLetter = DocumentForm("defender-letter", defenderLetterFields)
    static let letter = DocumentForm("letter", letterFields)
    static let grantedLetter = DocumentForm("granted-letter", grantedLetterFields)
    static let disposition = DocumentForm("disposition-notice", dispositionFields)
    static let cover = DocumentForm("cover", coverFields)
    static let separator = DocumentForm("separator", separatorFields)
    static let printTicket = DocumentForm("print-ticket", printTicketFields)
    static let index = DocumentForm("index", inPacket: false, indexFields)
    static let report = DocumentForm("report", inPacket: false, reportFields)
    static let progress = DocumentForm("progress", inPacket: false, progressFields)
}
