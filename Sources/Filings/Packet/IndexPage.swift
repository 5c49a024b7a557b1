import TemplateEngine

/// Writes the index page of a batch: what went in, what came out, links to everything.
package enum IndexPage {
    package static func write(
        _ overview: BatchOverview, with documents: DocumentSet, to folder: PacketFolder
    ) throws -> FileEntry {
        var values = documents.index.values(in: nil)
        documents.index.fill(&values, from: overview)
        var output = Output()
        try documents[.index].render(values, overview.isDraft ? .draft : .filing, into: &output)
        return try folder.write(DocumentKind.index.fileName, output)
    }
}
