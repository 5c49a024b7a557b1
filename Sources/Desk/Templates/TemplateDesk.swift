internal import Cases
internal import Casework
internal import Docket
internal import Filings
internal import HTTPTypes
internal import TemplateEngine

/// Templates and packs as an administrator edits them: drafts that nobody else works with, and versions that everybody does.
struct TemplateDesk: Sendable {
    let room: Workroom

    /// What is published, and what is edited beside it.
    struct Bench: Sendable {
        let version: TemplateVersion
        let published: [String: TemplateFile]
        let drafts: [String: TemplateDraft]

        /// The text of a file as it would be published now.
        func present(_ path: String) -> TemplateFile? { drafts[path]?.file ?? published[path] }

        /// Every file as it would be published now, by path.
        var files: [TemplateFile] {
            published.merging(drafts.mapValues(\.file)) { $1 }.values.sorted { $0.path < $1.path }
        }

        /// What a path may be: a file that there is, or a template of `base` that a jurisdiction would have its own of; with the
        /// text to begin from.
        func beginning(_ path: String) -> TemplateFile? {
            if let file = present(path) { return file }
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, parts[1].hasSuffix(".mustache"),
                published["\(parts[0])/jurisdiction.yaml"] != nil, let base = present("base/\(parts[1])")
            else { return nil }
            return TemplateFile(path: path, text: base.text)
        }
    }

    /// What a check found, in words, each with file and line.
    struct Check: Sendable {
        let errors: [String]
        let warnings: [String]
    }

    func bench() async throws -> Bench {
        try await room.reading { docket in
            guard let version = try docket.templateVersions().first else { throw Refusal.notFound }
            let files = try docket.templateFiles(of: version.number)
            let drafts = try docket.templateDrafts()
            return Bench(
                version: version, published: Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0) }),
                drafts: Dictionary(uniqueKeysWithValues: drafts.map { ($0.file.path, $0) }))
        }
    }

    /// Keeps an edited text; `digest` is that of the text that was edited.
    ///
    /// - Throws: 404 for a path that may not be, 413 beyond 1 MiB, 409 where somebody else has changed it meanwhile.
    func keep(_ text: String, at path: String, insteadOf digest: String, by user: User) async throws {
        guard try await bench().beginning(path) != nil else { throw Refusal.notFound }
        let bytes = Array(text.replacing("\r\n", with: "\n").utf8)
        guard bytes.count <= 1 << 20 else { throw Refusal.tooLarge }
        let (file, now) = (TemplateFile(path: path, text: bytes), room.now())
        guard try await room.writing({ try $0.keepDraft(file, insteadOf: digest, by: user.name, at: now) }) else {
            throw Refusal(
                .conflict, "changed-meanwhile",
                "Somebody else has changed this file meanwhile. Copy your text, load the page again, and put it in.")
        }
    }

    /// Checks everything as it would be published now.
    func check(_ bench: Bench) async throws -> Check {
        let (place, files, day) = (room.place, bench.files, CalendarDate.day(of: room.now()))
        return try await room.reading { _ in
            let folder = try PublishedTemplates.stage(files, in: place)
            defer { PublishedTemplates.remove(folder) }
            do {
                let findings = try TemplateWork.check(folder: folder, asOf: day).findings
                return Check(
                    errors: findings.filter { $0.severity == .error }.map(\.description),
                    warnings: findings.filter { $0.severity != .error }.map(\.description))
            } catch let error as PackError {
                return Check(errors: [error.description], warnings: [])
            }
        }
    }

    /// The HTML of a document of an invented case, with what is edited.
    func preview(_ kind: DocumentKind, of jurisdiction: String) async throws -> [UInt8] {
        let (place, files, day) = (room.place, try await bench().files, CalendarDate.day(of: room.now()))
        let folder = try await room.reading { _ in try PublishedTemplates.stage(files, in: place) }
        defer { PublishedTemplates.remove(folder) }
        return try await TemplateWork.preview(kind, of: jurisdiction, folder: folder, asOf: day, reviewer: nil)
    }

    /// Publishes what is edited, together with everything else, unless the check finds errors.
    ///
    /// - Throws: 409 where another version was published meanwhile.
    func publish(_ bench: Bench, note: String, by user: User) async throws -> Check {
        let check = try await check(bench)
        if check.errors.isEmpty { try await publish(bench.files, after: bench.version, note: note, by: user) }
        return check
    }

    /// Publishes the files of an earlier version once more, as the next one.
    func restore(_ number: Int64, by user: User) async throws {
        let files = try await room.reading { try $0.templateFiles(of: number) }
        guard !files.isEmpty else { throw Refusal.notFound }
        try await publish(files, after: try await bench().version, note: "Back to version \(number)", by: user)
    }

    /// Publishes the folder that is installed with the program, as after an upgrade.
    func takeInstalled(by user: User) async throws {
        let installed = room.settings.templates
        let files = try await room.reading { _ in try PublishedTemplates.installedFiles(installed) }
        try await publish(files, after: try await bench().version, note: "As installed", by: user)
    }

    /// Paths of files that the installed folder has otherwise, or has or lacks; none where it is what was taken in before.
    func installedDifferences(_ bench: Bench) async throws -> [String] {
        let installed = room.settings.templates
        let (files, isKnown) = try await room.reading { docket in
            let files = try PublishedTemplates.installedFiles(installed)
            return (files, try docket.wasPublished(files))
        }
        if isKnown { return [] }
        let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
        return Set(texts.keys).union(bench.published.keys).filter { texts[$0] != bench.published[$0]?.text }.sorted()
    }

    private func publish(
        _ files: [TemplateFile], after version: TemplateVersion, note: String, by user: User
    ) async throws {
        let now = room.now()
        let made = try await room.writing {
            try $0.publishTemplates(files, after: version.number, note: note, by: user.name, at: now)
        }
        guard let made else {
            throw Refusal(.conflict, "changed-meanwhile", "Another version was published meanwhile. Look again.")
        }
        try await room.work(with: made)
    }
}
