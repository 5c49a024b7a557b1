package import Docket
import Filings
import FoundationEssentials
import Glibc

/// The folders of templates that a service works with: one for each published version, written out of the docket when it is
/// first needed and never changed. So a job that was asked for before a change is done with what it was asked with, also when
/// it is begun again after a kill.
package enum PublishedTemplates {
    /// The folder of a version.
    ///
    /// - Throws: `.unusableInput` where the docket has no such version, `.storage` where it cannot be written.
    package static func folder(of version: Int64, on docket: Docket, in place: OfficePlace) throws -> String {
        let folder = place.templates(ofVersion: version)
        if FileManager.default.fileExists(atPath: folder) { return folder }
        let files = try docket.templateFiles(of: version)
        guard !files.isEmpty else {
            throw CaseworkError(.unusableInput, "the docket has no version \(version) of the templates")
        }
        let staged = try stage(files, in: place)
        // Whoever comes second finds the folder, which has the same bytes.
        defer { remove(staged) }
        guard rename(staged, folder) == 0 || errno == EEXIST || errno == ENOTEMPTY else {
            throw CaseworkError(
                .storage, "the templates cannot be written to \(folder); is the disk full or read-only?")
        }
        return folder
    }

    /// Writes files that are not published, such as edited ones, into a folder of their own, which the caller removes.
    ///
    /// - Throws: `.storage` where it cannot be written.
    package static func stage(_ files: [TemplateFile], in place: OfficePlace) throws -> String {
        let folder = place.templates(ofVersion: 0) + ".\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
        do {
            // A folder of results that is gone is not made here: somebody forgot to mount it.
            guard FileManager.default.fileExists(atPath: place.output) else { throw CocoaError(.fileNoSuchFile) }
            try write(files, to: folder)
            return folder
        } catch {
            remove(folder)
            throw CaseworkError(
                .storage, "the templates cannot be written to \(folder); is the disk full or read-only?")
        }
    }

    package static func remove(_ folder: String) { try? FileManager.default.removeItem(atPath: folder) }

    /// Publishes the installed folder as the first version, where there is none.
    ///
    /// - Returns: the present version.
    package static func begin(on docket: Docket, installed: String, at time: Int64) throws -> Int64 {
        if let version = try docket.templateVersions().first { return version.number }
        let files = try installedFiles(installed)
        let made = try docket.publishTemplates(files, after: 0, note: "As installed", by: "vacatur-desk", at: time)
        // nil: another service was quicker.
        return made?.number ?? 1
    }

    /// The templates and packs of a folder, as every reader of it sees them.
    package static func installedFiles(_ folder: String) throws -> [TemplateFile] {
        try TemplateLibrary(folder: folder).files.map { TemplateFile(path: $0.path, text: $0.text) }
    }

    private static func write(_ files: [TemplateFile], to folder: String) throws {
        for file in files {
            let path = "\(folder)/\(file.path)"
            let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try Data(file.text).write(to: URL(filePath: path))
        }
    }
}
