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
    let finder: PacketFinder

    private static let packet = "/api/v1/batches/{batch}/packets/{jurisdiction}"
    private static let wholeCounty: RouteAccess = .roles(.paralegal, .deputy, .clerk, .administrator)
    /// Bytes.
    private static let smallDocument = 256 << 10

    func add(to routes: Routes) {
        let packets = self
        routes.get("/api/v1/batches/{batch}/files", for: Self.wholeCounty) { _, context in
            let found = try await packets.finder.batch(context)
            return try JSONReply.of(Page(items: found.folder.files.listed.map(FileRecord.init), next: nil))
        }
        routes.get("/api/v1/batches/{batch}/files/{file}", for: Self.wholeCounty) { request, context in
            let found = try await packets.finder.batch(context)
            return try await packets.room.file(
                try context.parameter("file"), in: found.folder.files, of: found.batch, request, context)
        }
        routes.get("/api/v1/batches/{batch}/packets", for: .allRoles) { _, context in
            let user = try context.user
            let found = try await packets.finder.batch(context)
            guard case .batch(let manifest) = found.folder.manifest else { throw Refusal.notFound }
            let parts = manifest.parts.filter { !$0.jurisdiction.isEmpty && user.maySee($0.jurisdiction) }
            return try JSONReply.of(Page(items: parts.map(PartRecord.init), next: nil))
        }
        routes.get(Self.packet, for: .allRoles) { _, context in
            return try JSONReply.of(PacketRecord(try await packets.finder.packet(context).manifest))
        }
        routes.get("\(Self.packet)/files/**", for: .allRoles) { request, context in
            let (found, _) = try await packets.finder.packet(context)
            let path = context.parameters.getCatchAll().joined(separator: "/")
            return try await packets.room.file(path, in: found.folder.files, of: found.batch, request, context)
        }
        for kind in [Volume.Kind.cases, .letters, .challenges] {
            packets.add(kind, to: routes)
        }
    }

    private func add(_ kind: Volume.Kind, to routes: Routes) {
        let packets = self
        routes.get("\(Self.packet)/\(kind.rawValue)", for: .allRoles) { request, context in
            let paging = try Paging(request)
            let (items, isMore) = try await packets.finder.items(
                kind, after: Int(try paging.number ?? 0), limit: paging.limit, context)
            return try JSONReply.of(Page(items: items, next: isMore ? items.last.map { String($0.number) } : nil))
        }
        routes.get("\(Self.packet)/\(kind.rawValue)/{number}", for: .allRoles) { _, context in
            let found = try await packets.finder.item(kind, context)
            return try JSONReply.of(ItemRecord(found.item, in: found.volume))
        }
        routes.get("\(Self.packet)/\(kind.rawValue)/{number}/{document}", for: .allRoles) { request, context in
            let found = try await packets.finder.item(kind, context)
            guard let document = found.volume.document(try context.parameter("document"), of: found.item) else {
                throw Refusal.notFound
            }
            return try await Self.reply(document, of: found.item, in: found.volume).response(to: request) {
                try packets.room.willShow(
                    "\(try context.parameter("jurisdiction")) \(document.name)", batch: found.batch.id,
                    sequence: Int64(found.item.number), context)
            }
        }
    }

    // MARK: Giving out

    /// Documents of a case have some kilobytes, most of the time in memory already: to change threads for one would take longer
    /// than to read it.
    private static func reading(
        _ document: PublishedVolume.Document, _ read: @escaping @Sendable () throws -> [UInt8]
    ) async throws -> [UInt8] {
        if document.size <= smallDocument { return try read() }
        return try await NIOThreadPool.singleton.runIfActive(read)
    }

    private static func reply(
        _ document: PublishedVolume.Document, of item: PublishedVolume.Item, in volume: PublishedVolume
    ) async throws -> FileReply {
        let number = String(item.number)
        let zeros = String(repeating: "0", count: max(0, 6 - number.utf8.count))
        var reply = FileReply(
            name: "\(zeros)\(number)-\(document.name)", size: document.size, digest: document.digest,
            content: .checked { try await reading(document) { try volume.bytes(of: document) } })
        if document.isDeflated {
            reply.gzipped = {
                let stream = try await reading(document) { try volume.deflated(document) }
                return GzipMember.bytes(stream, checksum: document.checksum, size: document.size)
            }
        }
        return reply
    }
}
