/// Names of PDF files.
enum PaperFile {
    /// `motion.pdf` for `motion.html`.
    static func path(beside html: String) -> String { String(html.prefix { $0 != "." }) + ".pdf" }

    static func isPDF(_ path: String) -> Bool { path.utf8.count > 4 && path.hasSuffix(".pdf") }

    /// `motion.html` for `motion.pdf`; other names as they are.
    static func html(of path: String) -> String { isPDF(path) ? String(path.dropLast(4)) + ".html" : path }
}
