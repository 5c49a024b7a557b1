import TemplateEngine

extension ImpactReport {
    /// The files that a report consists of.
    package static let fileNames: Set<String> = [DocumentKind.report.fileName, "report.csv", "report.json"]

    /// Writes the report's files.
    package func write(with documents: DocumentSet, to folder: PacketFolder) throws {
        _ = try folder.write(DocumentKind.report.fileName, html(with: documents))
        _ = try folder.write("report.csv", ReportTable.bytes(of: self))
        _ = try folder.write("report.json", Array(try json.utf8))
    }

    /// The text of `report.json`.
    package var json: String { get throws { try ReportJSON(self).text } }

    func html(with documents: DocumentSet) throws -> [UInt8] {
        var values = documents.report.values(in: nil)
        documents.report.fill(&values, from: self)
        var output = Output()
        try documents[.report].render(values, .filing, into: &output)
        return output.copy()
    }
}
