internal import Cases
internal import Casework
internal import Docket
internal import Filings

/// Finds what requests name in published batches: packets, their volumes, and single cases in them.
struct PacketFinder: Sendable {
    let room: Workroom
    let place: OfficePlace
    let shelf: PacketShelf

    /// A published folder, of a batch or of a packet in it.
    struct Found: Sendable {
        let batch: Batch
        let folder: PublishedFolder
        let path: String
    }

    /// The published batch that a request names.
    ///
    /// - Throws: 404 where there is none.
    func batch(_ context: DeskContext) async throws -> Found {
        let batch = try room.batch(context)
        let path = place.batch(batch.description.folder)
        return Found(batch: batch, folder: try await shelf.folder(path), path: path)
    }

    /// The packet that a request names. That the user may see it was checked when the route let the request in.
    func packet(_ context: DeskContext) async throws -> (found: Found, manifest: PacketManifest) {
        let whole = try await batch(context)
        let jurisdiction = try context.parameter("jurisdiction")
        guard case .batch(let manifest) = whole.folder.manifest,
            let listed = manifest.parts.first(where: { $0.jurisdiction == jurisdiction })?.packet
        else { throw Refusal.notFound }
        let path = "\(whole.path)/\(jurisdiction)"
        let folder = try await shelf.folder(path)
        guard case .packet(let manifest) = folder.manifest, folder.files.seal.digest == listed.digest else {
            throw PackingError(.damaged, path: listed.path)
        }
        return (Found(batch: whole.batch, folder: folder, path: path), manifest)
    }

    func item(
        _ kind: Volume.Kind, _ context: DeskContext
    ) async throws -> (batch: Batch, volume: PublishedVolume, item: PublishedVolume.Item) {
        guard let number = Int(try context.parameter("number")) else { throw Refusal.notFound }
        let (found, manifest) = try await packet(context)
        guard let volume = manifest.volumes.first(where: { $0.kind == kind && $0.first <= number && number <= $0.last })
        else { throw Refusal.notFound }
        let opened = try await shelf.volume(volume, of: found.folder, at: found.path)
        guard let item = opened.item(number) else { throw Refusal.notFound }
        return (found.batch, opened, item)
    }

    /// Cases, letters or challenged cases behind a number, so many, and whether there are more.
    func items(
        _ kind: Volume.Kind, after: Int, limit: Int, _ context: DeskContext
    ) async throws -> (items: [ItemRecord], isMore: Bool) {
        let some = try await items(kind, after: after, limit: limit + 1, context) { _ in true }
        return (Array(some.prefix(limit)), some.count > limit)
    }

    /// The same of one case number, or one number in the packet.
    func items(
        _ kind: Volume.Kind, named name: String, limit: Int, _ context: DeskContext
    ) async throws -> [ItemRecord] {
        let (number, name) = (Int(name), name.uppercased())
        return try await items(kind, after: 0, limit: limit, context) {
            $0.number == number || $0.caseNumber.uppercased() == name
        }
    }

    private func items(
        _ kind: Volume.Kind, after: Int, limit: Int, _ context: DeskContext,
        where isWanted: (PublishedVolume.Item) -> Bool
    ) async throws -> [ItemRecord] {
        let (found, manifest) = try await packet(context)
        try room.willShow(
            "\(manifest.jurisdiction) list of \(kind.rawValue)", batch: found.batch.id, context)
        var records: [ItemRecord] = []
        for volume in manifest.volumes where volume.kind == kind && volume.last > after {
            let opened = try await shelf.volume(volume, of: found.folder, at: found.path)
            for item in opened.items where item.number > after && isWanted(item) {
                records.append(ItemRecord(item, in: opened))
                if records.count == limit { return records }
            }
        }
        return records
    }
}
