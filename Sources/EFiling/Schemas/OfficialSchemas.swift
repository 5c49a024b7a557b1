import Digests
import Filings
import FoundationEssentials
package import XMLGate

/// The official schemas of ECF 5.0, kept in a folder of the office's own, so that messages are validated without a network.
package enum OfficialSchemas {
    /// Inside the folder of schemas.
    package static let name = "ecf-5.0"
    private static let entryName = "entry.xsd"
    private static let sizeLimit = 16 << 20

    /// What installing came to.
    package struct Installed: Sendable {
        package let files: Int
        package let bytes: Int
    }

    /// Takes the official files out of folders as they were published, checks every one by its hash, and lays them down
    /// ready for use. What was installed before is replaced, all at once.
    ///
    /// - Parameters:
    ///   - sources: folders to look in: that of ECF 5.0 and, where it is not in there as `ubl/`, that of UBL 2.2.
    ///   - folder: of schemas.
    /// - Returns: how much was installed.
    /// - Throws: `SchemasError` naming what is missing or differs; `PackingError` where the folder cannot be written;
    ///   `XMLGateError` where the schemas do not compile.
    package static func install(from sources: [String], into folder: String) throws -> Installed {
        var missing: [String] = []
        var different: [String] = []
        var files: [(path: String, bytes: [UInt8])] = []
        let hasher = SHA256()
        for (path, sha256) in OfficialFiles.all {
            let found = places(of: path, in: sources).lazy.compactMap { bytes(at: $0) }
            if let right = found.first(where: { digest($0, hasher) == sha256 }) {
                files.append((path, right))
            } else if found.isEmpty {
                missing.append(path)
            } else {
                different.append(path)
            }
        }
        guard missing.isEmpty, different.isEmpty else { throw SchemasError(missing: missing, different: different) }
        let aside = try BatchFolder(output: folder, name: name, replacing: true)
        do {
            for file in files { _ = try aside.root.write("schema/\(file.path)", file.bytes) }
            _ = try aside.root.write(entryName, Array(entry.utf8))
            try aside.publish()
        } catch {
            aside.discard()
            throw error
        }
        _ = try Schema(path: "\(folder)/\(name)/\(entryName)")
        return Installed(files: files.count, bytes: files.reduce(0) { $0 + $1.bytes.count })
    }

    /// Compiles the installed schemas, after another look at every hash.
    ///
    /// - Returns: nil where none are installed.
    /// - Throws: `SchemasError` where a file is missing or was changed; `XMLGateError` where they do not compile.
    package static func open(in folder: String) throws -> Schema? {
        let installed = "\(folder)/\(name)"
        guard FileManager.default.fileExists(atPath: installed) else { return nil }
        let hasher = SHA256()
        var missing: [String] = []
        var different: [String] = []
        for (path, sha256) in OfficialFiles.all {
            guard let bytes = bytes(at: "\(installed)/schema/\(path)") else {
                missing.append(path)
                continue
            }
            if digest(bytes, hasher) != sha256 { different.append(path) }
        }
        if bytes(at: "\(installed)/\(entryName)") != Array(entry.utf8) { different.append(entryName) }
        guard missing.isEmpty, different.isEmpty else { throw SchemasError(missing: missing, different: different) }
        return try Schema(path: "\(installed)/\(entryName)")
    }

    /// Where a file may lie: as ECF and UBL lay out their packages, or beside each other.
    private static func places(of path: String, in sources: [String]) -> [String] {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let ubl = path.hasPrefix("ubl/") ? ["xsdrt/common/\(file)", "common/\(file)", file] : []
        return sources.flatMap { source in (["\(path)", "schema/\(path)"] + ubl).map { "\(source)/\($0)" } }
    }

    private static func bytes(at path: String) -> [UInt8]? {
        guard let data = FileManager.default.contents(atPath: path), data.count <= sizeLimit else { return nil }
        return [UInt8](data)
    }

    private static func digest(_ bytes: [UInt8], _ hasher: SHA256) -> String {
        bytes.withUnsafeBytes { hasher.digest(of: $0) }.hex
    }

    /// Where compiling begins. Most files of ECF name their NIEM imports with backslashes, which libxml2 drops without a
    /// word; importing those namespaces first makes the references resolve while the official files stay as published.
    private static let entry = """
        <?xml version="1.0" encoding="UTF-8"?>
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:vacatur:ecf-5.0:entry">
        \(imports)
        </xs:schema>

        """

    private static var imports: String {
        let ecf = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0"
        return [
            ("http://release.niem.gov/niem/structures/4.0/", "niem/utility/structures/4.0/structures.xsd"),
            ("http://release.niem.gov/niem/proxy/xsd/4.0/", "niem/proxy/xsd/4.0/xs.xsd"),
            ("http://release.niem.gov/niem/niem-core/4.0/", "niem/niem-core/4.0/niem-core.xsd"),
            ("http://release.niem.gov/niem/domains/jxdm/6.1/", "niem/domains/jxdm/6.1/jxdm.xsd"),
            ("http://release.niem.gov/niem/domains/biometrics/4.1/", "niem/domains/biometrics/4.1/biom.xsd"),
            ("http://release.niem.gov/niem/domains/cbrn/4.1/", "niem/domains/cbrn/4.1/cbrn.xsd"),
            (
                "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
                "ubl/UBL-CommonAggregateComponents-2.2.xsd"
            ),
            ("http://www.w3.org/2000/09/xmldsig#", "ubl/UBL-xmldsig-core-schema-2.2.xsd"),
            ("\(ecf)/criminal", "criminal.xsd"), ("\(ecf)/wrappers", "wrappers.xsd"),
        ].map { "<xs:import namespace=\"\($0.0)\" schemaLocation=\"schema/\($0.1)\"/>" }.joined(separator: "\n")
    }
}

/// Why the official schemas cannot be used. Names files, which are OASIS's.
package struct SchemasError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Paths as ECF 5.0 has them; those in `ubl/` are of UBL 2.2.
    package let missing: [String]
    package let different: [String]

    package var description: String {
        var parts: [String] = []
        if !missing.isEmpty { parts.append("missing: \(missing.joined(separator: ", "))") }
        if !different.isEmpty { parts.append("not as published: \(different.joined(separator: ", "))") }
        return "official schemas, \(parts.joined(separator: "; "))"
    }
}
