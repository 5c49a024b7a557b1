internal import CDeflate
package import Press

/// Prints HTML documents of ours as PDF. One per thread, kept for many documents.
package final class PaperPrinter {
    private var reader = PageReader()
    private let printer: PDFPrinter

    package init(_ typefaces: Typefaces) {
        let deflater = ZlibDeflater()
        printer = PDFPrinter(
            typefaces,
            Compression(bound: { deflater.bound($0) }, compress: { deflater.compress($0, into: $1) }))
    }

    /// One document as a file.
    package func pdf(of html: [UInt8]) throws(PaperError) -> [UInt8] {
        try printing(html) { (manuscript) throws(PressError) in try printer.pdf(of: manuscript) }
    }

    /// Several documents as one file.
    package func volume(of documents: [[UInt8]], title: String) throws(PaperError) -> [UInt8] {
        begin(title: title)
        for html in documents { _ = try add(html) }
        var bytes: [UInt8] = []
        try end()
        handOver { bytes += $0 }
        return bytes
    }

    // MARK: - Files of many documents

    /// Begins a file. What was added to one that was not ended is forgotten.
    package func begin(title: String) { printer.begin(title: title, language: "en") }

    /// Adds a document. The bookmark of a part stands below that of the last document that is none.
    ///
    /// - Returns: how many pages it takes.
    package func add(_ html: [UInt8], asPart isPart: Bool = false) throws(PaperError) -> Int {
        try printing(html) { (manuscript) throws(PressError) in try printer.add(manuscript, asPart: isPart) }
    }

    /// Adds pages that no HTML describes.
    package func add(_ manuscript: Manuscript) throws(PaperError) -> Int {
        do { return try printer.add(manuscript) } catch { throw PaperError(.press(error)) }
    }

    /// How many pages a document would take.
    package func pageCount(of html: [UInt8]) throws(PaperError) -> Int {
        try printing(html) { (manuscript) throws(PressError) in try printer.pageCount(of: manuscript) }
    }

    /// Adds the empty back of a sheet.
    package func addBlankPage() { printer.addBlankPage() }

    /// Gives away the bytes that are ready, and forgets them.
    package func handOver<Failure>(
        _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try printer.handOver(take)
    }

    /// Ends the file; `handOver` gives the last of it.
    package func end() throws(PaperError) {
        do { try printer.end() } catch { throw PaperError(.press(error)) }
    }

    private func printing<Result>(
        _ html: [UInt8], _ work: (Manuscript) throws(PressError) -> Result
    ) throws(PaperError) -> Result {
        let manuscript = try reader.manuscript(of: html)
        do {
            let result = try work(manuscript)
            reader.reuse(manuscript)
            return result
        } catch {
            throw PaperError(.press(error))
        }
    }
}

/// Writes zlib streams, which PDF wants. One per thread.
private final class ZlibDeflater {
    private let compressor: OpaquePointer
    /// Pages are small and many: speed goes first.
    private static let level: Int32 = 3

    init() {
        guard let compressor = libdeflate_alloc_compressor(Self.level) else {
            fatalError("no memory for a compressor")
        }
        self.compressor = compressor
    }

    deinit { libdeflate_free_compressor(compressor) }

    func bound(_ count: Int) -> Int { libdeflate_zlib_compress_bound(compressor, count) }

    func compress(_ source: UnsafeRawBufferPointer, into space: UnsafeMutableRawBufferPointer) -> Int {
        libdeflate_zlib_compress(compressor, source.baseAddress, source.count, space.baseAddress, space.count)
    }
}
