/// Checks the lists of a packet's mailing: every letter has an address in postal order, or stands among those that have
/// none, and none stands in both.
struct MailingCheck {
    private let folder: CheckedFolder
    private let log: VerificationLog

    static func run(_ manifest: PacketManifest, _ folder: CheckedFolder, _ log: VerificationLog) {
        let listed = Set(manifest.files.map(\.path))
        guard listed.contains(AddressList.path) || listed.contains(UnknownAddressList.path) else { return }
        MailingCheck(folder: folder, log: log).check(letters: manifest.totals.letters)
    }

    private func check(letters: Int) {
        var seen = [Bool](repeating: false, count: letters + 1)
        var count = 0
        var sequence = 0
        read(AddressList.path, AddressList.columns) { rows in
            sequence += 1
            guard Int(rows.text(0)) == sequence else { return "row \(rows.row) is out of order" }
            return Self.note(rows.text(6), &seen, &count)
                ? nil : "row \(rows.row) is of no letter, or of one listed before"
        }
        read(UnknownAddressList.path, UnknownAddressList.columns) { rows in
            Self.note(rows.text(0), &seen, &count) ? nil : "row \(rows.row) is of no letter, or of one listed before"
        }
        if count != letters {
            log.add(
                .mailingDiffers, folder.place(AddressList.path),
                "\(count) letters in the lists, \(letters) in the totals")
        }
    }

    /// - Returns: false if there is no such letter, or it was there before.
    private static func note(_ number: String, _ seen: inout [Bool], _ count: inout Int) -> Bool {
        guard let letter = Int(number), letter > 0, letter < seen.count, !seen[letter] else { return false }
        seen[letter] = true
        count += 1
        return true
    }

    /// Reads a list up to its first fault.
    private func read(_ path: String, _ columns: [String], _ check: (CSVRows) -> String?) {
        guard let rows = CSVRows.list(path, of: columns, in: folder, otherwise: .mailingDiffers, log) else { return }
        do throws(CSVRows.Flaw) {
            while try rows.next() {
                guard let fault = check(rows) else { continue }
                log.add(.mailingDiffers, folder.place(path), fault)
                return
            }
        } catch {
            log.add(.mailingDiffers, folder.place(path), "row \(error.row): \(error.message)")
        }
    }
}
