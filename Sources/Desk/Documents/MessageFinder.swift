internal import Cases
internal import Casework
internal import Docket
internal import EFiling
internal import Filings
internal import NIOPosix

/// Finds what was made of a batch for courts that e-file: messages, upload sets, and the lists of what is held back.
struct MessageFinder: Sendable {
    let room: Workroom

    /// The filings of one jurisdiction, of one round.
    struct Found: Sendable {
        let batch: Batch
        let manifest: FilingsManifest
        let files: SealedFolder
    }

    /// What there is of a batch that a user may see, in the order of rounds. Round 1 has all cases, later ones those that the
    /// court rejected and that were made anew.
    func parts(of batch: Batch, for user: User) async throws -> [(round: Int, part: EFilingManifest.Part)] {
        let (room, name) = (room, batch.description.folder)
        return try await NIOThreadPool.singleton.runIfActive {
            var parts: [(round: Int, part: EFilingManifest.Part)] = []
            for (index, folder) in room.place.messages(of: name).enumerated() {
                guard case .efiling(let manifest) = try PublishedFilings(room.place.batch(folder)).manifest else {
                    throw PackingError(.damaged, path: "\(folder)/manifest.xml")
                }
                parts += manifest.parts.filter { user.maySee($0.jurisdiction) }.map { (index + 1, $0) }
            }
            return parts
        }
    }

    /// What a request names by round and jurisdiction. That the user may see it was checked when the route let the request in.
    ///
    /// - Throws: 404 where there is none, `PackingError` where it is damaged.
    func filings(_ context: DeskContext) async throws -> Found {
        let batch = try room.batch(context)
        let jurisdiction = try context.parameter("jurisdiction")
        guard let round = Int(try context.parameter("round")), round > 0 else { throw Refusal.notFound }
        let folder = OfficePlace.messages(of: batch.description.folder, round: round)
        let path = room.place.batch(folder)
        guard SealedFolder.mark(of: path) != nil else { throw Refusal.notFound }
        let found = try await NIOThreadPool.singleton.runIfActive { () -> PublishedFilings in
            guard case .efiling(let whole) = try PublishedFilings(path).manifest,
                let part = whole.parts.first(where: { $0.jurisdiction == jurisdiction })
            else { throw Refusal.notFound }
            let found = try PublishedFilings("\(path)/\(part.jurisdiction)")
            guard found.files.seal.digest == part.manifest.digest else {
                throw PackingError(.damaged, path: "\(folder)/\(part.manifest.path)")
            }
            return found
        }
        guard case .filings(let manifest) = found.manifest else {
            throw PackingError(.damaged, path: "\(folder)/\(jurisdiction)")
        }
        return Found(batch: batch, manifest: manifest, files: found.files)
    }
}

/// The filings of a jurisdiction as the API shows them.
struct FilingsRecord: Encodable, Sendable {
    struct Totals: Encodable, Sendable {
        let cases, sent, held, messages, omnibus, omnibusHeld, archives: Int

        init(_ totals: FilingTotals) {
            cases = totals.cases
            sent = totals.sent
            held = totals.held
            messages = totals.messages
            omnibus = totals.omnibus
            omnibusHeld = totals.omnibusHeld
            archives = totals.archives
        }
    }

    let round: Int
    let jurisdiction, name: String
    let totals: Totals
    /// These in the answer to one, not in the list.
    var ecf, policy, postedAt: String?
    var usedOfficialSchemas: Bool?
    var files: [FileRecord]?

    init(_ part: EFilingManifest.Part, round: Int) {
        self.round = round
        jurisdiction = part.jurisdiction
        name = part.name
        totals = Totals(part.totals)
    }

    init(_ found: MessageFinder.Found) {
        let manifest = found.manifest
        round = manifest.round
        jurisdiction = manifest.jurisdiction
        name = manifest.name
        totals = Totals(manifest.totals)
        ecf = manifest.profile.rawValue
        policy = manifest.policy
        postedAt = manifest.postedAt
        usedOfficialSchemas = manifest.usedOfficialSchemas
        files = found.files.listed.map(FileRecord.init)
    }
}
