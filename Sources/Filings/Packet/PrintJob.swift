/// A file that goes to the printer: papers, then cases in a row, each after a sheet that parts it from the one before.
package struct PrintJob: Sendable, Hashable {
    package enum Kind: String, Sendable {
        /// Papers and cases, or papers alone.
        case cases
        /// Notices of challenge in single cases.
        case challenges
    }

    package let file: FileEntry
    package let kind: Kind
    /// Sequences of the first and the last case; 0 without cases.
    package let first: Int
    package let last: Int
    package let cases: Int
    /// Of the file, empty backs and separators included.
    package let pages: Int
    package let sheets: Int
    /// The papers that stand before the cases, by the path of their HTML. Manifests leave them out.
    package let papers: [String]

    package var path: String { file.path }

    /// `print-0001.pdf`
    static func fileName(_ number: Int) -> String {
        "print-\(SafeName.serial(number)).pdf"
    }
}

extension PacketRun {
    /// Gives print jobs, which come in the order of printing, the names that tell this order.
    package func number(_ jobs: [PrintJob]) throws(DocumentError) -> [PrintJob] {
        var numbered: [PrintJob] = []
        for job in jobs {
            let name = PrintJob.fileName(numbered.count + 1)
            try storing(.printTicket) { () throws(PackingError) in try folder.rename(job.path, to: name) }
            numbered.append(
                PrintJob(
                    file: FileEntry(path: name, size: job.file.size, digest: job.file.digest), kind: job.kind,
                    first: job.first, last: job.last, cases: job.cases, pages: job.pages, sheets: job.sheets,
                    papers: job.papers))
        }
        return numbered
    }

    /// Writes the ticket that counts the sheets of all jobs, and names what is printed apart from them.
    package func writeTicket(_ ticket: PrintTicket) throws(DocumentError) -> [FileEntry] {
        try write(.printTicket, to: DocumentKind.printTicket.fileName, documents.printTicket, from: ticket)
    }
}
