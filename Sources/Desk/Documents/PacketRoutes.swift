internal import Cases
internal import Casework
internal import Digests
internal import Docket
internal import Filings
internal import HTTPTypes
internal import Hummingbird
internal import NIOPosix

/// `/api/v1/batches/{batch}/packets`: what a batch's packets hold, and their documents, read out of the archives one by one.
struct PacketRoutes: Sendable {
    let room: Workroom
    let place: OfficePlace
    let shelf: PacketShelf

    private static let packet = "/api/v1/batches/{batch}/packets/{jurisdiction}"
    private static let wholeCounty: RouteAccess = .roles(.paralegal, .deputy, .clerk, .administrator)

    func add(to routes: Routes) {
        let packets = self
        routes.get("/api/v1/batches/{batch}/files", for: Self.wholeCounty) { _, context in
            let found = try await packets.batch(context)
            return try JSONReply.of(Page(items: found.folder.listed.map(FileRecord.init), next: nil))
        }
        routes.get("/api/v1/batches/{batch}/files/{file}", for: Self.wholeCounty) { request, context in
            let found = try await packets.batch(context)
            return try await packets.file(try context.parameter("file"), in: found, request, context)
        }
        routes.get("/api/v1/batches/{batch}/packets", for: .allRoles) { _, context in
            let user = try context.user
            let found = try await packets.batch(context)
            guard case .batch(let manifest) = found.folder.manifest else { throw Refusal.notFound }
            let parts = manifest.parts.filter { !$0.jurisdiction.isEmpty && user.maySee($0.jurisdiction) }
            return try JSONReply.of(Page(items: parts.map(PartRecord.init), next: nil))
        }
        routes.get(Self.packet, for: .allRoles) { _, context in
            return try JSONReply.of(PacketRecord(try await packets.packet(context).manifest))
        }
        routes.get("\(Self.packet)/files/**", for: .allRoles) { request, context in
            let (found, _) = try await packets.packet(context)
            let path = context.parameters.getCatchAll().joined(separator: "/")
            return try await packets.file(path, in: found, request, context)
        }
        for kind in [Volume.Kind.cases, .letters, .challenges] {
            packets.add(kind, to: routes)
        }
    }

    private func add(_ kind: Volume.Kind, to routes: Routes) {
        let packets = self
        routes.get("\(Self.packet)/\(kind.rawValue)", for: .allRoles) { request, context in
            let paging = try Paging(request)
            return try JSONReply.of(try await packets.items(kind, paging, context))
        }
        routes.get("\(Self.packet)/\(kind.rawValue)/{number}", for: .allRoles) { _, context in
            let found = try await packets.item(kind, context)
            return try JSONReply.of(ItemRecord(found.item, in: found.volume))
        }
        routes.get("\(Self.packet)/\(kind.rawValue)/{number}/{document}", for: .allRoles) { request, context in
            let found = try await packets.item(kind, context)
            guard let document = found.volume.document(try context.parameter("document"), of: found.item) else {
                throw Refusal.notFound
            }
            return try await Self.reply(document, of: found.item, in: found.volume).response(to: request) {
                try await packets.room.willShow(
                    "\(try context.parameter("jurisdiction")) \(document.name)", batch: found.batch.id,
                    sequence: Int64(found.item.number), context)
            }
        }
    }

    // MARK: Finding

    /// A published folder, of a batch or of a packet in it.
    private struct Found {
        let batch: Batch
        let folder: PublishedFolder
        let path: String
    }

    /// The published batch that a request names.
    ///
    /// - Throws: 404 where there is none.
    private func batch(_ context: DeskContext) async throws -> Found {
        let name = try context.parameter("batch")
        guard let batch = try await room.reading({ try $0.batch(folder: name) }) else { throw Refusal.notFound }
        let path = place.batch(name)
        return Found(batch: batch, folder: try await shelf.folder(path), path: path)
    }

    /// The packet that a request names. That the user may see it was checked when the route let the request in.
    private func packet(_ context: DeskContext) async throws -> (found: Found, manifest: PacketManifest) {
        let whole = try await batch(context)
        let jurisdiction = try context.parameter("jurisdiction")
        guard case .batch(let manifest) = whole.folder.manifest,
            let listed = manifest.parts.first(where: { $0.jurisdiction == jurisdiction })?.packet
        else { throw Refusal.notFound }
        let path = "\(whole.path)/\(jurisdiction)"
        let folder = try await shelf.folder(path)
        guard case .packet(let manifest) = folder.manifest, folder.seal.digest == listed.digest else {
            throw PackingError(.damaged, path: listed.path)
        }
        return (Found(batch: whole.batch, folder: folder, path: path), manifest)
    }

    private func item(
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

    private func items(
        _ kind: Volume.Kind, _ paging: Paging, _ context: DeskContext
    ) async throws -> Page<ItemRecord> {
        let (found, manifest) = try await packet(context)
        try await room.willShow(
            "\(manifest.jurisdiction) list of \(kind.rawValue)", batch: found.batch.id, context)
        let after = Int(try paging.number ?? 0)
        var records: [ItemRecord] = []
        for volume in manifest.volumes where volume.kind == kind && volume.last > after {
            let opened = try await shelf.volume(volume, of: found.folder, at: found.path)
            for item in opened.items where item.number > after {
                if records.count == paging.limit {
                    return Page(items: records, next: records.last.map { String($0.number) })
                }
                records.append(ItemRecord(item, in: opened))
            }
        }
        return Page(items: records, next: nil)
    }

    // MARK: Giving out

    private func file(
        _ path: String, in found: Found, _ request: Request, _ context: DeskContext
    ) async throws -> Response {
        guard let entry = found.folder.entry(path) else { throw Refusal.notFound }
        let file = try await NIOThreadPool.singleton.runIfActive { try found.folder.open(entry) }
        let place = [context.parameters.get("jurisdiction"), path].compactMap(\.self).joined(separator: "/")
        return try await FileReply(
            name: path.split(separator: "/").last.map(String.init) ?? "file", size: entry.size, digest: entry.digest,
            content: .pieces { range in try await NIOThreadPool.singleton.runIfActive { try file.bytes(range) } }
        ).response(to: request) { try await room.willShow(place, batch: found.batch.id, context) }
    }

    private static func reply(
        _ document: PublishedVolume.Document, of item: PublishedVolume.Item, in volume: PublishedVolume
    ) async throws -> FileReply {
        let number = String(item.number)
        let zeros = String(repeating: "0", count: max(0, 6 - number.utf8.count))
        var reply = FileReply(
            name: "\(zeros)\(number)-\(document.name)", size: document.size, digest: document.digest,
            content: .checked { try await NIOThreadPool.singleton.runIfActive { try volume.bytes(of: document) } })
        if document.isDeflated {
            reply.gzipped = {
                let stream = try await NIOThreadPool.singleton.runIfActive { try volume.deflated(document) }
                return GzipMember.bytes(stream, checksum: document.checksum, size: document.size)
            }
        }
        return reply
    }
}

// MARK: Records

/// A file as the API shows it.
struct FileRecord: Encodable, Sendable {
    let path, sha256: String
    let size: Int

    init(_ entry: FileEntry) {
        path = entry.path
        sha256 = entry.digest.hex
        size = entry.size
    }
}

/// A case, a letter or a challenged case with its documents.
struct ItemRecord: Encodable, Sendable {
    struct Document: Encodable, Sendable {
        let name, sha256: String
        let size: Int
    }

    let number: Int
    let caseNumber: String?
    let documents: [Document]

    init(_ item: PublishedVolume.Item, in volume: PublishedVolume) {
        number = item.number
        caseNumber = item.caseNumber.isEmpty ? nil : item.caseNumber
        documents = volume.documents(of: item).map { Document(name: $0.name, sha256: $0.digest.hex, size: $0.size) }
    }
}

/// Control totals.
struct TotalsRecord: Encodable, Sendable {
    let rows, cases, counts, people, letters: Int
    let outcomes: [String: Int]

    init(_ totals: Totals) {
        rows = totals.rows
        cases = totals.cases
        counts = totals.counts
        people = totals.people
        letters = totals.letters
        outcomes = Dictionary(uniqueKeysWithValues: Outcome.allCases.map { ($0.rawValue, totals[$0]) })
    }
}

/// A jurisdiction's part of a batch.
struct PartRecord: Encodable, Sendable {
    let jurisdiction, name: String
    let hasPacket: Bool
    let totals: TotalsRecord

    init(_ part: BatchManifest.Part) {
        jurisdiction = part.jurisdiction
        name = part.name
        hasPacket = part.packet != nil
        totals = TotalsRecord(part.totals)
    }
}

/// A packet with everything in it.
struct PacketRecord: Encodable, Sendable {
    struct VolumeRecord: Encodable, Sendable {
        let kind: String
        let file: FileRecord
        let first, last, items, documents: Int
    }

    struct JobRecord: Encodable, Sendable {
        let kind: String
        let file: FileRecord
        let first, last, cases, pages, sheets: Int
    }

    let batch, jurisdiction, name, asOf: String
    let draft: Bool
    let totals: TotalsRecord
    let files: [FileRecord]
    let volumes: [VolumeRecord]
    let printJobs: [JobRecord]

    init(_ manifest: PacketManifest) {
        batch = manifest.run.batch
        jurisdiction = manifest.jurisdiction
        name = manifest.name
        asOf = manifest.run.asOf.iso
        draft = manifest.run.isDraft
        totals = TotalsRecord(manifest.totals)
        files = manifest.files.map(FileRecord.init)
        volumes = manifest.volumes.map {
            VolumeRecord(
                kind: $0.kind.rawValue, file: FileRecord($0.file), first: $0.first, last: $0.last, items: $0.items,
                documents: $0.documents)
        }
        printJobs = manifest.jobs.map {
            JobRecord(
                kind: $0.kind.rawValue, file: FileRecord($0.file), first: $0.first, last: $0.last, cases: $0.cases,
                pages: $0.pages, sheets: $0.sheets)
        }
    }
}
