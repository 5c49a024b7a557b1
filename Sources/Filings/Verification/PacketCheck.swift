private import Dispatch
private import Synchronization

/// Checks one packet: its files and volumes on several threads, then what they say together.
struct PacketCheck {
    private let manifest: PacketManifest
    private let folder: CheckedFolder
    private let schemas: SchemaCheck
    private let log: VerificationLog

    init(_ manifest: PacketManifest, _ folder: CheckedFolder, _ schemas: SchemaCheck, _ log: VerificationLog) {
        self.manifest = manifest
        self.folder = folder
        self.schemas = schemas
        self.log = log
    }

    func run(threads: Int) {
        let place = folder.place("manifest.xml")
        checkListing()
        TotalsCheck.check(manifest.totals, place, log)
        if manifest.run.notices != nil { return checkNotices(place, threads: threads) }
        let files = Set(manifest.files.map(\.path))
        var index = ScheduleCheck.read(folder, files: files, log)
        if let index {
            log.count(cases: index.cases)
            TotalsCheck.check(manifest.totals, index, place, log)
        } else if manifest.totals.cases > 0 {
            log.add(.missingFile, folder.place("schedule.csv"), "the packet has no schedule")
        } else {
            // Every case is challenged.
            index = ScheduleIndex()
            index?.identities = Identities()
        }
        var identities = index?.identities
        let challenges = ChallengeCheck.read(manifest, folder, adding: &identities, log)
        index?.identities = identities
        log.count(challenges: challenges.cases)
        checkRanges(.cases, total: manifest.totals.cases, place)
        checkRanges(.letters, total: manifest.totals.letters, place)
        checkRanges(.challenges, total: challenges.cases, place)
        MailingCheck.run(manifest, folder, log)
        checkJobs(challenged: challenges.cases, place)
        checkFiles(index, challenges, threads: threads)
    }

    /// A packet of notices of dispositions.
    private func checkNotices(_ place: String, threads: Int) {
        let index = DispositionCheck.read(manifest, folder, log)
        log.count(cases: index.cases)
        TotalsCheck.check(manifest.totals, index, place, log)
        checkRanges(.letters, total: manifest.totals.letters, place)
        MailingCheck.run(manifest, folder, log)
        checkFiles(index, ChallengeIndex(), threads: threads)
    }

    private func checkListing() {
        var expected = Set(manifest.files.map(\.path)).union(["manifest.xml"])
        var trees: Set<String> = []
        for volume in manifest.volumes {
            expected.insert(volume.path)
            if let tree = VolumeCheck.folder(of: volume) { trees.insert(tree) }
        }
        for job in manifest.jobs { expected.insert(job.path) }
        if expected.count != manifest.files.count + manifest.volumes.count + manifest.jobs.count + 1 {
            log.add(.runDiffers, folder.place("manifest.xml"), "it lists a file twice")
        }
        ListingCheck(log).check(folder, expected: expected, without: trees)
    }

    /// The volumes of a kind follow each other without gap or overlap, from 1 to the last.
    private func checkRanges(_ kind: Volume.Kind, total: Int, _ place: String) {
        let volumes = manifest.volumes.filter { $0.kind == kind }.sorted { ($0.first, $0.last) < ($1.first, $1.last) }
        guard !volumes.isEmpty else { return }
        var next = 1
        for volume in volumes {
            if volume.first != next || volume.last < volume.first || volume.items != volume.last - volume.first + 1 {
                log.add(.casesDiffer, folder.place(volume.path), "it does not follow the volume before it")
            }
            next = volume.last + 1
        }
        if next != total + 1 {
            log.add(.casesDiffer, place, "\(next - 1) \(kind.rawValue) in volumes, \(total) in the totals")
        }
    }

    /// Where there are print jobs, every case stands in one of them, in order, and a sheet has one page or two.
    private func checkJobs(challenged: Int, _ place: String) {
        guard !manifest.jobs.isEmpty else { return }
        for (kind, total) in [(PrintJob.Kind.cases, manifest.totals.cases), (.challenges, challenged)] {
            var next = 1
            for job in manifest.jobs where job.kind == kind && job.cases > 0 {
                if job.first != next || job.last - job.first + 1 != job.cases {
                    log.add(.casesDiffer, folder.place(job.path), "its cases do not follow those before it")
                }
                next = job.last + 1
            }
            // A group of challenged cases has one notice for all; only papers of single cases are counted.
            if next != total + 1, kind == .cases || next > 1 {
                log.add(.casesDiffer, place, "\(next - 1) \(kind.rawValue) in print jobs, \(total) in the totals")
            }
        }
        for job in manifest.jobs where job.sheets > job.pages || job.pages > 2 * job.sheets {
            log.add(.totalsDiffer, folder.place(job.path), "\(job.pages) pages do not make \(job.sheets) sheets")
        }
    }

    /// Files and volumes are handed out one by one, the large ones first.
    private func checkFiles(_ index: ScheduleIndex?, _ challenges: ChallengeIndex, threads: Int) {
        let tasks: [Task] =
            manifest.volumes.map(Task.volume) + manifest.jobs.map { Task.file($0.file) }
            + manifest.files.map(Task.file) + [.schedule]
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, tasks.count))) { _ in
            let checker = FileChecker(log)
            let volumes = VolumeCheck(manifest, folder, schemas, index, challenges, log, checker)
            var scanner = index?.identities.map(LeakScanner.init)
            var none: LeakScanner?
            while true {
                let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard task < tasks.count else { return }
                switch tasks[task] {
                case .schedule: schemas.check(files: manifest.files, in: folder)
                case .file(let file) where Self.isScanned(file.path): checker.check(file, in: folder, scanner: &scanner)
                case .file(let file): checker.check(file, in: folder, scanner: &none)
                case .volume(let volume): volumes.check(volume)
                }
            }
        }
    }

    private enum Task: Sendable {
        case schedule
        case file(FileEntry)
        case volume(Volume)
    }

    /// Confidential values are looked for in public files; not in PDFs, whose text is compressed and that of the HTML.
    private static func isScanned(_ path: String) -> Bool {
        !path.utf8.starts(with: "confidential/".utf8) && !PaperFile.isPDF(path)
    }
}
