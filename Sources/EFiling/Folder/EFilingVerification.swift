import Digests
package import Filings
import XMLGate

/// Checks an e-filing folder, or one jurisdiction's in it, with nothing but the folder at hand: that every file is the one
/// that was written, that every message is valid and keeps to the rules of ECF, that it names the files that go with it as
/// they are, and that the totals add up.
package struct EFilingVerification {
    private let folder: CheckedFolder
    private let schemas: MessageSchemas
    private let log: VerificationLog
    private let form: SchemaValidator

    private static let manifest = "manifest.xml"
    private static let largestManifest = 64 << 20
    private static let largestSchema = 1 << 20

    /// Whether a folder is one for this, by the namespace of its manifest.
    package static func isOne(_ path: String) -> Bool {
        guard let folder = try? CheckedFolder(path), case .file(let file) = folder.open(manifest),
            let bytes = file.readAll(atMost: largestManifest)
        else { return false }
        return String(decoding: bytes.prefix(200), as: UTF8.self).contains("\"\(FilingsManifestSchema.namespace)\"")
    }

    /// - Parameters:
    ///   - path: the folder.
    ///   - schemas: what messages are validated against.
    ///   - threads: how many may work on it.
    /// - Returns: what was found; a report without findings vouches for every byte of the folder.
    /// - Throws: if there is no such folder, or the schemas cannot be used.
    package static func verify(
        _ path: String, schemas: MessageSchemas, threads: Int = 2
    ) throws -> VerificationReport {
        let log = VerificationLog(checksPaper: false)
        let form = try SchemaValidator(
            try Schema(bytes: Array(FilingsManifestSchema.text.utf8)), flawLimit: 5)
        let check = EFilingVerification(folder: try CheckedFolder(path), schemas: schemas, log: log, form: form)
        switch check.read(check.folder)?.content {
        case .efiling(let manifest, let totals): try check.check(manifest, totals, threads)
        case .filings(let manifest): try check.check(manifest, check.folder, threads)
        case nil: break
        }
        return log.report
    }

    private func check(_ manifest: EFilingManifest, _ totals: FilingTotals, _ threads: Int) throws {
        if totals != manifest.totals {
            log.add(.totalsDiffer, Self.manifest, "its totals are not the sum of its parts")
        }
        let parts = Set(manifest.parts.map(\.jurisdiction))
        ListingCheck(log).check(
            folder, expected: Set(manifest.files.map(\.path)).union([Self.manifest]), without: parts)
        let checker = FileChecker(log)
        for file in manifest.files { checker.check(file, in: folder) }
        checkSchema(in: folder, manifest.files)
        for part in manifest.parts {
            let place = part.manifest.path
            guard place == "\(part.jurisdiction)/\(Self.manifest)", let inner = folder.folder(part.jurisdiction) else {
                log.add(.missingFile, place, "the filings are not there")
                continue
            }
            guard let found = read(inner) else { continue }
            if found.digest != part.manifest.digest || found.size != part.manifest.size {
                log.add(.digestDiffers, place, "not the manifest that the batch lists")
            }
            guard case .filings(let filings) = found.content, filings.run == manifest.run,
                filings.jurisdiction == part.jurisdiction
            else {
                log.add(.runDiffers, place, "it speaks of another run or jurisdiction than the batch")
                continue
            }
            if filings.totals != part.totals {
                log.add(.totalsDiffer, place, "its totals are not those that the batch gives")
            }
            try check(filings, inner, threads)
        }
    }

    private func check(_ manifest: FilingsManifest, _ folder: CheckedFolder, _ threads: Int) throws {
        checkSchema(in: folder, manifest.files)
        try FilingsCheck(manifest, folder, schemas, log).run(threads: threads)
    }

    private func read(_ folder: CheckedFolder) -> (content: ReadFilingsManifest, size: Int, digest: Digest)? {
        let place = folder.place(Self.manifest)
        switch folder.open(Self.manifest) {
        case .failure(let code, let message):
            log.add(code, place, message)
            return nil
        case .file(let file):
            guard let bytes = file.readAll(atMost: Self.largestManifest) else {
                log.add(.unreadable, place, "cannot be read")
                return nil
            }
            log.count(files: 1, bytes: bytes.count)
            let flaws = form.validate(bytes: bytes)
            for flaw in flaws { log.add(.badXML, place, "line \(flaw.line): \(flaw.message)") }
            return understood(bytes, place, isValid: flaws.isEmpty)
        }
    }

    private func understood(
        _ bytes: [UInt8], _ place: String, isValid: Bool
    ) -> (content: ReadFilingsManifest, size: Int, digest: Digest)? {
        do throws(FilingsManifestReader.Flaw) {
            let content = try FilingsManifestReader.read(bytes)
            if !ManifestSeal.holds(in: bytes, root: content.root) {
                log.add(.sealBroken, place, "it was changed after it was written")
            }
            return (content, bytes.count, bytes.withUnsafeBytes { SHA256().digest(of: $0) })
        } catch {
            if isValid { log.add(.badXML, place, "line \(error.line): \(error.message)") }
            return nil
        }
    }

    /// The folder carries the schema of its manifest, the one that this program writes.
    private func checkSchema(in folder: CheckedFolder, _ files: [FileEntry]) {
        let name = FilingsManifestSchema.file
        guard files.contains(where: { $0.path == name }) else {
            return log.add(.missingFile, folder.place(name), "it does not carry its schema")
        }
        guard case .file(let file) = folder.open(name), let bytes = file.readAll(atMost: Self.largestSchema) else {
            return
        }
        if !bytes.elementsEqual(FilingsManifestSchema.text.utf8) {
            log.add(.schemaDiffers, folder.place(name), "not the schema that this version of the program writes")
        }
    }
}
