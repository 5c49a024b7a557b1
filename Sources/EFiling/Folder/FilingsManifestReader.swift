import Cases
import Digests
import Filings
import XMLGate

/// A manifest of an e-filing folder that is read back.
enum ReadFilingsManifest {
    case efiling(EFilingManifest, totals: FilingTotals)
    case filings(FilingsManifest)

    var root: String {
        switch self {
        case .efiling: "efiling"
        case .filings: "filings"
        }
    }
}

/// Reads manifests of e-filing folders. Expects that they were validated against `FilingsManifestSchema`, and refuses what it
/// cannot understand.
struct FilingsManifestReader {
    /// What could not be understood, and on which line.
    struct Flaw: Error {
        let line: Int
        let message: String
    }

    private let reader: XMLReader

    static func read(_ bytes: [UInt8]) throws(Flaw) -> ReadFilingsManifest {
        do {
            return try FilingsManifestReader(reader: try XMLReader(bytes: bytes)).read()
        } catch let error as Flaw {
            throw error
        } catch let error as XMLGateError {
            throw Flaw(line: error.line, message: error.message)
        } catch {
            throw Flaw(line: 0, message: "cannot be read")
        }
    }

    private func read() throws -> ReadFilingsManifest {
        guard try reader.next() == .start, reader.isIn(namespace: FilingsManifestSchema.namespace) else {
            throw flaw("not such a manifest")
        }
        let run = try runStamp()
        switch reader.name {
        case "efiling": return try efiling(run)
        case "filings": return .filings(try filings(run))
        default: throw flaw("not such a manifest")
        }
    }

    private func efiling(_ run: RunStamp) throws -> ReadFilingsManifest {
        var totals: FilingTotals?
        var parts: [EFilingManifest.Part] = []
        var files: [FileEntry] = []
        var part: (jurisdiction: String, name: String, totals: FilingTotals) = ("", "", FilingTotals())
        while let element = try nextElement() {
            switch element {
            case "totals" where totals == nil: totals = try readTotals()
            case "totals": part.totals = try readTotals()
            case "part": part = (try text("jurisdiction"), try text("name"), FilingTotals())
            case "filings":
                parts.append(
                    EFilingManifest.Part(
                        jurisdiction: part.jurisdiction, name: part.name, totals: part.totals,
                        manifest: try fileEntry()))
            case "file": files.append(try fileEntry())
            default: break
            }
        }
        return .efiling(
            EFilingManifest(run: run, parts: parts, files: files), totals: totals ?? FilingTotals())
    }

    private func filings(_ run: RunStamp) throws -> FilingsManifest {
        let jurisdiction = try text("jurisdiction")
        let name = try text("name")
        let postedAt = try text("postedAt")
        let policy = try text("policy")
        let round = try number("round")
        guard let profile = ECFProfile(rawValue: try text("profile")) else { throw flaw("an unknown profile") }
        let isOfficial = try text("official") == "true"
        var totals = FilingTotals()
        var files: [FileEntry] = []
        while let element = try nextElement() {
            switch element {
            case "totals": totals = try readTotals()
            case "file": files.append(try fileEntry())
            default: break
            }
        }
        return FilingsManifest(
            run: run, jurisdiction: jurisdiction, name: name, postedAt: postedAt, policy: policy, profile: profile,
            round: round, usedOfficialSchemas: isOfficial, totals: totals, files: files)
    }

    private func nextElement() throws -> String? {
        while let event = try reader.next() {
            if event == .start { return reader.name }
        }
        return nil
    }

    private func runStamp() throws -> RunStamp {
        guard let asOf = CalendarDate(iso: try text("asOf")) else { throw flaw("not a date") }
        return RunStamp(
            batch: try text("batch"), isDraft: false, asOf: asOf, templates: try text("templates"),
            program: try text("program"))
    }

    private func readTotals() throws -> FilingTotals {
        var totals = FilingTotals()
        for count in FilingTotals.counts { totals[keyPath: count.path] = try number(count.name) }
        return totals
    }

    private func fileEntry() throws -> FileEntry {
        guard let digest = Digest(hex: try text("sha256")) else { throw flaw("not a digest") }
        return FileEntry(path: try text("path"), size: try number("size"), digest: digest)
    }

    private func text(_ name: String) throws -> String {
        guard let value = reader.attribute(name) else { throw flaw("an element lacks \(name)") }
        return value
    }

    private func number(_ name: String) throws -> Int {
        guard let value = Int(try text(name)), value >= 0 else { throw flaw("\(name) is not a number") }
        return value
    }

    private func flaw(_ message: String) -> Flaw { Flaw(line: reader.line, message: message) }
}
