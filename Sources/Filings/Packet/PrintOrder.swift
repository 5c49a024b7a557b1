/// The order in which the papers of a packet are printed and filed: omnibus papers, then the exhibit, then the cases.
package enum PrintOrder {
    private static let kinds: [DocumentKind] = [
        .motion, .declaration, .order, .nonChallenge, .challenge, .withdrawal, .proofOfService, .schedule,
    ]

    /// The papers of a group among the files of its packet.
    ///
    /// Not among them are confidential ones, which have an envelope of their own, and letters.
    ///
    /// - Parameters:
    ///   - files: everything that was written into the packet.
    ///   - path: the folder of the group inside the packet, with its slash; empty where the packet has one group.
    /// - Returns: the paths of their HTML, in order.
    package static func papers(of files: [FileEntry], under path: String) -> [String] {
        var found: [(kind: Int, volume: Int, path: String)] = []
        for file in files where file.path.hasPrefix(path) {
            let name = file.path.dropFirst(path.count)
            guard !name.contains("/"), name.hasSuffix(".html"), let place = place(of: String(name.dropLast(5))) else {
                continue
            }
            found.append((place.kind, place.volume, file.path))
        }
        return found.sorted { ($0.kind, $0.volume) < ($1.kind, $1.volume) }.map(\.path)
    }

    /// `schedule-0002` is the second volume of the last kind.
    private static func place(of stem: String) -> (kind: Int, volume: Int)? {
        for (index, kind) in kinds.enumerated() where stem.hasPrefix(kind.rawValue) {
            let rest = stem.dropFirst(kind.rawValue.count)
            if rest.isEmpty { return (index, 1) }
            if rest.first == "-", let volume = Int(rest.dropFirst()) { return (index, volume) }
        }
        return nil
    }

    /// The PDFs that no job holds: they are printed apart, because they go elsewhere. The cover is in the first job.
    package static func apart(of files: [FileEntry], printed: [PrintJob]) -> [PackedFile] {
        let inJobs = Set(printed.flatMap(\.papers))
        return files.filter { file in
            PaperFile.isPDF(file.path) && !inJobs.contains(PaperFile.html(of: file.path))
        }
        .map { PackedFile(path: $0.path, title: $0.title, size: $0.size) }
    }
}
