private import Dispatch
private import Glibc
package import Inspection
private import Synchronization

/// What checking the paper of files and folders brought to light.
package struct PaperLintReport: Sendable {
    package struct Line: Sendable, CustomStringConvertible {
        /// The file, as it was named or found.
        package let path: String
        /// The document in an archive; empty for a file of its own.
        package let entry: String
        package let finding: Finding

        package var description: String { entry.isEmpty ? "\(path): \(finding)" : "\(path), \(entry): \(finding)" }
    }

    /// In the order of the files.
    package fileprivate(set) var lines: [Line] = []
    package fileprivate(set) var documents = 0
    /// Of PDF.
    package fileprivate(set) var pages = 0
}

/// Holds every PDF and HTML document of files and folders, and of the ZIP volumes in them, against the paper rules.
package enum PaperLint {
    /// A document of ours has a few megabytes, a print job some tens.
    static let largest = 1 << 30

    /// Looks at everything once.
    ///
    /// - Parameters:
    ///   - paths: Files, or folders, which are searched with everything below.
    ///   - asPleadings: Whether every document has to be a pleading, whatever its name.
    ///   - archives: Whether ZIP volumes found in folders are looked into.
    ///   - threads: How many threads may work on it.
    /// - Returns: What was found; of paths without a document, nothing.
    /// - Throws: If a path cannot be read.
    package static func lint(
        _ paths: [String], asPleadings: Bool = false, archives: Bool = true, threads: Int = 2
    ) throws(PackingError) -> PaperLintReport {
        var files: [String] = []
        for path in paths {
            if let folder = try? CheckedFolder(path) {
                let base = path.hasSuffix("/") ? String(path.dropLast()) : path
                list(folder, base, archives, &files, depth: 0)
            } else {
                files.append(path)
            }
        }
        let found = files
        let results = Mutex<[Int: PaperLintReport]>([:])
        let failed = Mutex<(path: String, code: Int32)?>(nil)
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, found.count))) { _ in
            let checker = FileLint(asPleadings)
            while true {
                let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < found.count else { return }
                if let report = checker.lint(found[number]) {
                    results.withLock { $0[number] = report }
                } else {
                    let code = errno
                    failed.withLock { $0 = $0 ?? (found[number], code) }
                }
            }
        }
        if let (path, code) = failed.withLock({ $0 }) {
            errno = code
            throw .system(path)
        }
        var whole = PaperLintReport()
        for (_, report) in results.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            whole.lines += report.lines
            whole.documents += report.documents
            whole.pages += report.pages
        }
        return whole
    }

    /// Follows no links.
    private static func list(
        _ folder: CheckedFolder, _ path: String, _ archives: Bool, _ files: inout [String], depth: Int
    ) {
        for (name, kind) in folder.entries {
            switch kind {
            case .file where PaperInspector.isPaper(name) || (archives && name.hasSuffix(".zip")):
                files.append("\(path)/\(name)")
            case .folder where depth < 16:
                if let inner = folder.folder(name) {
                    list(inner, "\(path)/\(name)", archives, &files, depth: depth + 1)
                }
            default: break
            }
        }
    }

    /// One per thread.
    private final class FileLint {
        private let inspector = PaperInspector()
        private let inflater = Inflater()
        private let asPleadings: Bool
        private var report = PaperLintReport()

        init(_ asPleadings: Bool) { self.asPleadings = asPleadings }

        /// - Returns: nil if the file cannot be read, for the reason in `errno`.
        func lint(_ path: String) -> PaperLintReport? {
            report = PaperLintReport()
            let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                close(descriptor)
                errno = EINVAL
                return nil
            }
            let file = CheckedFile(descriptor, size: Int(status.st_size))
            if path.hasSuffix(".zip") {
                lintArchive(file, path)
            } else {
                guard let bytes = file.readAll(atMost: PaperLint.largest) else { return nil }
                bytes.withUnsafeBytes { lint($0, path, entry: "") }
            }
            return report
        }

        private func lintArchive(_ file: CheckedFile, _ path: String) {
            do throws(ZipFlaw) {
                let archive = try ZipReader(file.descriptor, size: file.size, inflater: inflater)
                for entry in archive.entries {
                    let name = String(decoding: entry.name, as: UTF8.self)
                    guard PaperInspector.isPaper(name) else { continue }
                    try archive.withBytes(of: entry) { lint($0, path, entry: name) }
                }
            } catch {
                let finding = Finding(.readable, error.message)
                report.lines.append(PaperLintReport.Line(path: path, entry: error.entry, finding: finding))
            }
        }

        private func lint(_ bytes: UnsafeRawBufferPointer, _ path: String, entry: String) {
            let name = entry.isEmpty ? path : entry
            let found = asPleadings ? inspector.inspect(pleading: bytes) : inspector.inspect(bytes, named: name)
            report.documents += 1
            report.pages += found.pages
            report.lines += found.findings.map { PaperLintReport.Line(path: path, entry: entry, finding: $0) }
        }
    }
}
