/// What is asked of a run that makes messages and upload sets of a finished batch.
package struct EFilingRequest: Sendable {
    /// The folder of the batch.
    package var batch: String
    /// Id of the only jurisdiction to make messages for; nil for all that e-file.
    package var jurisdiction: String?
    package var templates: String
    /// The folder where the official schemas are installed, if they are.
    package var schemas: String
    package var docket: String
    /// `nc:DocumentPostDate`; nil for the batch's own day.
    package var postedAt: String?
    /// In place of the court's number of cases in a message.
    package var casesPerMessage: Int?
    /// Only what was rejected, to be sent again.
    package var onlyRejected: Bool

    package init(
        batch: String, jurisdiction: String?, templates: String, schemas: String, docket: String,
        postedAt: String? = nil, casesPerMessage: Int? = nil, onlyRejected: Bool = false
    ) {
        self.batch = batch
        self.jurisdiction = jurisdiction
        self.templates = templates
        self.schemas = schemas
        self.docket = docket
        self.postedAt = postedAt
        self.casesPerMessage = casesPerMessage
        self.onlyRejected = onlyRejected
    }
}

/// What such a run came to.
package struct EFilingReport: Sendable {
    package struct Line: Sendable {
        package let jurisdiction: String
        package let name: String
        package let cases: Int
        package let messages: Int
        /// Cases that are held back; `held-back.csv` tells why.
        package let held: Int
        package let archives: Int
        package let omnibus: Omnibus
    }

    /// What became of the omnibus motion.
    package enum Omnibus: Hashable, Sendable {
        /// It goes in so many filings under the court's master case number.
        case made(Int)
        /// Some or all of it is held back; `held-back.csv` tells why, under sequence 0.
        case held
        /// The court's policy names no master case.
        case noMasterCase
        /// Only cases are sent again that were rejected.
        case notAgain
        /// The packet has none, but papers in every case.
        case perCase
    }

    /// The folder of messages and upload sets, beside that of the batch.
    package let folder: String
    /// Whether messages were checked against the official schemas besides our own.
    package let usedOfficialSchemas: Bool
    package let lines: [Line]

    package var isComplete: Bool { lines.allSatisfy { $0.held == 0 && $0.omnibus != .held } }
}
