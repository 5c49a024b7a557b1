package import Filings

/// What the filings of one jurisdiction, or of all, came to.
package struct FilingTotals: Hashable, Sendable {
    /// Cases of the packet: sent and held back.
    package var cases = 0
    package var sent = 0
    package var held = 0
    /// Requests, those of the omnibus motion too.
    package var messages = 0
    /// Filings of the omnibus motion that are sent, and that are held back.
    package var omnibus = 0
    package var omnibusHeld = 0
    /// Archives of the upload sets.
    package var archives = 0

    package init() {}

    package static func + (one: FilingTotals, other: FilingTotals) -> FilingTotals {
        var sum = FilingTotals()
        for count in counts { sum[keyPath: count.path] = one[keyPath: count.path] + other[keyPath: count.path] }
        return sum
    }

    /// Under the names that manifests give them.
    static var counts: [(name: String, path: WritableKeyPath<FilingTotals, Int>)] {
        [
            ("cases", \.cases), ("sent", \.sent), ("held", \.held), ("messages", \.messages), ("omnibus", \.omnibus),
            ("omnibusHeld", \.omnibusHeld), ("archives", \.archives),
        ]
    }
}

/// The messages and upload sets of one jurisdiction: every file of their folder. With the folder alone, all can be checked.
package struct FilingsManifest: Sendable {
    package let run: RunStamp
    package let jurisdiction: String
    package let name: String
    /// `nc:DocumentPostDate` of the messages.
    package let postedAt: String
    /// The court's name for the version of its policy.
    package let policy: String
    /// The version of ECF that the messages are in.
    package let profile: ECFProfile
    /// From 1, in which every case of the packet is sent or held back; later ones send again what the court rejected.
    package let round: Int
    /// Whether messages were checked against the official schemas besides our own.
    package let usedOfficialSchemas: Bool
    package let totals: FilingTotals
    package let files: [FileEntry]

    package init(
        run: RunStamp, jurisdiction: String, name: String, postedAt: String, policy: String, profile: ECFProfile,
        round: Int, usedOfficialSchemas: Bool, totals: FilingTotals, files: [FileEntry]
    ) {
        self.run = run
        self.jurisdiction = jurisdiction
        self.name = name
        self.postedAt = postedAt
        self.policy = policy
        self.profile = profile
        self.round = round
        self.usedOfficialSchemas = usedOfficialSchemas
        self.totals = totals
        self.files = files
    }
}

/// The e-filing folder of a batch: the manifests of its jurisdictions, and its own files.
package struct EFilingManifest: Sendable {
    package struct Part: Sendable {
        package let jurisdiction: String
        package let name: String
        package let totals: FilingTotals
        /// Its manifest, seen from the jurisdiction's folder.
        package let manifest: FileEntry

        package init(jurisdiction: String, name: String, totals: FilingTotals, manifest: FileEntry) {
            self.jurisdiction = jurisdiction
            self.name = name
            self.totals = totals
            self.manifest = manifest
        }
    }

    package let run: RunStamp
    package let parts: [Part]
    package let files: [FileEntry]

    package init(run: RunStamp, parts: [Part], files: [FileEntry]) {
        self.run = run
        self.parts = parts
        self.files = files
    }

    package var totals: FilingTotals { parts.reduce(FilingTotals()) { $0 + $1.totals } }
}
