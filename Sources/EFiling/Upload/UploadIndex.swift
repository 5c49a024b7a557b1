import Filings

/// One file of an upload set, as the index lists it.
package struct UploadRow: Sendable {
    package let sequence: Int
    package let caseNumber: String
    /// `lead`, `connected`, or `editable` for the form of an order that a word processor reads.
    package let role: String
    package let title: String
    package let filingCode: String
    package let access: String
    package let archive: String
    package let fileName: String
    package let size: Int
    package let sha256: String
    /// Of the message that the file goes with.
    package let message: String

    package init(
        sequence: Int, caseNumber: String, role: String, title: String, filingCode: String, access: String,
        archive: String, fileName: String, size: Int, sha256: String, message: String
    ) {
        self.sequence = sequence
        self.caseNumber = caseNumber
        self.role = role
        self.title = title
        self.filingCode = filingCode
        self.access = access
        self.archive = archive
        self.fileName = fileName
        self.size = size
        self.sha256 = sha256
        self.message = message
    }

    static let columns = [
        "sequence", "case_number", "role", "title", "filing_code", "access", "archive", "file", "bytes", "sha256",
        "message_id",
    ]

    private var cells: [String] {
        [
            String(sequence), caseNumber, role, title, filingCode, access, archive, fileName, String(size), sha256,
            message,
        ]
    }

    /// The index as a table for a spreadsheet.
    package static func csv(_ rows: [UploadRow]) -> [UInt8] {
        var text = CSVText()
        text.row(columns)
        for row in rows { text.row(row.cells) }
        return text.bytes
    }

    /// The index as a page, for whoever uploads file by file. No names of persons are in it.
    package static func html(_ rows: [UploadRow], title: String) -> [UInt8] {
        var html = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"/><title>\(escaped(title))</title><style>
            body { font: 10pt sans-serif; margin: 2em } table { border-collapse: collapse }
            th, td { border-bottom: 1px solid #999; padding: 2px 8px; text-align: left; vertical-align: top }
            </style></head><body><h1>\(escaped(title))</h1><table><thead><tr>

            """
        for column in columns { html += "<th>\(column)</th>" }
        html += "</tr></thead><tbody>\n"
        for row in rows { html += "<tr>" + row.cells.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>\n" }
        html += "</tbody></table></body></html>\n"
        return Array(html.utf8)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
