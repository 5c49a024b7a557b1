internal import Cases
internal import Digests
internal import Filings

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
