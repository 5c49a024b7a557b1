import Cases
package import Press
import TemplateEngine

/// Prints a part of a packet: its papers, then its cases, into as many files as their pages make. Belongs to one worker;
/// several print parts of one packet at once.
///
/// Files have provisional names, because how many the parts before make is not known; `PacketRun.number` gives the final
/// ones. Memory is that of one document, however long the part.
package final class PrintJobWriter {
    private let run: PacketRun
    private let setup: PrintSetup
    private let printer: PaperPrinter
    private let part: Int
    private let kinds: [DocumentKind]
    private var separatorValues: Values
    private var caseValues: Values
    private var challengeValues: Values
    private var output = Output()
    private var open: OpenJob?
    private var jobs: [PrintJob] = []
    /// Cases that are still to come, and how many of them the open file is to take.
    private var remaining: Int
    private var quota = 0
    /// Cases printed so far, and their pages.
    private var printed = (cases: 0, pages: 0)

    /// The file that is being written.
    private struct OpenJob {
        let file: FileWriter
        var kind = PrintJob.Kind.cases
        var first = 0
        var last = 0
        var cases = 0
        var pages = 0
        var papers: [String] = []
    }

    /// - Parameters:
    ///   - part: the number of the part within the packet.
    ///   - cases: how many it has.
    ///   - run: the packet.
    ///   - typefaces: what it is printed with.
    package init(part: Int, cases: Int, of run: PacketRun, with typefaces: Typefaces) {
        self.run = run
        self.part = part
        remaining = cases
        setup = run.context.jurisdiction.print
        kinds = setup.papers.map(DocumentKind.of)
        printer = PaperPrinter(typefaces)
        separatorValues = run.documents.separator.values(in: run.context)
        caseValues = run.documents.ofCase.values(in: run.context)
        challengeValues = run.documents.ofChallenge.values(in: run.context)
    }

    /// Prints a paper that was written before, by the path of its HTML. No job holds it and cases of another kind.
    package func add(paper path: String) throws(DocumentError) {
        let html = try run.storing(.printTicket) { () throws(PackingError) in try run.folder.read(path) }
        try makeRoom(for: [html], .printTicket)
        try print(html, .printTicket, asPart: false)
        open?.papers.append(path)
    }

    /// Prints the papers of a case.
    package func add(_ placed: PlacedCase, of total: Int) throws(DocumentError) {
        try run.require(placed, in: .caseMotion)
        run.documents.separator.fill(&separatorValues, from: Separator(of: placed, in: total, papers: kinds))
        run.documents.ofCase.fill(&caseValues, from: placed)
        var papers = [try html(.separator, separatorValues)]
        for kind in kinds { papers.append(try html(kind, caseValues)) }
        try addCase(placed.sequence, .cases, [.separator] + kinds, papers)
    }

    /// Prints the notice of challenge in a case.
    package func add(_ placed: PlacedChallenge, of total: Int) throws(DocumentError) {
        try run.require(placed, in: .caseChallenge)
        run.documents.separator.fill(&separatorValues, from: Separator(of: placed, in: total))
        run.documents.ofChallenge.fill(&challengeValues, from: placed)
        let papers = [try html(.separator, separatorValues), try html(.caseChallenge, challengeValues)]
        try addCase(placed.sequence, .challenges, [.separator, .caseChallenge], papers)
    }

    /// - Returns: what was printed, in order.
    package func finish() throws(DocumentError) -> [PrintJob] {
        try close()
        return jobs
    }

    // MARK: - Papers

    private func html(_ kind: DocumentKind, _ values: borrowing Values) throws(DocumentError) -> [UInt8] {
        output.removeAll()
        try run.render(kind, values, into: &output)
        return output.copy()
    }

    private func addCase(
        _ sequence: Int, _ kind: PrintJob.Kind, _ kinds: [DocumentKind], _ papers: [[UInt8]]
    ) throws(DocumentError) {
        if let job = open, job.cases > 0, job.kind != kind { try close() }
        try makeRoom(for: papers, kinds[0])
        if let job = open, job.cases > 0, job.cases == quota { try beginNext() }
        if open?.cases == 0 {
            let pages = printed.cases > 0 ? printed : (1, try pageCount(of: papers, kinds[0]))
            quota = share(pages)
            // The papers before the cases fill a file by themselves.
            if quota == 0, open?.pages ?? 0 > 0 {
                try beginNext()
                quota = share(pages)
            }
        }
        let before = open?.pages ?? 0
        for (index, html) in papers.enumerated() { try print(html, kinds[index], asPart: index > 0) }
        printed.cases += 1
        printed.pages += (open?.pages ?? 0) - before
        remaining -= 1
        open?.kind = kind
        if open?.cases == 0 { open?.first = sequence }
        open?.last = sequence
        open?.cases += 1
    }

    private func print(_ html: [UInt8], _ kind: DocumentKind, asPart isPart: Bool) throws(DocumentError) {
        guard let file = open?.file else { return }
        let pages = try run.printing(kind) { () throws(PaperError) in try printer.add(html, asPart: isPart) }
        if inSheets(pages) > pages { printer.addBlankPage() }
        open?.pages += inSheets(pages)
        try run.storing(kind) { () throws(PackingError) in
            try printer.handOver { (bytes) throws(PackingError) in try file.write(bytes) }
        }
    }

    /// Pages with the empty back that lets the next paper begin on a sheet of its own.
    private func inSheets(_ pages: Int) -> Int { setup.isTwoSided ? pages + pages % 2 : pages }

    // MARK: - Files

    /// Fewer bytes of HTML than this are less than a page of any document. Only near the end of a file are pages counted
    /// before they are printed.
    private static let leastPage = 128

    /// Begins a new file if the papers do not fit into the one that is open.
    private func makeRoom(for papers: [[UInt8]], _ kind: DocumentKind) throws(DocumentError) {
        guard let job = open else { return try begin() }
        let most = papers.reduce(0) { $0 + inSheets($1.count / Self.leastPage + 1) }
        guard job.pages > 0, job.pages + most > setup.pages else { return }
        if job.pages + (try pageCount(of: papers, kind)) > setup.pages { try beginNext() }
    }

    private func pageCount(of papers: [[UInt8]], _ kind: DocumentKind) throws(DocumentError) -> Int {
        var pages = 0
        for html in papers {
            pages += inSheets(
                try run.printing(kind) { () throws(PaperError) in try printer.pageCount(of: html) })
        }
        return pages
    }

    /// How many cases the open file takes, if all files of the part are to be about as long: no part ends with a file of
    /// two or three cases.
    private func share(_ known: (cases: Int, pages: Int)) -> Int {
        let used = open?.pages ?? 0
        let all = used + remaining * known.pages / known.cases
        // A little is left free, because cases differ.
        let room = max(1, setup.pages * 49 / 50)
        let files = (all + room - 1) / room
        guard files > 1 else { return remaining }
        return max(0, all / files - used) * known.cases / known.pages + (used == 0 ? 1 : 0)
    }

    private func beginNext() throws(DocumentError) {
        try close()
        try begin()
    }

    private func begin() throws(DocumentError) {
        let name = "part-\(SafeName.serial(part))-\(SafeName.serial(jobs.count + 1)).pdf"
        open = OpenJob(file: try run.storing(.printTicket) { () throws(PackingError) in try run.folder.file(name) })
        printer.begin(title: "\(run.context.jurisdiction.name), print job of batch \(run.context.batchName)")
    }

    private func close() throws(DocumentError) {
        guard let job = open else { return }
        open = nil
        try run.printing(.printTicket) { () throws(PaperError) in try printer.end() }
        let file = try run.storing(.printTicket) { () throws(PackingError) in
            try printer.handOver { (bytes) throws(PackingError) in try job.file.write(bytes) }
            return try job.file.finish()
        }
        jobs.append(
            PrintJob(
                file: file, kind: job.kind, first: job.first, last: job.last, cases: job.cases, pages: job.pages,
                sheets: setup.isTwoSided ? job.pages / 2 : job.pages, papers: job.papers))
    }
}
