internal import CDeflate
package import Inspection

/// Holds documents of packets against the paper rules, by what their names say they are. One per thread.
package final class PaperInspector {
    private let inspector: Inspector

    package init() {
        let inflater = ZlibInflater()
        inspector = Inspector(Inflation { inflater.inflate($0, into: $1) })
    }

    /// Whether a file is looked at: HTML and PDF, but for the pages that are for the office alone.
    package static func isPaper(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        guard name.hasSuffix(".pdf") || name.hasSuffix(".html") else { return false }
        return !DocumentKind.ofOffice.contains { stem(of: path) == $0.rawValue }
    }

    /// Holds a document against the rules.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - path: Its name, which may tell that it has to be a pleading.
    /// - Returns: What was found.
    package func inspect(_ bytes: UnsafeRawBufferPointer, named path: String) -> Inspection {
        inspector.inspect(bytes, as: Self.isPleading(path) ? .pleading : .any)
    }

    /// Whatever its name, the document has to be a pleading.
    package func inspect(pleading bytes: UnsafeRawBufferPointer) -> Inspection {
        inspector.inspect(bytes, as: .pleading)
    }

    /// The case numbers in the caption of a PDF; none where it cannot be read.
    package func caseNumbers(on pdf: [UInt8]) -> [String] {
        pdf.withUnsafeBytes { inspector.caseNumbers(onFirstPageOf: $0) } ?? []
    }

    private static let pleadings = Set(
        DocumentKind.allCases.filter(\.isPleading).flatMap { kind in [kind.rawValue, String(kind.fileName.dropLast(5))]
        }
    )

    static func isPleading(_ path: String) -> Bool { pleadings.contains(stem(of: path)) }

    /// The name without folder, ending and number of a volume: `challenge` of `000001-X/challenge-0002.html`.
    private static func stem(of path: String) -> String {
        var stem = (path.split(separator: "/").last ?? "").prefix { $0 != "." }
        let digits = stem.utf8.reversed().prefix { $0 &- 0x30 < 10 }.count
        if digits == 4, stem.dropLast(4).hasSuffix("-") { stem = stem.dropLast(5) }
        return String(stem)
    }
}

/// Unpacks the zlib streams of PDF, on input that nobody vouches for. One per thread.
private final class ZlibInflater {
    private let decompressor: OpaquePointer

    init() {
        guard let decompressor = libdeflate_alloc_decompressor() else { fatalError("no memory for a decompressor") }
        self.decompressor = decompressor
    }

    deinit { libdeflate_free_decompressor(decompressor) }

    func inflate(_ stream: UnsafeRawBufferPointer, into space: UnsafeMutableRawBufferPointer) -> Inflation.Outcome {
        var count = 0
        switch libdeflate_zlib_decompress(
            decompressor, stream.baseAddress, stream.count, space.baseAddress, space.count, &count)
        {
        case LIBDEFLATE_SUCCESS: return .done(count)
        case LIBDEFLATE_INSUFFICIENT_SPACE: return .tooSmall
        default: return .damaged
        }
    }
}
