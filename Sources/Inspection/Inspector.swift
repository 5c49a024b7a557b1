/// What was found in one document.
package struct Inspection: Sendable {
    /// First what is wrong with the file, then page by page.
    package let findings: [Finding]
    /// Pages of a PDF; 0 for HTML, whose pages a browser makes.
    package let pages: Int
}

/// Holds documents of ours against the paper rules, from their bytes alone. It shares nothing with the rooms that make them:
/// what it finds is what a stranger with the file would find.
///
/// One per thread, kept for many documents. The bytes may come from anybody: what cannot be read is a finding.
///
/// - Note: PDF is looked at as it will be printed: every letter and every line at its place. HTML gets its pages from a
///   browser, so that of it the style and the order of its parts are looked at: which paper, margins, numbers, type and foot
///   the style asks for, and what stands above the title of the court. Where a line ends, and what a page holds, HTML does not
///   say; print it as PDF to have that looked at.
package final class Inspector {
    /// What a document has to be.
    package enum Paper: Sendable {
        /// A pleading (rules 2.100 to 2.119), whatever it looks like.
        case pleading
        /// What it looks like: a pleading where a page shows numbers of lines, the rule beside them or the line in the foot.
        case any
    }

    private var pdf: PDFInspector
    private var html = HTMLInspector()

    package init(_ inflation: Inflation) { pdf = PDFInspector(inflation) }

    package func inspect(_ bytes: UnsafeRawBufferPointer, as paper: Paper = .any) -> Inspection {
        if bytes.prefix(1_024).first == UInt8(ascii: "<") { return html.inspect(bytes, as: paper) }
        return pdf.inspect(bytes, as: paper)
    }

    /// The case numbers on the first page of a PDF: what stands behind `Case No.`, each once.
    ///
    /// - Returns: nil for what cannot be read.
    package func caseNumbers(onFirstPageOf bytes: UnsafeRawBufferPointer) -> [String]? {
        pdf.values(labelled: "Case No.", onFirstPageOf: bytes)
    }
}
