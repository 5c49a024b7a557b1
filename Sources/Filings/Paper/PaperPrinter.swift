internal import CDeflate
internal import Glibc
package import Press

extension Typefaces {
    /// The fonts of the machine; `folder` is where Liberation's files lie.
    package static func installed(in folder: String = Typefaces.folder) throws(PaperError) -> Typefaces {
        do {
            return try Typefaces { name in FontFiles.bytes("\(folder)/\(name).ttf") }
        } catch {
            throw PaperError(.press(.font(error)))
        }
    }
}

private enum FontFiles {
    /// No font that is meant here is larger.
    private static let most = 16 << 20

    static func bytes(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rbe") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            bytes += piece[..<count]
            if bytes.count > most || (count < piece.count && ferror(file) != 0) { return nil }
            if count < piece.count { return bytes }
        }
    }
}

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
        let manuscript = try reader.manuscript(of: html)
        do {
            let pdf = try printer.pdf(of: manuscript)
            reader.reuse(manuscript)
            return pdf
        } catch {
            throw PaperError(.press(error))
        }
    }

    /// Several documents as one file.
    package func volume(of documents: [[UInt8]], title: String) throws(PaperError) -> [UInt8] {
        printer.begin(title: title, language: "en")
        do {
            for html in documents {
                let manuscript = try reader.manuscript(of: html)
                do { try printer.add(manuscript) } catch { throw PaperError(.press(error)) }
                reader.reuse(manuscript)
            }
            do { return try printer.finish() } catch { throw PaperError(.press(error)) }
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
