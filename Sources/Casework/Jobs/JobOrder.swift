package import Cases
import FoundationEssentials

/// What a job of the service does: the commands of the command line, with files named by where they lie in the service's
/// own folders.
///
/// Kept on the docket as JSON with sorted keys.
package enum JobOrder: Hashable, Sendable {
    package struct Screening: Hashable, Sendable, Codable {
        /// Paths below the folder of uploads, in the order of delivery.
        package var files: [String]
        package var county: String
        package var rules: String
        package var parameters: [String: Int]
        package var other: String?
        /// `2020-02-13`
        package var asOf: String

        package init(
            files: [String], county: String, rules: String, parameters: [String: Int], other: String?, asOf: String
        ) {
            self.files = files
            self.county = county
            self.rules = rules
            self.parameters = parameters
            self.other = other
            self.asOf = asOf
        }
    }

    package struct Generation: Hashable, Sendable, Codable {
        /// Paths below the folder of uploads; empty where a screening is filed from.
        package var files: [String]
        /// Path below the folder of uploads.
        package var aliases: String?
        /// Beginning of an identity.
        package var screening: String?
        package var asOf: String?
        /// Who approves; nil for drafts.
        package var reviewer: String?
        package var barNumber: String?
        package var jurisdiction: String?
        package var layout: String
        package var printing: String?

        package init(
            files: [String], aliases: String?, screening: String?, asOf: String?, reviewer: Reviewer?,
            jurisdiction: String?, layout: String, printing: String?
        ) {
            self.files = files
            self.aliases = aliases
            self.screening = screening
            self.asOf = asOf
            self.reviewer = reviewer?.name
            self.barNumber = reviewer?.barNumber
            self.jurisdiction = jurisdiction
            self.layout = layout
            self.printing = printing
        }
    }

    package struct EFiling: Hashable, Sendable, Codable {
        /// Name of the batch's folder.
        package var batch: String
        package var jurisdiction: String?
        package var postedAt: String?
        package var casesPerMessage: Int?

        package init(batch: String, jurisdiction: String?, postedAt: String?, casesPerMessage: Int?) {
            self.batch = batch
            self.jurisdiction = jurisdiction
            self.postedAt = postedAt
            self.casesPerMessage = casesPerMessage
        }
    }

    case screen(Screening)
    case generate(Generation)
    /// The batch with this folder.
    case verify(batch: String)
    /// Of the screening with this identity.
    case report(screening: String)
    case efile(EFiling)

    package enum Kind: String, CaseIterable, Sendable {
        case screen, generate, verify, report, efile
    }

    package var kind: Kind {
        switch self {
        case .screen: .screen
        case .generate: .generate
        case .verify: .verify
        case .report: .report
        case .efile: .efile
        }
    }

    // MARK: JSON

    private struct Batch: Codable { let batch: String }
    private struct Source: Codable { let screening: String }

    package var json: String {
        get throws {
            switch self {
            case .screen(let order): try Self.text(order)
            case .generate(let order): try Self.text(order)
            case .verify(let batch): try Self.text(Batch(batch: batch))
            case .report(let screening): try Self.text(Source(screening: screening))
            case .efile(let order): try Self.text(order)
            }
        }
    }

    package init(kind: String, json: String) throws {
        guard let kind = Kind(rawValue: kind) else {
            throw CaseworkError(.usage, "this version knows no job of kind \"\(kind)\"")
        }
        func order<Order: Decodable>(_ type: Order.Type) throws -> Order {
            try JSONDecoder().decode(type, from: Data(json.utf8))
        }
        switch kind {
        case .screen: self = .screen(try order(Screening.self))
        case .generate: self = .generate(try order(Generation.self))
        case .verify: self = .verify(batch: try order(Batch.self).batch)
        case .report: self = .report(screening: try order(Source.self).screening)
        case .efile: self = .efile(try order(EFiling.self))
        }
    }

    private static func text(_ order: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(order), as: UTF8.self)
    }
}
