import TemplateEngine

/// The fields of documents that are made from one kind of source, and how to fill them.
package struct DocumentForm<Body>: Sendable {
    let schema: Schema
    private let packet: FieldFiller<PacketContext>
    private let body: FieldFiller<Body>

    /// - Parameter inPacket: whether the document belongs to a packet and so can name its office and court.
    init(_ name: String, inPacket: Bool = true, _ fields: [DocumentField<Body>]) {
        let shared = inPacket ? packetFields : []
        schema = Schema(name, shared.map(\.declared) + fields.map(\.declared))
        packet = FieldFiller(shared, in: schema)
        body = FieldFiller(fields, in: schema)
    }

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
package enum DocumentForms {
    static let omnibus = DocumentForm("omnibus", omnibusFields)
    static let schedule = DocumentForm("schedule", scheduleFields)
    static let ofCase = DocumentForm("case", caseFields)
    static let letter = DocumentForm("letter", letterFields)
    static let cover = DocumentForm("cover", coverFields)
    static let index = DocumentForm("index", inPacket: false, indexFields)
}
