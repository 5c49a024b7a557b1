import Cases
import TemplateEngine

/// Writes the documents of some thousand cases, or of some thousand people, into one volume. Belongs to one worker.
package final class DocumentVolume<Body> {
    let run: PacketRun
    private let form: FormFiller<Body>
    private let kinds: [DocumentKind]
    private let writer: VolumeWriter
    private var values: Values
    private var output = Output(tracing: true)
    /// Prints each document as a PDF beside its HTML; nil where nothing asks for it.
    private let printer: PaperPrinter?

    init(
        _ form: FormFiller<Body>, _ kinds: [DocumentKind], _ volume: Volume.Kind, number: Int, in run: PacketRun
    ) throws(DocumentError) {
        self.run = run
        self.form = form
        self.kinds = kinds
        writer = VolumeWriter(layout: run.layout)
        values = form.values(in: run.context)
        // Letters are mailed, not filed.
        let isFiled = volume != .letters && run.context.jurisdiction.delivery == .efile
        printer = isFiled ? run.typefaces.map(PaperPrinter.init) : nil
        try stored { writer throws(PackingError) in try writer.begin(volume, number, in: run.folder, of: run.stamp) }
    }

    /// Renders the documents of one source into a folder of the volume.
    func add(
        _ source: Body, beginning begin: (VolumeWriter) throws(PackingError) -> Void
    ) throws(DocumentError) {
        form.fill(&values, from: source)
        try stored(begin)
        for kind in kinds {
            output.removeAll()
            try run.render(kind, values, into: &output)
            try stored { writer throws(PackingError) in
                try writer.add(kind.fileName, output, code: run.documents.code(of: kind))
            }
            guard let printer else { continue }
            let pdf = try run.printing(kind) { () throws(PaperError) in try printer.pdf(of: output.copy()) }
            try stored { writer throws(PackingError) in
                try writer.add(PaperFile.path(beside: kind.fileName), pdf: pdf)
            }
        }
    }

    package func finish() throws(DocumentError) -> Volume {
        try stored { writer throws(PackingError) in try writer.finish() }
    }

    /// Lets go of the volume's files after an error.
    package func abandon() { writer.abandon() }

    private func stored<Result>(
        _ write: (VolumeWriter) throws(PackingError) -> Result
    ) throws(DocumentError) -> Result {
        do {
            return try write(writer)
        } catch {
            throw DocumentError(kinds[0], jurisdiction: run.context.jurisdiction.id, cause: .storage(error))
        }
    }
}

extension DocumentVolume<PlacedCase> {
    /// A volume of cases, `cases-0001`: motion, order and notice of each.
    package convenience init(cases number: Int, in run: PacketRun) throws(DocumentError) {
        try self.init(run.documents.ofCase, DocumentKind.ofCase, .cases, number: number, in: run)
    }

    package func add(_ placed: PlacedCase) throws(DocumentError) {
        try run.require(placed, in: .caseMotion)
        try add(placed) { writer throws(PackingError) in
            try writer.beginCase(sequence: placed.sequence, number: placed.eligible.number)
        }
    }
}

extension DocumentVolume<PersonLetter> {
    /// A volume of letters, `letters-0001`.
    package convenience init(
        letters number: Int, _ kind: DocumentKind = .letter, in run: PacketRun
    ) throws(DocumentError) {
        try self.init(run.documents.letters(kind), [kind], .letters, number: number, in: run)
    }

    package func add(_ letter: PersonLetter) throws(DocumentError) {
        for placed in letter.cases { try run.require(placed, in: kinds[0]) }
        try add(letter) { writer throws(PackingError) in try writer.beginLetter(letter.number) }
    }
}
