internal import Cases

/// What `challenged.csv` says, as far as other checks need it, in a few bytes for each row.
struct ChallengeIndex: Sendable {
    /// A hash of each challenged case's number, by sequence from 1.
    fileprivate(set) var numbers: [UInt64] = []
    fileprivate(set) var counts = 0
    /// Rows by hash of their case number.
    fileprivate(set) var rows: [UInt64: Int] = [:]

    var cases: Int { numbers.count }

    func isCase(_ sequence: Int, numbered number: String) -> Bool {
        numbers.indices.contains(sequence - 1) && numbers[sequence - 1] == ScheduleIndex.hash(number.utf8)
    }
}

/// Reads the lists of challenged counts of a packet: `challenged.csv`, its confidential twin and the printed notice must say
/// the same, row by row, and as many rows as the totals give.
struct ChallengeCheck {
    private let manifest: PacketManifest
    private let folder: CheckedFolder
    private let log: VerificationLog
    private let files: Set<String>
    private var index = ChallengeIndex()
    private var differences = 0

    private static let table = ChallengeWriter.name
    private static let twin = "confidential/\(ChallengeWriter.name)"
    private static let differenceLimit = 20

    private init(_ manifest: PacketManifest, _ folder: CheckedFolder, _ log: VerificationLog) {
        self.manifest = manifest
        self.folder = folder
        self.log = log
        files = Set(manifest.files.map(\.path))
    }

    /// - Parameters:
    ///   - manifest: The packet's.
    ///   - folder: The packet.
    ///   - identities: Gets what must not be public of the challenged cases, behind that of the scheduled ones; they are
    ///     looked for only where these are known as well.
    ///   - log: Gets what is wrong.
    /// - Returns: What the list says; empty if the packet challenges nothing.
    static func read(
        _ manifest: PacketManifest, _ folder: CheckedFolder, adding identities: inout Identities?,
        _ log: VerificationLog
    ) -> ChallengeIndex {
        var check = ChallengeCheck(manifest, folder, log)
        if check.files.contains(table) { check.readLists(&identities) }
        check.compareTotals()
        return check.index
    }

    // MARK: The lists

    private mutating func readLists(_ identities: inout Identities?) {
        guard let table = rows(Self.table, ChallengeWriter.columns) else { return }
        let columns = ChallengeWriter.columns + ChallengeWriter.confidentialColumns
        let twin = files.contains(Self.twin) ? rows(Self.twin, columns) : nil
        do {
            while try table.next() {
                add(table)
                if let twin { try compare(table, twin, &identities) }
                if differences > Self.differenceLimit { return }
            }
            if let twin, try twin.next() { differ(Self.twin, twin.row, "\(Self.table) has fewer rows") }
        } catch {
            differ(Self.table, error.row, error.message)
        }
    }

    private func rows(_ path: String, _ columns: [String]) -> CSVRows? {
        CSVRows.list(path, of: columns, in: folder, otherwise: .challengesDiffer, log)
    }

    /// Takes up a row; a case's rows follow each other, and cases their sequences.
    private mutating func add(_ row: CSVRows) {
        guard row.fieldCount == ChallengeWriter.columns.count else {
            return differ(Self.table, row.row, "a column too few or too many")
        }
        let sequence = Int(row.text(0)) ?? 0
        let number = ScheduleIndex.hash(CSVText.withoutApostrophe(row[1]))
        if sequence == index.cases + 1 {
            index.numbers.append(number)
        } else if sequence != index.cases || index.numbers.last != number {
            return differ(Self.table, row.row, "the sequence is broken")
        }
        if ChallengeGround(rawValue: row.text(8)) == nil { differ(Self.table, row.row, "no ground of the statute") }
        index.counts += 1
        index.rows[number, default: 0] += 1
    }

    private mutating func compare(
        _ row: CSVRows, _ twin: CSVRows, _ identities: inout Identities?
    ) throws(CSVRows.Flaw) {
        guard try twin.next() else { return differ(Self.twin, row.row, "it has fewer rows than \(Self.table)") }
        for column in ChallengeWriter.columns.indices where row[column] != twin[column] {
            differ(Self.twin, row.row, "\(ChallengeWriter.columns[column]) is not that of \(Self.table)")
        }
        let first = ChallengeWriter.columns.count
        if identities?.cases == manifest.totals.cases + index.cases - 1 {
            identities?.addCase(number: twin[1], birthDate: WrittenDate.read(field: twin[first + 2]), ciiNumber: [])
        }
        identities?.addPublicDate(WrittenDate.read(field: twin[7]))
    }

    // MARK: The totals and the notice

    private func compareTotals() {
        let stated = manifest.totals[.challenged]
        if stated != index.counts {
            log.add(
                .totalsDiffer, folder.place("manifest.xml"),
                "\(stated) rows challenged stated, \(index.counts) in \(Self.table)")
        }
        guard stated > 0 || index.counts > 0 else { return }
        for kind in [DocumentKind.defenderLetter, .proofOfService] where !has(kind) {
            log.add(.missingFile, folder.place(kind.fileName), "a packet that challenges has to have it")
        }
        // Where each case has a notice of its own, the volumes are checked like those of other cases.
        guard !manifest.volumes.contains(where: { $0.kind == .challenges }) else { return }
        guard has(.challenge) else {
            log.add(
                .missingFile, folder.place(DocumentKind.challenge.fileName), "nothing tells the court of the challenge")
            return
        }
        compareNotice()
    }

    /// Whether the packet, or a courthouse's part of it, has the document.
    private func has(_ kind: DocumentKind) -> Bool {
        files.contains { $0.split(separator: "/").last.map { $0 == kind.fileName } ?? false }
    }

    /// The printed lists, all volumes and courthouses together, have the rows of `challenged.csv` and no others.
    private func compareNotice() {
        var left = index.rows
        for path in files.sorted() {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            guard DocumentKind.volume(of: name)?.kind == .challenge, case .file(let file) = folder.open(path),
                let bytes = file.readAll(atMost: NoticeRows.largest)
            else { continue }
            for number in NoticeRows.caseNumbers(in: bytes) { left[ScheduleIndex.hash(number), default: 0] -= 1 }
        }
        let missing = left.values.reduce(0) { $0 + max(0, $1) }
        let more = left.values.reduce(0) { $0 - min(0, $1) }
        let place = folder.place(DocumentKind.challenge.fileName)
        if missing > 0 { log.add(.challengesDiffer, place, "\(missing) rows of \(Self.table) are not in the notice") }
        if more > 0 { log.add(.challengesDiffer, place, "\(more) rows of the notice are not in \(Self.table)") }
    }

    private mutating func differ(_ path: String, _ row: Int, _ message: String) {
        differences += 1
        guard differences <= Self.differenceLimit else { return }
        log.add(.challengesDiffer, folder.place(path), "row \(row): \(message)")
    }
}

/// Reads the case numbers from the list of a notice of challenge, as `challenge-list` writes it: the cells that head the
/// rows of the table of class `list`.
enum NoticeRows {
    /// A volume holds 2,500 cases; this is room for very many counts in each.
    static let largest = 256 << 20

    private static let table = Array("<table class=\"list".utf8)
    private static let tableEnd = Array("</table>".utf8)
    private static let cell = Array("<th scope=\"row\">".utf8)

    static func caseNumbers(in bytes: [UInt8]) -> [[UInt8]] {
        var numbers: [[UInt8]] = []
        var position = 0
        var isInTable = false
        while let tag = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            let rest = bytes[tag...]
            position = tag + 1
            if !isInTable {
                isInTable = rest.starts(with: table)
            } else if rest.starts(with: tableEnd) {
                isInTable = false
            } else if rest.starts(with: cell) {
                let text = rest.dropFirst(cell.count).prefix { $0 != UInt8(ascii: "<") }
                numbers.append(unescaped(text))
                position = text.endIndex
            }
        }
        return numbers
    }

    /// Takes back what escaping does between elements.
    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
        var plain: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            let found = byte == UInt8(ascii: "&") ? references.first { rest.starts(with: $0.name) } : nil
            plain.append(found?.byte ?? byte)
            if let found { rest = rest.dropFirst(found.name.count) }
        }
        return plain
    }

    private static let references = [("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("#13;", "\r")].map { name, text in
        (name: Array(name.utf8), byte: Array(text.utf8)[0])
    }
}
