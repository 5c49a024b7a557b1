import Dispatch
import Filings
import Synchronization

/// Checks the filings of one jurisdiction: its files and volumes on several threads, then what they say together.
struct FilingsCheck {
    /// What the volumes came to.
    struct Found: Sendable {
        var totals = FilingTotals()
        /// Sequences of the cases that are in messages.
        var sent: [Int] = []
    }

    private enum Task: Sendable {
        case file(FileEntry)
        case volume(String)
    }

    private let manifest: FilingsManifest
    private let folder: CheckedFolder
    private let schemas: MessageSchemas
    private let log: VerificationLog

    private static let held = "held-back.csv"
    private static let heldColumns = ["sequence", "case_number", "code", "rule", "element", "reason"]

    init(_ manifest: FilingsManifest, _ folder: CheckedFolder, _ schemas: MessageSchemas, _ log: VerificationLog) {
        self.manifest = manifest
        self.folder = folder
        self.schemas = schemas
        self.log = log
    }

    func run(threads: Int) throws {
        let paths = Set(manifest.files.map(\.path))
        let place = folder.place("manifest.xml")
        if paths.count != manifest.files.count { log.add(.runDiffers, place, "it lists a file twice") }
        ListingCheck(log).check(folder, expected: paths.union(["manifest.xml"]), without: [])
        let volumes = paths.sorted().filter { $0.hasPrefix("messages-") && $0.hasSuffix(".csv") }
            .map { String($0.dropFirst("messages-".count).dropLast(".csv".count)) }
        let found = try checkFiles(volumes, paths, threads: threads)
        add(found, place)
    }

    /// Volumes and files are handed out one by one.
    private func checkFiles(_ volumes: [String], _ paths: Set<String>, threads: Int) throws -> Found {
        let tasks = volumes.map(Task.volume) + manifest.files.map(Task.file)
        let workers = try (0..<max(1, min(threads, tasks.count))).map { _ in
            try FilingVolumeCheck(folder, paths, schemas, manifest.profile, log)
        }
        let next = Atomic(0)
        let found = Mutex(Found())
        nonisolated(unsafe) let checks = workers
        DispatchQueue.concurrentPerform(iterations: workers.count) { worker in
            let files = FileChecker(log)
            while true {
                let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard task < tasks.count else { return }
                switch tasks[task] {
                case .file(let file): files.check(file, in: folder)
                case .volume(let serial):
                    let part = checks[worker].check(serial)
                    found.withLock {
                        $0.totals = $0.totals + part.totals
                        $0.sent += part.sent
                    }
                }
            }
        }
        return found.withLock { $0 }
    }

    /// Adds the totals again: every case of the packet is either sent or held back.
    private func add(_ found: Found, _ place: String) {
        var totals = found.totals
        let held = heldBack()
        let sent = Set(found.sent)
        let heldCases = Set(held.filter { $0 > 0 })
        totals.sent = sent.count
        totals.held = heldCases.count
        totals.cases = totals.sent + totals.held
        totals.omnibusHeld = held.contains(0) ? 1 : 0
        totals.archives = manifest.files.count { $0.path.hasPrefix("uploads-") && $0.path.hasSuffix(".zip") }
        log.count(cases: totals.cases)
        for count in FilingTotals.counts {
            let (stated, counted) = (manifest.totals[keyPath: count.path], totals[keyPath: count.path])
            if stated != counted { log.add(.totalsDiffer, place, "\(stated) \(count.name) stated, \(counted) found") }
        }
        if found.sent.count != sent.count { log.add(.casesDiffer, place, "a case is in two messages") }
        if !sent.isDisjoint(with: heldCases) { log.add(.casesDiffer, place, "a case is sent and held back") }
        let all = sent.union(heldCases)
        if manifest.round == 1, all.min() ?? 1 != 1 || all.max() ?? 0 != all.count {
            log.add(.casesDiffer, place, "the cases are not all those of a packet")
        }
    }

    /// The sequences in the list of what is held back; 0 is the omnibus motion.
    private func heldBack() -> Set<Int> {
        let place = folder.place(Self.held)
        guard let rows = CSVRows.list(Self.held, of: Self.heldColumns, in: folder, otherwise: .casesDiffer, log) else {
            return []
        }
        var held: Set<Int> = []
        do throws(CSVRows.Flaw) {
            while try rows.next() {
                guard let sequence = Int(rows.text(0)), sequence >= 0 else {
                    log.add(.casesDiffer, place, "row \(rows.row) names no case")
                    continue
                }
                held.insert(sequence)
            }
        } catch {
            log.add(.casesDiffer, place, "row \(error.row): \(error.message)")
        }
        return held
    }
}
