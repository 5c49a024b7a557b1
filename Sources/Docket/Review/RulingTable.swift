internal import Cases
internal import Digests
internal import GRDB

/// Reads the rulings of convictions.
enum RulingTable {
    /// Looks rulings up, one conviction after the other.
    struct Reader {
        private let search: Prepared
        private let hasher = SHA256()
        /// Before the first ruling nothing has to be looked up.
        private let hasRulings: Bool

        init(_ database: Database) throws {
            search = try Prepared(
                database,
                """
                SELECT basis, kind, object, reviewer, bar_number, overrides, note, sheet, time FROM ruling
                WHERE key = ? ORDER BY id
                """
            )
            hasRulings = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM ruling)") ?? false
        }

        func history(of place: ConvictionPlace, _ screened: ScreenedPerson) throws -> RulingHistory {
            var history = RulingHistory()
            guard hasRulings else { return history }
            search.bind(ConvictionKey.of(place, screened, hasher), at: 1)
            defer { search.reset() }
            while try search.next() { history.append(try entry()) }
            return history
        }

        private func entry() throws -> RulingHistory.Entry {
            guard let byte = UInt8(exactly: search.integer(0)), let ranks = Ranks(byte: byte),
                let ruling = Ruling(kind: search.text(1), object: search.text(2))
            else { throw DocketError(.damaged, "ruling") }
            let reviewer = Reviewer(name: search.text(3), barNumber: search.text(4))
            return RulingHistory.Entry(
                recorded: RecordedRuling(
                    ruling: ruling, reviewer: reviewer, time: search.integer(8), note: search.text(6)),
                basis: ranks.basis, overrides: search.text(5), isByPolicy: search.isNull(7))
        }
    }
}

extension Ranks {
    var basis: RulingBasis {
        RulingBasis(level: level, isServing: sentence == .serving, determination: determination)
    }
}

extension Ruling {
    /// The word for what was ruled. Stored and chained.
    var kind: String {
        switch self {
        case .approve: "approve"
        case .challenge: "challenge"
        case .hold: "hold"
        case .refer: "refer"
        }
    }

    /// What the ruling names: the relief, the ground, the jurisdiction. Stored and chained.
    var object: String {
        switch self {
        case .approve(let relief): relief?.rawValue ?? ""
        case .challenge(let ground): ground.rawValue
        case .hold: ""
        case .refer(let jurisdiction): jurisdiction
        }
    }

    init?(kind: String, object: String) {
        switch kind {
        case "approve" where object.isEmpty: self = .approve(nil)
        case "approve":
            guard let relief = Relief(rawValue: object) else { return nil }
            self = .approve(relief)
        case "challenge":
            guard let ground = ChallengeGround(rawValue: object) else { return nil }
            self = .challenge(ground)
        case "hold": self = .hold
        case "refer": self = .refer(object)
        default: return nil
        }
    }
}
