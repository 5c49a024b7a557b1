internal import Digests
internal import Inspection

/// Checks files against what a manifest says of them. One per thread.
package final class FileChecker {
    private let log: VerificationLog
    private let hasher = SHA256()
    private let paper: PaperInspector?
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)

    package init(_ log: VerificationLog) {
        self.log = log
        paper = log.checksPaper ? PaperInspector() : nil
    }

    deinit { buffer.deallocate() }

    /// Hashes a file, and scans it for confidential values if it is public.
    ///
    /// - Parameters:
    ///   - entry: What the manifest says.
    ///   - folder: The manifest's folder.
    ///   - scanner: Looks for confidential values; nil if there are none to look for.
    func check(_ entry: FileEntry, in folder: CheckedFolder, scanner: inout LeakScanner?) {
        let place = folder.place(entry.path)
        guard let file = open(entry, in: folder) else { return }
        scanner?.begin(case: 0, keepsDates: false)
        var total = 0
        var kept = 0
        var scanned = 0
        while true {
            let space = UnsafeMutableRawBufferPointer(rebasing: buffer[kept...])
            guard let count = file.read(into: space) else {
                log.add(.unreadable, place, "cannot be read")
                return
            }
            hasher.update(UnsafeRawBufferPointer(rebasing: space[0..<count]))
            total += count
            let isLast = count < space.count
            if isLast, total == count {
                checkPaper(UnsafeRawBufferPointer(rebasing: buffer[0..<count]), entry.path, place)
            }
            let piece = UnsafeRawBufferPointer(rebasing: buffer[0..<kept + count])
            if scanner != nil {
                scanned = scanner?.scan(piece, from: scanned, isLast: isLast) ?? 0
                let start = max(0, min(scanned, piece.count) - LeakScanner.overlap)
                kept = piece.count - start
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: piece[start...]))
                scanned -= start
            }
            if isLast { break }
        }
        if total >= buffer.count { checkPaper(ofLarge: entry.path, place, in: folder) }
        compare(entry, size: total, place)
        for leak in Set(scanner?.leaks ?? []).sorted(by: { $0.sequence < $1.sequence }) { log.add(leak, place) }
    }

    /// Hashes a file.
    ///
    /// - Parameters:
    ///   - entry: What the manifest says.
    ///   - folder: The manifest's folder.
    package func check(_ entry: FileEntry, in folder: CheckedFolder) {
        var none: LeakScanner?
        check(entry, in: folder, scanner: &none)
    }

    /// Holds a document against the paper rules.
    func checkPaper(_ bytes: UnsafeRawBufferPointer, _ path: String, _ place: String, entry: String = "") {
        guard let paper, PaperInspector.isPaper(path) else { return }
        for finding in paper.inspect(bytes, named: path).findings {
            log.add(.paperRule, place, entry: entry, finding.description)
        }
    }

    /// The same for one that is larger than the buffer: pages are looked at in the order of the file's end.
    private func checkPaper(ofLarge path: String, _ place: String, in folder: CheckedFolder) {
        guard paper != nil, PaperInspector.isPaper(path), case .file(let file) = folder.open(path) else { return }
        guard let bytes = file.readAll(atMost: PaperLint.largest) else {
            return log.add(.paperRule, place, "the document is too large to be looked at")
        }
        bytes.withUnsafeBytes { checkPaper($0, path, place) }
    }

    private func open(_ entry: FileEntry, in folder: CheckedFolder) -> CheckedFile? {
        switch folder.open(entry.path) {
        case .file(let file): return file
        case .failure(let code, let message):
            log.add(code, folder.place(entry.path), message)
            return nil
        }
    }

    private func compare(_ entry: FileEntry, size: Int, _ place: String) {
        log.count(files: 1, bytes: size)
        let digest = hasher.finish()
        if size != entry.size {
            log.add(.sizeDiffers, place, "\(size) bytes, not \(entry.size) as listed")
        } else if digest != entry.digest {
            log.add(.digestDiffers, place, "its SHA-256 is not the one listed")
        }
    }
}

extension VerificationLog {
    /// Adds what a scanner found, without the value.
    func add(_ leak: LeakScanner.Leak, _ path: String, entry: String = "") {
        let value = leak.kind == .birthDate ? "a birth date" : "an identification number"
        let owner = leak.sequence > 0 ? " of case \(leak.sequence)" : ""
        add(.confidentialValue, path, entry: entry, "\(value)\(owner) stands in a public file")
    }
}
