import Cases

extension PacketRun {
    /// Writes a group's documents that occur once: motion, declaration, order, notice of non-challenge, proof of service.
    ///
    /// `path` is the folder of the group inside the packet, with its slash; empty where the packet has one group.
    package func writeOmnibus(
        _ kinds: [DocumentKind], _ summary: GroupSummary, under path: String
    ) throws(DocumentError) -> [FileEntry] {
        var files: [FileEntry] = []
        for kind in kinds {
            files += try write(kind, to: path + kind.fileName, documents.omnibus, from: summary)
        }
        return files
    }

    /// Writes a volume of Exhibit A, and its confidential twin where the jurisdiction wants one.
    /// `path` is that of `writeOmnibus`.
    package func writeSchedule(_ volume: ScheduleVolume, under path: String) throws(DocumentError) -> [FileEntry] {
        for row in volume.rows { try require(row, in: .schedule) }
        let number = SafeName.serial(volume.number)
        var files = try write(.schedule, to: "\(path)schedule-\(number).html", documents.schedule, from: volume)
        if context.jurisdiction.wantsConfidentialSchedule {
            files += try write(
                .scheduleConfidential, to: "confidential/\(path)schedule-\(number).html", documents.schedule,
                from: volume)
        }
        return files
    }

    /// Writes the cover: the packing list of everything written before it, with control totals.
    package func writeCover(_ cover: Cover) throws(DocumentError) -> [FileEntry] {
        try write(.cover, to: DocumentKind.cover.fileName, documents.cover, from: cover)
    }
}

extension FileEntry {
    /// As a packing list names the file.
    package var title: String { Self.title(of: path) }

    static func title(of path: String) -> String {
        let file = PaperFile.html(of: path.split(separator: "/").last.map(String.init) ?? path)
        let isConfidential = path.hasPrefix("confidential/")
        switch file {
        case "schedule.csv":
            return isConfidential ? "Confidential schedule for the clerk's system" : "Schedule for the clerk's system"
        case "schedule.xml": return "Schedule for the clerk's system, XML"
        case "challenged.csv":
            return isConfidential ? "Challenged counts with identifiers, for the public defender" : "Challenged counts"
        default: break
        }
        if file.hasPrefix("schedule-") {
            return (isConfidential ? DocumentKind.scheduleConfidential : .schedule).title
        }
        if let volume = DocumentKind.volume(of: file) {
            return volume.number == 1 ? volume.kind.title : "\(volume.kind.title), volume \(volume.number)"
        }
        return DocumentKind.allCases.first { $0.fileName == file }?.title ?? file
    }
}

extension Volume {
    /// As a packing list names the volume.
    package var title: String {
        switch kind {
        case .challenges: "Notices of challenge in cases \(grouped(first)) to \(grouped(last))"
        case .cases: "Documents of cases \(grouped(first)) to \(grouped(last))"
        case .letters: "Letters \(grouped(first)) to \(grouped(last))"
        }
    }
}
