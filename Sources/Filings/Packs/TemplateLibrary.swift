package import Digests
import FoundationEssentials
package import TemplateEngine

/// The template folder as it was when the run began: every file read once, nothing looked up on disk later.
package struct TemplateLibrary: Sendable {
    /// Digest over names and bytes of every template and pack file, so that a manifest can say what was used.
    package let fingerprint: Digest
    /// Sources by folder, sorted by name: `base`, `long-beach` …
    private let folders: [String: [TemplateSource]]
    /// Texts of pack files by path: `base/county.yaml`, `base/rules/vacatur.yaml`, `long-beach/jurisdiction.yaml` …
    private let packs: [String: String]

    private static let suffix = ".mustache"
    private static let sizeLimit = 1 << 20

    /// Reads the folder that holds `base/` and a folder for each jurisdiction.
    package init(folder: String) throws(PackError) {
        var folders: [String: [TemplateSource]] = [:]
        var packs: [String: String] = [:]
        let hasher = SHA256()
        // The pages of the service are no documents: what is changed in them changes no batch.
        for name in try Self.entries(of: folder) where name != "desk" && Self.isFolder("\(folder)/\(name)") {
            var files = try Self.entries(of: "\(folder)/\(name)")
            if name == "base", files.contains("rules") {
                files += try Self.entries(of: "\(folder)/base/rules").filter { $0.hasSuffix(".yaml") }
                    .map { "rules/\($0)" }
            }
            for file in files {
                let path = "\(name)/\(file)"
                guard file.hasSuffix(Self.suffix) || file.hasSuffix(".yaml") else { continue }
                let bytes = try Self.read("\(folder)/\(path)", as: path)
                hasher.update("\(path)\n\(bytes.count)\n")
                hasher.update(bytes)
                if file.hasSuffix(Self.suffix) {
                    folders[name, default: []].append(
                        TemplateSource(name: Self.stem(of: file), path: path, text: bytes))
                } else {
                    packs[path] = String(decoding: bytes, as: UTF8.self)
                }
            }
        }
        guard folders["base"] != nil else {
            throw PackError(
                .missing, path: "base", message: "no templates in \(folder)/base; name the folder with --templates")
        }
        self.folders = folders
        self.packs = packs
        fingerprint = hasher.finish()
    }

    /// Every folder with a `jurisdiction.yaml`, sorted.
    package var jurisdictions: [String] {
        let suffix = "/jurisdiction.yaml"
        return packs.keys.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
    }

    /// Every file with its path and its bytes, by path.
    package var files: [(path: String, text: [UInt8])] {
        let templates = folders.values.joined().map { (path: $0.path, text: $0.text) }
        return (templates + packs.map { (path: $0.key, text: Array($0.value.utf8)) }).sorted { $0.path < $1.path }
    }

    /// Whether there is such a pack file.
    package func hasPack(_ path: String) -> Bool { packs[path] != nil }

    /// The text of a pack file.
    package func pack(_ path: String) throws(PackError) -> (path: String, text: String) {
        guard let text = packs[path] else { throw PackError(.missing, path: path, message: "the file is missing") }
        return (path, text)
    }

    /// The rule sets that the folder holds, sorted.
    package var ruleSets: [String] {
        let folder = "base/rules/"
        return packs.keys.filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count).dropLast(5)) }
            .sorted()
    }

    /// The text of a rule file.
    func rules(_ id: String) throws(PackError) -> (path: String, text: String) {
        let path = "base/rules/\(id).yaml"
        guard let text = packs[path] else {
            throw PackError(
                .missing, path: path, message: "no such rule set; there are \(ruleSets.joined(separator: ", "))")
        }
        return (path, text)
    }

    /// A jurisdiction's own templates, then those of `base`, which are also called `base/…` so that an override can
    /// start from what it overrides.
    package func templates(of jurisdiction: String) -> TemplateSet {
        let base = folders["base"] ?? []
        let named = base.map { TemplateSource(name: "base/\($0.name)", path: $0.path, text: $0.text) }
        return TemplateSet([folders[jurisdiction] ?? [], base, named])
    }

    private static func stem(of file: String) -> String { String(file.prefix { $0 != "." }) }

    private static func entries(of folder: String) throws(PackError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            throw PackError(.unreadable, path: folder, message: "the folder cannot be read; name it with --templates")
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }

    private static func read(_ path: String, as name: String) throws(PackError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PackError(.unreadable, path: name, message: "the file cannot be read")
        }
        guard data.count <= sizeLimit else {
            throw PackError(.tooLarge, path: name, message: "the file is larger than 1 MiB")
        }
        return [UInt8](data)
    }
}

/// Why the template folder cannot be used: its files are the office's own, so the message may quote them.
package struct PackError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case missing, unreadable, tooLarge, malformed, contradictory
    }

    package let code: Code
    /// Relative to the template folder, with the line where it is known: `long-beach/jurisdiction.yaml:12`.
    package let path: String
    package let message: String

    package init(_ code: Code, path: String, message: String) {
        self.code = code
        self.path = path
        self.message = message
    }

    package var description: String { "\(path): \(message)" }
}
