internal import Cases

/// Checks a batch or a packet, with nothing but its folder at hand: that every file is the one that was written, that
/// nothing is missing and nothing was added, that XML follows its schema, that the totals add up, that schedules and
/// documents speak of the same cases, that no confidential value stands where the public can read it, and that every page
/// keeps to the paper rules.
package enum Verification {
    /// Checks a folder that has a `manifest.xml` of a batch or of a packet.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - paper: Whether pages are held against the paper rules.
    ///   - threads: How many threads may work on it.
    /// - Returns: What was found; a report without findings vouches for every byte of the folder.
    /// - Throws: If there is no such folder.
    package static func verify(
        _ path: String, paper: Bool = true, threads: Int = 2
    ) throws(PackingError) -> VerificationReport {
        let folder = try CheckedFolder(path)
        let log = VerificationLog(checksPaper: paper)
        let schemas = SchemaCheck(log)
        if let manifest = ManifestFile.read(folder, "manifest.xml", schemas, log) {
            switch manifest.content {
            case .batch(let batch): verify(batch, folder, schemas, log, threads)
            case .packet(let packet): PacketCheck(packet, folder, schemas, log).run(threads: threads)
            case .volume: log.add(.runDiffers, "manifest.xml", "the manifest of a volume, not of a packet or a batch")
            }
        }
        return log.report
    }

    private static func verify(
        _ batch: BatchManifest,
        _ folder: CheckedFolder,
        _ schemas: SchemaCheck,
        _ log: VerificationLog,
        _ threads: Int
    ) {
        TotalsCheck.check(batch, log)
        var expected = Set(batch.files.map(\.path)).union(["manifest.xml"])
        for part in batch.parts {
            guard let entry = part.packet else { continue }
            expected.insert(entry.path)
            guard entry.path == "\(part.jurisdiction)/manifest.xml", let inner = folder.folder(part.jurisdiction) else {
                log.add(.missingFile, entry.path, "the packet is not there")
                continue
            }
            verify(part, entry, batch, inner, schemas, log, threads)
        }
        let packets = Set(batch.parts.filter { $0.packet != nil }.map(\.jurisdiction))
        ListingCheck(log).check(folder, expected: expected, without: packets)
        let checker = FileChecker(log)
        for file in batch.files { checker.check(file, in: folder) }
        schemas.check(files: batch.files, in: folder)
    }

    private static func verify(
        _ part: BatchManifest.Part,
        _ entry: FileEntry,
        _ batch: BatchManifest,
        _ folder: CheckedFolder,
        _ schemas: SchemaCheck,
        _ log: VerificationLog,
        _ threads: Int
    ) {
        guard let manifest = ManifestFile.read(folder, "manifest.xml", schemas, log) else { return }
        if manifest.digest != entry.digest || manifest.size != entry.size {
            log.add(.digestDiffers, entry.path, "not the manifest that the batch lists")
        }
        guard case .packet(let packet) = manifest.content else {
            log.add(.runDiffers, entry.path, "not the manifest of a packet")
            return
        }
        if packet.run != batch.run || packet.inputs != batch.inputs || packet.jurisdiction != part.jurisdiction {
            log.add(.runDiffers, entry.path, "it speaks of another run or jurisdiction than the batch")
        }
        if packet.totals != part.totals {
            log.add(.totalsDiffer, entry.path, "its totals are not those that the batch gives")
        }
        PacketCheck(packet, folder, schemas, log).run(threads: threads)
    }
}
