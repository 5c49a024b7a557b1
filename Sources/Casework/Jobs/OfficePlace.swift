import Filings

/// Where a service keeps what it works on. Batches, sheets and the docket lie as the command line leaves them, so that both
/// can be used on one folder.
package struct OfficePlace: Hashable, Sendable {
    /// The folder of batches.
    package let output: String
    package let docket: String
    package let templates: String
    /// Of official schemas, if they are installed.
    package let schemas: String

    package init(output: String, docket: String? = nil, templates: String, schemas: String) {
        self.output = output
        self.docket = docket ?? "\(output)/docket.sqlite"
        self.templates = templates
        self.schemas = schemas
    }

    /// Everything that people sent, each in a folder of its own name; for the service's eyes only.
    package var uploads: String { "\(output)/.uploads" }

    package func upload(_ path: String) -> String { "\(uploads)/\(path)" }

    /// The folder of a published version of the templates.
    package func templates(ofVersion version: Int64) -> String { "\(output)/.templates/\(version)" }

    /// The same with other templates.
    func with(templates: String) -> OfficePlace {
        OfficePlace(output: output, docket: docket, templates: templates, schemas: schemas)
    }

    package func batch(_ folder: String) -> String { "\(output)/\(folder)" }

    /// Name of the folder of a batch's messages: of all cases in round 1, of what the court rejected and was made anew later.
    package static func messages(of batch: String, round: Int) -> String {
        "\(batch)\(SendingPlace.ending)" + (round == 1 ? "" : "-\(round)")
    }

    /// Names of the folders of a batch's messages that are there, from round 1 on.
    package func messages(of batch: String) -> [String] {
        Array(
            (1...).lazy.map { Self.messages(of: batch, round: $0) }.prefix {
                SealedFolder.mark(of: self.batch($0)) != nil
            })
    }

    /// Name of the folder of a screening's sheets.
    package static func sheets(ofJob id: Int64) -> String { "screening-\(id)" }

    /// Name of the folder of a report.
    package static func report(of screening: String) -> String { "report-\(screening.prefix(12))" }
}
