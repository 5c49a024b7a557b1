internal import EFiling
internal import HTTPTypes
internal import Hummingbird

/// `/api/v1/batches/{batch}/messages`: what was made of a batch for courts that e-file, file by file.
struct MessageRoutes: Sendable {
    static let one = "/api/v1/batches/{batch}/messages/{round}/{jurisdiction}"

    let finder: MessageFinder

    func add(to routes: Routes) {
        let finder = finder
        routes.get("/api/v1/batches/{batch}/messages", for: .allRoles) { _, context in
            let parts = try await finder.parts(of: try finder.room.batch(context), for: try context.user)
            return try JSONReply.of(Page(items: parts.map { FilingsRecord($0.part, round: $0.round) }, next: nil))
        }
        routes.get(Self.one, for: .allRoles) { _, context in
            try JSONReply.of(FilingsRecord(try await finder.filings(context)))
        }
        routes.get("\(Self.one)/files/**", for: .allRoles) { request, context in
            let found = try await finder.filings(context)
            let path = context.parameters.getCatchAll().joined(separator: "/")
            return try await finder.room.file(path, in: found.files, of: found.batch, request, context)
        }
    }
}
