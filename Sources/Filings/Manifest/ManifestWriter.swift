internal import Cases

extension PacketFolder {
    /// Writes `manifest.xml`, the last file of a packet.
    package func write(_ manifest: PacketManifest) throws(PackingError) -> FileEntry {
        var text = ManifestText()
        text.begin("packet", manifest.run, [("jurisdiction", manifest.jurisdiction), ("name", manifest.name)])
        text.add(manifest.inputs)
        text.add(manifest.totals, indent: "  ")
        text.add(manifest.files)
        text.add(manifest.volumes)
        text.add(manifest.jobs)
        text.xml.seal("packet")
        return try write("manifest.xml", text.xml.bytes)
    }

    /// Writes `manifest.xml`, the last file of a batch.
    package func write(_ manifest: BatchManifest) throws(PackingError) -> FileEntry {
        var text = ManifestText()
        text.begin("batch", manifest.run, [])
        text.add(manifest.inputs)
        text.add(manifest.totals, indent: "  ")
        text.add(manifest.parts)
        text.add(manifest.files)
        text.xml.seal("batch")
        return try write("manifest.xml", text.xml.bytes)
    }

    /// Writes the schema of the manifest, so that a folder can be checked without this program.
    package func writeManifestSchema() throws(PackingError) -> FileEntry {
        try write("manifest.xsd", Array(ManifestSchema.text.utf8))
    }

    /// Writes the schemas of what a packet holds; a packet without cases to be filed has no schedule.
    package func writeSchemas(hasSchedule: Bool = true) throws(PackingError) -> [FileEntry] {
        let manifest = try writeManifestSchema()
        return hasSchedule ? [manifest, try write("schedule.xsd", Array(ScheduleSchema.text.utf8))] : [manifest]
    }
}

/// The parts of manifests, as `ManifestSchema` describes them.
struct ManifestText {
    var xml = XMLText()

    mutating func begin(_ root: String, _ run: RunStamp, _ more: [(String, String)]) {
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(root) xmlns=\"\(ManifestSchema.namespace)\"")
        xml.attribute("batch", run.batch)
        for (name, value) in more { xml.attribute(name, value) }
        xml.attribute("mode", run.mode)
        xml.attribute("asOf", run.asOf.iso)
        xml.attribute("templates", run.templates)
        xml.attribute("program", run.program)
        if let screening = run.screening {
            xml.attribute("screening", screening.identity)
            xml.attribute("screenedCounty", screening.county)
            xml.attribute("screenedAsOf", screening.asOf.iso)
            xml.attribute("screenedBy", screening.program)
            xml.attribute("rules", screening.rules)
            xml.attribute("rulesDigest", screening.rulesDigest)
            xml.attribute("rulings", screening.rulings)
        }
        if let notices = run.notices { xml.attribute("notices", notices) }
        xml.raw(">\n")
    }

    mutating func add(_ inputs: [InputFile]) {
        xml.raw("  <inputs>\n")
        for input in inputs {
            xml.raw("    <input")
            xml.attribute("name", input.name)
            xml.attribute("size", input.size)
            xml.attribute("sha256", input.sha256)
            xml.attribute("rows", input.rows)
            xml.raw("/>\n")
        }
        xml.raw("  </inputs>\n")
    }

    mutating func add(_ totals: Totals, indent: String) {
        xml.raw("\(indent)<totals")
        xml.attribute("rows", totals.rows)
        xml.attribute("cases", totals.cases)
        xml.attribute("counts", totals.counts)
        xml.attribute("people", totals.people)
        xml.attribute("letters", totals.letters)
        xml.raw(">\n")
        for outcome in Outcome.allCases {
            xml.raw("\(indent)  <outcome")
            xml.attribute("name", outcome.rawValue)
            xml.attribute("rows", totals[outcome])
            xml.raw("/>\n")
        }
        for relief in totals.reliefs {
            xml.raw("\(indent)  <relief")
            xml.attribute("code", relief.code)
            share(relief.cases, relief.counts)
        }
        for courthouse in totals.courthouses {
            xml.raw("\(indent)  <courthouse")
            xml.attribute("name", courthouse.name)
            share(courthouse.cases, courthouse.counts)
        }
        xml.raw("\(indent)</totals>\n")
    }

    mutating func add(_ files: [FileEntry]) {
        xml.raw("  <files>\n")
        for file in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
            xml.raw("    <file")
            describe(file.path, file)
        }
        xml.raw("  </files>\n")
    }

    mutating func add(_ volumes: [Volume]) {
        xml.raw("  <volumes>\n")
        for volume in volumes.sorted(by: { $0.file.path.utf8.lexicographicallyPrecedes($1.file.path.utf8) }) {
            xml.raw("    <volume")
            xml.attribute("kind", volume.kind.rawValue)
            xml.attribute("first", volume.first)
            xml.attribute("last", volume.last)
            xml.attribute("items", volume.items)
            xml.attribute("documents", volume.documents)
            xml.attribute("bytes", volume.bytes)
            describe(volume.file.path, volume.file)
        }
        xml.raw("  </volumes>\n")
    }

    mutating func add(_ jobs: [PrintJob]) {
        guard !jobs.isEmpty else { return }
        xml.raw("  <jobs>\n")
        for job in jobs {
            xml.raw("    <job")
            xml.attribute("kind", job.kind.rawValue)
            xml.attribute("first", job.first)
            xml.attribute("last", job.last)
            xml.attribute("cases", job.cases)
            xml.attribute("pages", job.pages)
            xml.attribute("sheets", job.sheets)
            describe(job.file.path, job.file)
        }
        xml.raw("  </jobs>\n")
    }

    mutating func add(_ parts: [BatchManifest.Part]) {
        xml.raw("  <parts>\n")
        for part in parts {
            xml.raw("    <part")
            xml.attribute("jurisdiction", part.jurisdiction)
            xml.attribute("name", part.name)
            xml.raw(">\n")
            add(part.totals, indent: "      ")
            if let packet = part.packet {
                xml.raw("      <packet")
                describe("\(part.jurisdiction)/\(packet.path)", packet)
            }
            xml.raw("    </part>\n")
        }
        xml.raw("  </parts>\n")
    }

    private mutating func share(_ cases: Int, _ counts: Int) {
        xml.attribute("cases", cases)
        xml.attribute("counts", counts)
        xml.raw("/>\n")
    }

    private mutating func describe(_ path: String, _ file: FileEntry) {
        xml.attribute("path", path)
        xml.attribute("size", file.size)
        xml.attribute("sha256", file.digest)
        xml.raw("/>\n")
    }
}
