import Filings

/// What the two lists of a volume say: which case is in which message, and which files go with it.
struct FilingLists {
    struct Filing {
        /// 0 for the omnibus motion.
        let sequence: Int
        let caseNumber: String
        let identifier: String
    }

    struct Request {
        let archive: String
        let file: String
        let size: Int
        let sha256: String
        var filings: [Filing]
    }

    struct File {
        let role: String
        let name: String
        let size: Int
        let sha256: String
    }

    private(set) var requests: [Request] = []
    /// By message identifier.
    private(set) var files: [String: [File]] = [:]
    /// By archive, in its order.
    private(set) var archives: [String: [File]] = [:]

    static let messageColumns = ["sequence", "case_number", "message_id", "archive", "file", "bytes", "sha256"]

    /// Reads `messages-SERIAL.csv` and `upload-index-SERIAL.csv`.
    static func read(
        _ serial: String, _ folder: CheckedFolder, _ paths: Set<String>, _ log: VerificationLog
    ) -> FilingLists {
        var lists = FilingLists()
        rows("messages-\(serial).csv", messageColumns, folder, paths, log) { lists.addMessage($0) }
        rows("upload-index-\(serial).csv", UploadRow.columns, folder, paths, log) { lists.addFile($0) }
        return lists
    }

    private static func rows(
        _ name: String, _ columns: [String], _ folder: CheckedFolder, _ paths: Set<String>, _ log: VerificationLog,
        _ body: (CSVRows) -> Bool
    ) {
        let place = folder.place(name)
        guard paths.contains(name) else { return log.add(.missingFile, place, "the volume lacks this list") }
        guard let rows = CSVRows.list(name, of: columns, in: folder, otherwise: .messageDiffers, log) else { return }
        do throws(CSVRows.Flaw) {
            while try rows.next() {
                if rows.fieldCount != columns.count || !body(rows) {
                    log.add(.messageDiffers, place, "row \(rows.row) cannot be understood")
                }
            }
        } catch {
            log.add(.messageDiffers, place, "row \(error.row): \(error.message)")
        }
    }

    private mutating func addMessage(_ row: CSVRows) -> Bool {
        guard let sequence = Int(row.text(0)), sequence >= 0, let size = Int(row.text(5)) else { return false }
        let filing = Filing(sequence: sequence, caseNumber: Self.undefused(row.text(1)), identifier: row.text(2))
        // The cases of a request follow each other.
        if let last = requests.last, last.file == row.text(4) {
            requests[requests.count - 1].filings.append(filing)
        } else {
            requests.append(
                Request(
                    archive: row.text(3), file: row.text(4), size: size, sha256: row.text(6), filings: [filing]))
        }
        return true
    }

    private mutating func addFile(_ row: CSVRows) -> Bool {
        guard let size = Int(row.text(8)) else { return false }
        let file = File(role: row.text(2), name: row.text(7), size: size, sha256: row.text(9))
        files[row.text(10), default: []].append(file)
        archives[row.text(6), default: []].append(file)
        return true
    }

    /// `CSVText` writes an apostrophe before what a spreadsheet would take for a formula.
    private static func undefused(_ text: String) -> String {
        guard text.hasPrefix("'"), let second = text.dropFirst().first, "=+-@\t\r".contains(second) else { return text }
        return String(text.dropFirst())
    }
}
