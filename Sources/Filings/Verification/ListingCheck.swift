/// Compares what lies in a folder with what is listed.
package struct ListingCheck {
    private let log: VerificationLog
    private static let deepest = 8

    package init(_ log: VerificationLog) { self.log = log }

    /// Reports every file that is not listed, and everything that is neither a plain file nor a folder.
    ///
    /// - Parameters:
    ///   - folder: The manifest's folder.
    ///   - expected: The paths that are listed.
    ///   - without: Sub-folders that are checked elsewhere.
    package func check(_ folder: CheckedFolder, expected: Set<String>, without: Set<String>) {
        walk(folder, inner: "", expected, without, depth: 0)
    }

    private func walk(
        _ folder: CheckedFolder,
        inner: String,
        _ expected: Set<String>,
        _ without: Set<String>,
        depth: Int
    ) {
        for (name, kind) in folder.entries {
            let path = inner.isEmpty ? name : "\(inner)/\(name)"
            switch kind {
            case .file:
                if !expected.contains(path) { log.add(.unlistedFile, folder.place(name), "in no manifest") }
            case .other:
                log.add(.notAPlainFile, folder.place(name), "neither a file nor a folder")
            case .folder:
                if without.contains(path) { continue }
                guard depth < Self.deepest, let sub = folder.folder(name) else {
                    log.add(.unlistedFile, folder.place(name), "a folder that does not belong here")
                    continue
                }
                walk(sub, inner: path, expected, without, depth: depth + 1)
            }
        }
    }
}
