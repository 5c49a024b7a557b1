internal import Cases
package import Digests
internal import XMLGate

/// What a manifest says, when it is read back.
enum ReadManifest {
    case batch(BatchManifest)
    case packet(PacketManifest)
    case volume(VolumeManifest)
}

/// The manifest of a volume.
struct VolumeManifest {
    /// A case, or a letter.
    struct Item {
        /// The case's sequence, or the letter's number.
        let number: Int
        /// Empty for a letter.
        let caseNumber: String
        let folder: String
        /// Positions in `documents`.
        var documents: Range<Int>
    }

    let run: RunStamp
    let jurisdiction: String
    let kind: Volume.Kind
    var items: [Item] = []
    /// Their names are paths inside the item's folder.
    var documents: [FileEntry] = []
}

/// Reads manifests. Expects that they were validated against `ManifestSchema`, and refuses what it cannot understand.
struct ManifestReader {
    private let reader: XMLReader

    /// What could not be understood, and on which line.
    struct Flaw: Error {
        let line: Int
        let message: String
    }

    static func read(_ bytes: [UInt8]) throws(Flaw) -> ReadManifest {
        do {
            var manifest = ManifestReader(reader: try XMLReader(bytes: bytes))
            return try manifest.read()
        } catch let error as Flaw {
            throw error
        } catch let error as XMLGateError {
            throw Flaw(line: error.line, message: error.message)
        } catch {
            throw Flaw(line: 0, message: "cannot be read")
        }
    }

    private init(reader: XMLReader) { self.reader = reader }

    private mutating func read() throws -> ReadManifest {
        guard try reader.next() == .start, reader.isIn(namespace: ManifestSchema.namespace) else {
            throw flaw("not a manifest")
        }
        let run = try runStamp()
        switch reader.name {
        case "batch": return .batch(try batch(run))
        case "packet": return .packet(try packet(run))
        case "volume": return .volume(try volume(run))
        default: throw flaw("not a manifest")
        }
    }

    private mutating func batch(_ run: RunStamp) throws -> BatchManifest {
        var inputs: [InputFile] = []
        var totals = Totals()
        var parts: [BatchManifest.Part] = []
        var files: [FileEntry] = []
        while let element = try nextElement() {
            switch element {
            case "input": inputs.append(try inputFile())
            case "totals": totals = try readTotals()
            case "part": parts.append(try part())
            case "file": files.append(try fileEntry("path"))
            default: break
            }
        }
        return BatchManifest(run: run, inputs: inputs, totals: totals, parts: parts, files: files)
    }

    private mutating func packet(_ run: RunStamp) throws -> PacketManifest {
        let jurisdiction = try text("jurisdiction")
        let name = try text("name")
        var inputs: [InputFile] = []
        var totals = Totals()
        var files: [FileEntry] = []
        var volumes: [Volume] = []
        var jobs: [PrintJob] = []
        while let element = try nextElement() {
            switch element {
            case "input": inputs.append(try inputFile())
            case "totals": totals = try readTotals()
            case "file": files.append(try fileEntry("path"))
            case "volume": volumes.append(try readVolume())
            case "job": jobs.append(try printJob())
            default: break
            }
        }
        return PacketManifest(
            run: run,
            jurisdiction: jurisdiction,
            name: name,
            inputs: inputs,
            totals: totals,
            files: files,
            volumes: volumes,
            jobs: jobs
        )
    }

    private mutating func volume(_ run: RunStamp) throws -> VolumeManifest {
        var manifest = VolumeManifest(run: run, jurisdiction: try text("jurisdiction"), kind: try kind())
        while let element = try nextElement() {
            switch element {
            case "case", "letter":
                let number = try number(element == "case" ? "sequence" : "number")
                let caseNumber = element == "case" ? try text("number") : ""
                let start = manifest.documents.count
                manifest.items.append(
                    VolumeManifest.Item(
                        number: number,
                        caseNumber: caseNumber,
                        folder: try text("folder"),
                        documents: start..<start
                    )
                )
            case "document":
                guard let last = manifest.items.indices.last else { throw flaw("a document of no case") }
                manifest.documents.append(try fileEntry("name"))
                let start = manifest.items[last].documents.lowerBound
                manifest.items[last].documents = start..<manifest.documents.count
            default: break
            }
        }
        return manifest
    }

    private mutating func part() throws -> BatchManifest.Part {
        let jurisdiction = try text("jurisdiction")
        let name = try text("name")
        let depth = reader.depth
        var totals = Totals()
        var packet: FileEntry?
        while let element = try nextElement(above: depth) {
            switch element {
            case "totals": totals = try readTotals()
            case "packet": packet = try fileEntry("path")
            default: break
            }
        }
        return BatchManifest.Part(jurisdiction: jurisdiction, name: name, totals: totals, packet: packet)
    }

    private mutating func readTotals() throws -> Totals {
        var totals = Totals(
            rows: try number("rows"),
            cases: try number("cases"),
            counts: try number("counts"),
            people: try number("people"),
            letters: try number("letters")
        )
        let depth = reader.depth
        while let element = try nextElement(above: depth) {
            switch element {
            case "outcome":
                guard let outcome = Outcome(rawValue: try text("name")) else { throw flaw("an unknown outcome") }
                totals[outcome] = try number("rows")
            case "relief":
                totals.reliefs.append(
                    ReliefTotal(code: try text("code"), cases: try number("cases"), counts: try number("counts"))
                )
            case "courthouse":
                totals.courthouses.append(
                    CourthouseTotal(name: try text("name"), cases: try number("cases"), counts: try number("counts"))
                )
            default: break
            }
        }
        return totals
    }

    private func readVolume() throws -> Volume {
        Volume(
            kind: try kind(),
            file: try fileEntry("path"),
            first: try number("first"),
            last: try number("last"),
            items: try number("items"),
            documents: try number("documents"),
            bytes: try number("bytes")
        )
    }

    private func printJob() throws -> PrintJob {
        guard let kind = PrintJob.Kind(rawValue: try text("kind")) else { throw flaw("an unknown kind of print job") }
        return PrintJob(
            file: try fileEntry("path"), kind: kind, first: try number("first"), last: try number("last"),
            cases: try number("cases"), pages: try number("pages"), sheets: try number("sheets"), papers: [])
    }

    /// The name of the next element that starts; nil where the document ends, or the element of that depth does.
    private func nextElement(above depth: Int = 0) throws -> String? {
        while let event = try reader.next() {
            if event == .start { return reader.name }
            if event == .end, reader.depth <= depth { return nil }
        }
        return nil
    }

    private func runStamp() throws -> RunStamp {
        guard let asOf = CalendarDate(iso: try text("asOf")) else { throw flaw("not a date") }
        return RunStamp(
            batch: try text("batch"),
            isDraft: try text("mode") == "draft",
            asOf: asOf,
            templates: try text("templates"),
            program: try text("program"),
            screening: try screeningStamp(),
            notices: reader.attribute("notices") == nil ? nil : try number("notices")
        )
    }

    private func screeningStamp() throws -> ScreeningStamp? {
        guard let identity = reader.attribute("screening") else { return nil }
        guard let asOf = CalendarDate(iso: try text("screenedAsOf")) else { throw flaw("not a date") }
        return ScreeningStamp(
            identity: identity,
            county: try text("screenedCounty"),
            rules: try text("rules"),
            rulesDigest: try text("rulesDigest"),
            asOf: asOf,
            program: try text("screenedBy"),
            rulings: try text("rulings")
        )
    }

    private func inputFile() throws -> InputFile {
        InputFile(
            name: try text("name"),
            size: try number("size"),
            sha256: try text("sha256"),
            rows: try number("rows")
        )
    }

    private func fileEntry(_ name: String) throws -> FileEntry {
        let path = try text(name)
        guard SafeName.isSafe(path: path) else { throw flaw("a name that no file may have") }
        guard let digest = Digest(hex: try text("sha256")) else { throw flaw("not a digest") }
        return FileEntry(path: path, size: try number("size"), digest: digest)
    }

    private func kind() throws -> Volume.Kind {
        guard let kind = Volume.Kind(rawValue: try text("kind")) else { throw flaw("an unknown kind of volume") }
        return kind
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

extension Digest {
    /// Reads 64 lower-case hexadecimal digits.
    package init?(hex: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        var high: UInt8?
        for digit in hex.utf8 {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        guard high == nil else { return nil }
        self.init(bytes: bytes)
    }
}
