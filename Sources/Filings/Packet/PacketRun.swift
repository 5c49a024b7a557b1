import Cases
package import Press
package import TemplateEngine

/// Everything that the documents of one jurisdiction's packet have in common: its templates, its office and court, and
/// where the files go. Shared by the workers that write them.
package struct PacketRun: Sendable {
    package let documents: DocumentSet
    package let context: PacketContext
    package let folder: PacketFolder
    package let stamp: RunStamp
    package let layout: Layout
    /// The fonts to print with; nil writes no PDF.
    package let typefaces: Typefaces?

    package init(
        documents: DocumentSet, context: PacketContext, folder: PacketFolder, stamp: RunStamp, layout: Layout,
        typefaces: Typefaces?
    ) {
        self.documents = documents
        self.context = context
        self.folder = folder
        self.stamp = stamp
        self.layout = layout
        self.typefaces = typefaces
    }

    var mode: Mode { context.isDraft ? .draft : .filing }

    /// Renders one document that occurs once and writes it, as HTML and beside it as PDF.
    ///
    /// - Parameters:
    ///   - kind: the document.
    ///   - path: that of the HTML, inside the packet.
    ///   - form: fills it.
    ///   - source: what it is about.
    /// - Returns: the files that were written, the HTML first.
    /// - Throws: if a value is missing, it cannot be printed, or it cannot be written.
    func write<Body>(
        _ kind: DocumentKind, to path: String, _ form: FormFiller<Body>, from source: Body
    ) throws(DocumentError) -> [FileEntry] {
        var values = form.values(in: context)
        form.fill(&values, from: source)
        var output = Output()
        try render(kind, values, into: &output)
        let html = output.copy()
        var files = [try storing(kind) { () throws(PackingError) in try folder.write(path, html) }]
        if let typefaces {
            let pdf = try printing(kind) { () throws(PaperError) in try PaperPrinter(typefaces).pdf(of: html) }
            files.append(
                try storing(kind) { () throws(PackingError) in try folder.write(PaperFile.path(beside: path), pdf) })
        }
        return files
    }

    /// Prints on behalf of a document.
    func printing<Result>(
        _ kind: DocumentKind, _ work: () throws(PaperError) -> Result
    ) throws(DocumentError) -> Result {
        do {
            return try work()
        } catch {
            throw DocumentError(kind, jurisdiction: context.jurisdiction.id, cause: .paper(error))
        }
    }

    /// Writes to the packet's folder on behalf of a document.
    func storing<Result>(
        _ kind: DocumentKind, _ write: () throws(PackingError) -> Result
    ) throws(DocumentError) -> Result {
        do {
            return try write()
        } catch {
            throw DocumentError(kind, jurisdiction: context.jurisdiction.id, cause: .storage(error))
        }
    }

    func render(_ kind: DocumentKind, _ values: borrowing Values, into output: inout Output) throws(DocumentError) {
        do {
            try documents[kind].render(values, mode, into: &output)
        } catch {
            throw DocumentError(kind, jurisdiction: context.jurisdiction.id, cause: .missing(error))
        }
    }

    /// Refuses what must not be filed: in a filing, every case has a prosecutor's approval.
    func require(_ placed: PlacedCase, in kind: DocumentKind) throws(DocumentError) {
        guard context.isDraft || placed.isApproved else {
            throw DocumentError(
                kind, jurisdiction: context.jurisdiction.id, cause: .notApproved(sequence: placed.sequence))
        }
    }
}

/// Why a document could not be made. Names templates, fields and sequence numbers, never a value.
package struct DocumentError: Error, Sendable, CustomStringConvertible {
    package enum Cause: Sendable {
        case missing(MissingValue)
        case notApproved(sequence: Int)
        /// It cannot be printed.
        case paper(PaperError)
        case storage(PackingError)
    }

    package let kind: DocumentKind
    package let jurisdiction: String
    package let cause: Cause

    init(_ kind: DocumentKind, jurisdiction: String, cause: Cause) {
        self.kind = kind
        self.jurisdiction = jurisdiction
        self.cause = cause
    }

    package var description: String {
        switch cause {
        case .missing(let value): "\(jurisdiction), \(kind.rawValue): \(value)"
        case .notApproved(let sequence):
            "\(jurisdiction), \(kind.rawValue): case \(sequence) is not approved for filing"
        case .paper(let error): "\(jurisdiction), \(kind.rawValue), line \(error)"
        case .storage(let error): "\(error)"
        }
    }
}
