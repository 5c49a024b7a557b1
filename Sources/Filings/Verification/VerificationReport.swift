/// Something that is not as a packet has to be. Tells what and where, never a person's data.
package struct VerificationFinding: Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        case missingFile = "missing-file"
        case unlistedFile = "unlisted-file"
        /// A link, a device or the like, where a file or a folder has to be.
        case notAPlainFile = "not-a-plain-file"
        case unreadable = "unreadable"
        case sizeDiffers = "size-differs"
        case digestDiffers = "digest-differs"
        /// A manifest was changed after it was written.
        case sealBroken = "seal-broken"
        case badXML = "bad-xml"
        /// The packet carries another schema than this program knows.
        case schemaDiffers = "schema-differs"
        case badArchive = "bad-archive"
        /// A manifest, or an archive within, speaks of another run than the one it lies in.
        case runDiffers = "run-differs"
        case totalsDiffer = "totals-differ"
        /// The schedules contradict each other.
        case schedulesDiffer = "schedules-differ"
        /// The lists of challenged counts and the notice contradict each other.
        case challengesDiffer = "challenges-differ"
        /// The list of dispositions and the notices contradict each other.
        case dispositionsDiffer = "dispositions-differ"
        /// Cases of the schedule and cases with documents are not the same.
        case casesDiffer = "cases-differ"
        /// The lists of letters to mail and of those without an address contradict the totals.
        case mailingDiffers = "mailing-differs"
        /// A message to a court breaks a schema or a rule of ECF.
        case messageRule = "message-rule"
        /// A message, its files and the lists of both contradict each other.
        case messageDiffers = "message-differs"
        /// A birth date or an identification number stands where the public can read it.
        case confidentialValue = "confidential-value"
        /// A page is not as the paper rules want it.
        case paperRule = "paper-rule"
        /// More findings than a report holds.
        case tooMany = "too-many"
    }

    /// The file or folder, seen from the folder that was checked.
    package let path: String
    /// What inside an archive is meant; empty if it is none or the whole of it.
    package let entry: String
    package let code: Code
    /// For people.
    package let message: String

    package var description: String {
        entry.isEmpty ? "\(path): \(message) [\(code.rawValue)]" : "\(path), \(entry): \(message) [\(code.rawValue)]"
    }
}

/// What checking a batch or a packet brought to light.
package struct VerificationReport: Sendable {
    /// In the order of paths and entries.
    package private(set) var findings: [VerificationFinding]
    /// Files checked, manifests and archives included.
    package private(set) var files: Int
    /// Documents in volumes.
    package let documents: Int
    /// Bytes hashed, documents uncompressed.
    package private(set) var bytes: Int
    /// Cases of all schedules.
    package let cases: Int
    /// Challenged cases of all packets.
    package let challenges: Int

    package var isSound: Bool { findings.isEmpty }

    /// Adds what checking another folder brought to light, such as that of the messages. Its cases are the same ones.
    package mutating func add(_ other: VerificationReport, of folder: String) {
        findings += other.findings.map {
            VerificationFinding(path: "\(folder)/\($0.path)", entry: $0.entry, code: $0.code, message: $0.message)
        }
        files += other.files
        bytes += other.bytes
    }
}
