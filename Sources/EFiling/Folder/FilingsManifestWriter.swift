import Cases
package import Filings

extension PacketFolder {
    /// Writes the schema of the manifests of an e-filing folder.
    package func writeFilingsSchema() throws(PackingError) -> FileEntry {
        try write(FilingsManifestSchema.file, Array(FilingsManifestSchema.text.utf8))
    }

    /// Writes `manifest.xml`, the last file of a jurisdiction's filings.
    package func write(_ manifest: FilingsManifest) throws(PackingError) -> FileEntry {
        var text = FilingsManifestText()
        text.begin("filings", manifest.run)
        text.xml.attribute("jurisdiction", manifest.jurisdiction)
        text.xml.attribute("name", manifest.name)
        text.xml.attribute("postedAt", manifest.postedAt)
        text.xml.attribute("policy", manifest.policy)
        text.xml.attribute("profile", manifest.profile.rawValue)
        text.xml.attribute("round", String(manifest.round))
        text.xml.attribute("official", manifest.usedOfficialSchemas ? "true" : "false")
        text.xml.raw(">\n")
        text.add(manifest.totals, indent: "  ")
        text.add(manifest.files)
        text.xml.seal("filings")
        return try write("manifest.xml", text.xml.bytes)
    }

    /// Writes `manifest.xml`, the last file of an e-filing folder.
    package func write(_ manifest: EFilingManifest) throws(PackingError) -> FileEntry {
        var text = FilingsManifestText()
        text.begin("efiling", manifest.run)
        text.xml.raw(">\n")
        text.add(manifest.totals, indent: "  ")
        text.add(manifest.parts)
        text.add(manifest.files)
        text.xml.seal("efiling")
        return try write("manifest.xml", text.xml.bytes)
    }
}

/// The parts of these manifests, as `FilingsManifestSchema` describes them.
private struct FilingsManifestText {
    var xml = XMLText()

    mutating func begin(_ root: String, _ run: RunStamp) {
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(root) xmlns=\"\(FilingsManifestSchema.namespace)\"")
        xml.attribute("batch", run.batch)
        xml.attribute("asOf", run.asOf.iso)
        xml.attribute("templates", run.templates)
        xml.attribute("program", run.program)
    }

    mutating func add(_ totals: FilingTotals, indent: String) {
        xml.raw("\(indent)<totals")
        for count in FilingTotals.counts { xml.attribute(count.name, totals[keyPath: count.path]) }
        xml.raw("/>\n")
    }

    mutating func add(_ files: [FileEntry]) {
        xml.raw("  <files>\n")
        for file in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
            xml.raw("    <file")
            describe(file.path, file)
        }
        xml.raw("  </files>\n")
    }

    mutating func add(_ parts: [EFilingManifest.Part]) {
        xml.raw("  <parts>\n")
        for part in parts {
            xml.raw("    <part")
            xml.attribute("jurisdiction", part.jurisdiction)
            xml.attribute("name", part.name)
            xml.raw(">\n")
            add(part.totals, indent: "      ")
            xml.raw("      <filings")
            describe("\(part.jurisdiction)/\(part.manifest.path)", part.manifest)
            xml.raw("    </part>\n")
        }
        xml.raw("  </parts>\n")
    }

    private mutating func describe(_ path: String, _ file: FileEntry) {
        xml.attribute("path", path)
        xml.attribute("size", file.size)
        xml.attribute("sha256", file.digest)
        xml.raw("/>\n")
    }
}
