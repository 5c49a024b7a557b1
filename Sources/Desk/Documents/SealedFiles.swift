internal import Docket
internal import Filings
internal import Hummingbird
internal import NIOPosix

extension Workroom {
    /// Gives out a file that a published folder lists, once it is written down that it was shown.
    ///
    /// - Throws: 404 where the folder lists none.
    func file(
        _ path: String, in folder: SealedFolder, of batch: Batch, _ request: Request, _ context: DeskContext
    ) async throws -> Response {
        guard let entry = folder.entry(path) else { throw Refusal.notFound }
        let file = try await NIOThreadPool.singleton.runIfActive { try folder.open(entry) }
        let place = [context.parameters.get("jurisdiction"), path].compactMap(\.self).joined(separator: "/")
        return try await FileReply(
            name: path.split(separator: "/").last.map(String.init) ?? "file", size: entry.size, digest: entry.digest,
            content: .pieces { range in try await NIOThreadPool.singleton.runIfActive { try file.bytes(range) } }
        ).response(to: request) { try willShow(place, batch: batch.id, context) }
    }
}
