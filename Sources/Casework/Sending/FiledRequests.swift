import Cases
import Digests
import Docket
import EFiling
import Filings

/// The requests of one jurisdiction as they lie in the e-filing folder of a batch.
struct FiledRequests: Sendable {
    let folder: ListedFolder
    let jurisdiction: String

    private static let columns = ["sequence", "case_number", "message_id", "archive", "file", "sha256"]

    /// Gives all requests, list by list, in the order of their cases.
    func read(_ body: ([OutboxRequest]) throws -> Void) throws {
        for list in folder.files(prefix: "messages-", suffix: ".csv") {
            var requests: [OutboxRequest] = []
            try folder.rows(of: list, columns: Self.columns) { row in
                let damaged = PackingError(.damaged, path: "\(jurisdiction)/\(list)")
                guard let sequence = Int(row[0]), !row[2].isEmpty else { throw damaged }
                let message = OutboxMessage(
                    identifier: row[2].lowercased(), sequence: sequence, caseNumber: row[1])
                // The cases of one request follow each other.
                var messages = [message]
                if let last = requests.last, last.archive == row[3], last.file == row[4] {
                    messages = last.messages + messages
                    requests.removeLast()
                }
                requests.append(OutboxRequest(archive: row[3], file: row[4], sha256: row[5], messages: messages))
            }
            try body(requests)
        }
    }
}

/// Takes messages and their files out of the archives, and checks that they are what the lists say. Belongs to one thread.
final class FiledParts {
    /// A file as the upload index lists it.
    private struct File {
        let archive: String
        let name: String
        let sha256: String
    }

    private let requests: FiledRequests
    private let hasher = SHA256()
    /// The archives in use: a message's, and those of its files.
    private var archives: [(name: String, archive: ListedArchive)] = []
    /// The files of every message of one volume, and the volume.
    private var files: [String: [File]] = [:]
    private var volume = ""

    private static let openArchives = 4

    init(_ requests: FiledRequests) { self.requests = requests }

    /// The request as it is to be sent.
    ///
    /// - Throws: `PackingError` where the folder is not what its lists say.
    func post(_ request: OutboxRequest) throws -> FilingPost {
        let message = try bytes(of: request.file, in: request.archive, sha256: request.sha256)
        try readIndex(beside: request.archive)
        var attachments: [FilingPost.Attachment] = []
        for case_ in request.messages {
            guard let files = files[case_.identifier] else { throw damaged(request.archive) }
            for file in files {
                attachments.append(
                    FilingPost.Attachment(
                        name: file.name, bytes: try bytes(of: file.name, in: file.archive, sha256: file.sha256)))
            }
        }
        guard let post = FilingPost(message, identifier: request.identifier, attachments: attachments) else {
            throw damaged(request.archive)
        }
        return post
    }

    private func bytes(of file: String, in archive: String, sha256: String) throws -> [UInt8] {
        let bytes = try open(archive).bytes(of: file)
        guard bytes.withUnsafeBytes({ hasher.digest(of: $0) }).hex == sha256 else { throw damaged(archive) }
        return bytes
    }

    private func open(_ name: String) throws -> ListedArchive {
        if let open = archives.first(where: { $0.name == name }) { return open.archive }
        let archive = try requests.folder.archive(name)
        if archives.count == Self.openArchives { archives.removeFirst() }
        archives.append((name, archive))
        return archive
    }

    /// `messages-0001.zip` has its files in the list `upload-index-0001.csv`.
    private func readIndex(beside archive: String) throws {
        guard volume != archive else { return }
        let digits = archive.drop { $0 != "-" }.dropFirst().prefix { $0 != "." }
        files.removeAll()
        try requests.folder.rows(
            of: "upload-index-\(digits).csv", columns: ["role", "archive", "file", "sha256", "message_id"]
        ) { row in
            // The form of an order for a word processor is for the judge's clerk; it is no document of the filing.
            guard row[0] != "editable" else { return }
            files[row[4].lowercased(), default: []].append(File(archive: row[1], name: row[2], sha256: row[3]))
        }
        volume = archive
    }

    private func damaged(_ path: String) -> PackingError {
        PackingError(.damaged, path: "\(requests.jurisdiction)/\(path)")
    }
}
