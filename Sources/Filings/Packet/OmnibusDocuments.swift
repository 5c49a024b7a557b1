import Cases

extension PacketRun {
    /// Writes a group's documents that occur once: motion, declaration, order, notice of non-challenge, proof of service.
    ///
    /// `path` is the folder of the group inside the packet, with its slash; empty where the packet has one group.
    package func writeOmnibus(_ summary: GroupSummary, under path: String) throws(DocumentError) -> [FileEntry] {
        var files: [FileEntry] = []
        for kind in DocumentKind.omnibus {
            files.append(try write(kind, to: path + kind.fileName, documents.omnibus, from: summary))
        }
        return files
    }

    /// Writes a volume of Exhibit A, and its confidential twin where the jurisdiction wants one.
    /// `path` is that of `writeOmnibus`.
    package func writeSchedule(_ volume: ScheduleVolume, under path: String) throws(DocumentError) -> [FileEntry] {
        for row in volume.rows { try require(row, in: .schedule) }
        let digits = String(volume.number)
        let number = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        var files = [
            try write(.schedule, to: "\(path)schedule-\(number).html", documents.schedule, from: volume)
        ]
        if context.jurisdiction.wantsConfidentialSchedule {
            files.append(
                try write(
                    .scheduleConfidential, to: "confidential/\(path)schedule-\(number).html", documents.schedule,
                    from: volume))
        }
        return files
    }

    /// Writes the cover: the packing list of everything written before it, with control totals.
    package func writeCover(_ cover: Cover) throws(DocumentError) -> FileEntry {
        try write(.cover, to: DocumentKind.cover.fileName, documents.cover, from: cover)
    }
}

extension FileEntry {
    /// As a packing list names the file.
    package var title: String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let isConfidential = path.hasPrefix("confidential/")
        switch file {
        case "schedule.csv":
            return isConfidential ? "Confidential schedule for the clerk's system" : "Schedule for the clerk's system"
        case "schedule.xml": return "Schedule for the clerk's system, XML"
        default: break
        }
        if file.hasPrefix("schedule-") {
            return (isConfidential ? DocumentKind.scheduleConfidential : .schedule).title
        }
        return DocumentKind.allCases.first { $0.fileName == file }?.title ?? file
    }
}

extension Volume {
    /// As a packing list names the volume.
    package var title: String {
        switch kind {
        case .cases: "Documents of cases \(grouped(first)) to \(grouped(last))"
        case .letters: "Letters \(grouped(first)) to \(grouped(last))"
        }
    }
}
