internal import XMLGate

/// Checks XML against the schemas that packets carry, which have to be the ones that this program writes.
final class SchemaCheck: Sendable {
    private let manifests: Schema?
    private let schedules: Schema?
    private let log: VerificationLog

    init(_ log: VerificationLog) {
        self.log = log
        manifests = try? Schema(bytes: Array(ManifestSchema.text.utf8))
        schedules = try? Schema(bytes: Array(ScheduleSchema.text.utf8))
    }

    private static let flawLimit = 5
    private static let largestSchema = 1 << 20

    /// Checks a manifest's form.
    ///
    /// - Parameters:
    ///   - bytes: The manifest.
    ///   - place: The file that it is, or the archive that it is in.
    ///   - entry: Its name in the archive; empty if it is in none.
    /// - Returns: Whether it is as the schema wants it.
    func check(manifest bytes: [UInt8], _ place: String, entry: String) -> Bool {
        guard let manifests, let validator = try? SchemaValidator(manifests, flawLimit: Self.flawLimit) else {
            log.add(.unreadable, place, entry: entry, "the schema cannot be used")
            return false
        }
        let flaws = validator.validate(bytes: bytes)
        for flaw in flaws { log.add(.badXML, place, entry: entry, Self.text(flaw)) }
        return flaws.isEmpty
    }

    /// Checks the schemas that a folder carries, and its schedule against its schema.
    ///
    /// - Parameters:
    ///   - files: What the folder's manifest lists.
    ///   - folder: The folder.
    func check(files: [FileEntry], in folder: CheckedFolder) {
        let paths = Set(files.map(\.path))
        carried("manifest.xsd", ManifestSchema.text, paths, folder)
        if paths.contains("schedule.xml") {
            carried("schedule.xsd", ScheduleSchema.text, paths, folder)
            check(schedule: "schedule.xml", in: folder)
        }
    }

    private func carried(_ name: String, _ text: String, _ paths: Set<String>, _ folder: CheckedFolder) {
        guard paths.contains(name) else {
            log.add(.missingFile, folder.place(name), "it does not carry its schema")
            return
        }
        guard case .file(let file) = folder.open(name), let bytes = file.readAll(atMost: Self.largestSchema) else {
            return
        }
        if !bytes.elementsEqual(text.utf8) {
            log.add(.schemaDiffers, folder.place(name), "not the schema that this version of the program writes")
        }
    }

    private func check(schedule name: String, in folder: CheckedFolder) {
        guard let schedules, let validator = try? SchemaValidator(schedules, flawLimit: Self.flawLimit) else {
            log.add(.unreadable, folder.place(name), "the schema cannot be used")
            return
        }
        guard case .file(let file) = folder.open(name) else { return }
        let flaws = try? validator.validate(path: "/proc/self/fd/\(file.descriptor)")
        guard let flaws else {
            log.add(.unreadable, folder.place(name), "cannot be read")
            return
        }
        for flaw in flaws { log.add(.badXML, folder.place(name), Self.text(flaw)) }
    }

    private static func text(_ flaw: XMLFlaw) -> String { "line \(flaw.line): \(flaw.message)" }
}
