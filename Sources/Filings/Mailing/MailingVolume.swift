package import Cases
import Press
import TemplateEngine

/// Prints some letters in postal order, with a label for each and its row of the address file. Belongs to one worker.
///
/// What lies in `mailing/` names people and where they live: only its owner can read it, it is for whoever puts letters
/// into envelopes, and no cover lists it.
package final class MailingVolume {
    /// Letters in a volume: 32 full sheets of labels, and fewer than 2,000 pages where letters have two.
    package static let letters = 32 * LabelSheet.labels

    private let run: PacketRun
    private let kind: DocumentKind
    private let number: Int
    private let printer: PaperPrinter?
    private let labelPrinter: PaperPrinter?
    private let file: FileWriter?
    private let name: String
    private var values: Values
    private var output = Output()
    private var addresses: [MailingAddress] = []
    private var csv = CSVText()
    private var pages = 0
    private var sequence: Int

    /// What was written.
    package struct Written: Sendable {
        package let files: [FileEntry]
        /// The rows of the address file, without the heading.
        package let rows: [UInt8]
    }

    /// - Parameters:
    ///   - number: that of the volume, from 1.
    ///   - run: the packet.
    ///   - kind: that of the letters.
    ///   - printsLetters: whether letters are printed, or labels only.
    /// - Throws: if the volume's file cannot be made.
    package init(
        _ number: Int, of run: PacketRun, _ kind: DocumentKind, printsLetters: Bool
    ) throws(DocumentError) {
        self.run = run
        self.kind = kind
        self.number = number
        sequence = (number - 1) * Self.letters
        name = "letters-\(SafeName.serial(number)).pdf"
        labelPrinter = run.typefaces.map(PaperPrinter.init)
        printer = printsLetters ? labelPrinter : nil
        values = run.documents.letters(kind).values(in: run.context)
        let path = "mailing/\(name)"
        file =
            printer == nil
            ? nil : try run.storing(kind) { () throws(PackingError) in try run.folder.file(path) }
        printer?.begin(title: "\(run.context.jurisdiction.name), letters, volume \(number)")
    }

    /// Adds the next letter of the postal order.
    package func add(_ letter: PersonLetter, to address: MailingAddress) throws(DocumentError) {
        for placed in letter.cases { try run.require(placed, in: kind) }
        let first = pages + 1
        let count = try printed(letter)
        sequence += 1
        addresses.append(address)
        csv.field(sequence)
        for text in [address.name, address.street, address.city, address.state, address.zip] { csv.field(text) }
        csv.field(letter.number)
        csv.field(count > 0 ? String(count) : "")
        csv.field(count > 0 ? name : "")
        csv.field(count > 0 ? String(first) : "")
        csv.endRow()
    }

    /// - Returns: the pages that the letter takes, without the empty back of its last sheet; 0 if it is not printed.
    private func printed(_ letter: PersonLetter) throws(DocumentError) -> Int {
        guard let printer, let file else { return 0 }
        run.documents.letters(kind).fill(&values, from: letter)
        output.removeAll()
        try run.render(kind, values, into: &output)
        let html = output.copy()
        let count = try run.printing(kind) { () throws(PaperError) in try printer.add(html) }
        // Letters are printed on both sides, and nobody's letter ends on the back of another's.
        if count % 2 == 1 { printer.addBlankPage() }
        pages += count + count % 2
        try handOver(printer, to: file)
        return count
    }

    package func finish() throws(DocumentError) -> Written {
        var files: [FileEntry] = []
        if let printer, let file { files.append(try close(printer, file)) }
        if let labelPrinter {
            let path = "mailing/labels-\(SafeName.serial(number)).pdf"
            let labels = try run.storing(kind) { () throws(PackingError) in try run.folder.file(path) }
            let title = "\(run.context.jurisdiction.name), labels, volume \(number)"
            let sheets = LabelSheet.manuscript(addresses, title: title)
            labelPrinter.begin(title: title)
            _ = try run.printing(kind) { () throws(PaperError) in try labelPrinter.add(sheets) }
            files.append(try close(labelPrinter, labels))
        }
        return Written(files: files, rows: csv.bytes)
    }

    private func close(_ printer: PaperPrinter, _ file: FileWriter) throws(DocumentError) -> FileEntry {
        try run.printing(kind) { () throws(PaperError) in try printer.end() }
        try handOver(printer, to: file)
        return try run.storing(kind) { () throws(PackingError) in try file.finish() }
    }

    private func handOver(_ printer: PaperPrinter, to file: FileWriter) throws(DocumentError) {
        try run.storing(kind) { () throws(PackingError) in
            try printer.handOver { (bytes) throws(PackingError) in try file.write(bytes) }
        }
    }
}
