/// Reads the list of dispositions of a packet of notices: it and the printed notices must say the same, row by row.
struct DispositionCheck {
    private let manifest: PacketManifest
    private let folder: CheckedFolder
    private let log: VerificationLog
    private var index = ScheduleIndex()
    private var identities = Identities()
    private var rows: [UInt64: Int] = [:]
    private var lastSequence = 0

    private static let path = DispositionWriter.path
    private static let columns = DispositionWriter.columns
    private static func column(_ name: String) -> Int { columns.firstIndex(of: name) ?? 0 }
    private static let courthouse = column("courthouse")
    private static let cii = column("cii_number")
    private static let birthDate = column("birth_date")
    private static let arrestDate = column("arrest_date")
    private static let convictionDate = column("conviction_date")
    private static let relief = column("relief")

    private init(_ manifest: PacketManifest, _ folder: CheckedFolder, _ log: VerificationLog) {
        self.manifest = manifest
        self.folder = folder
        self.log = log
    }

    /// - Returns: What the list says, with what must not stand outside of `confidential`.
    static func read(_ manifest: PacketManifest, _ folder: CheckedFolder, _ log: VerificationLog) -> ScheduleIndex {
        var check = DispositionCheck(manifest, folder, log)
        check.readList()
        check.compareNotices()
        check.index.identities = check.identities
        return check.index
    }

    private mutating func readList() {
        let list = CSVRows.list(Self.path, of: Self.columns, in: folder, otherwise: .dispositionsDiffer, log)
        guard let list else { return }
        do {
            while try list.next() {
                guard add(list) else { return }
            }
        } catch {
            differ("row \(error.row): \(error.message)")
        }
    }

    /// - Returns: false if the rest cannot be understood.
    private mutating func add(_ row: CSVRows) -> Bool {
        let sequence = Int(row.text(0)) ?? 0
        let number = ScheduleIndex.hash(CSVText.withoutApostrophe(row[1]))
        guard row.fieldCount == Self.columns.count, sequence >= lastSequence, sequence > 0 else {
            differ("row \(row.row): out of order, or a column too few or too many")
            return false
        }
        if sequence > lastSequence {
            index.addCase(number: row[1], courthouse: row.text(Self.courthouse))
            identities.addCase(
                number: row[1], birthDate: WrittenDate.read(field: row[Self.birthDate]), ciiNumber: row[Self.cii])
            lastSequence = sequence
        }
        for column in [Self.convictionDate, Self.arrestDate] {
            identities.addPublicDate(WrittenDate.read(field: row[column]))
        }
        index.addCount(relief: row.text(Self.relief), courthouse: row.text(Self.courthouse))
        rows[number, default: 0] += 1
        return true
    }

    /// The notices, all volumes and orders together, have the rows of the list and no others.
    private mutating func compareNotices() {
        for path in manifest.files.map(\.path).sorted() {
            let name = path.split(separator: "/").last ?? ""
            guard name.hasPrefix(DocumentKind.dispositionNotice.rawValue), name.hasSuffix(".html"),
                case .file(let file) = folder.open(path), let bytes = file.readAll(atMost: NoticeRows.largest)
            else { continue }
            for number in NoticeRows.caseNumbers(in: bytes) { rows[ScheduleIndex.hash(number), default: 0] -= 1 }
        }
        let missing = rows.values.reduce(0) { $0 + max(0, $1) }
        let more = rows.values.reduce(0) { $0 - min(0, $1) }
        if missing > 0 { differ("\(missing) rows are in no notice") }
        if more > 0 { differ("\(more) rows of the notices are not in the list") }
    }

    private func differ(_ message: String) { log.add(.dispositionsDiffer, folder.place(Self.path), message) }
}
