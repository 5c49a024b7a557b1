import Cases
import Digests
import Docket

/// Turns reviewed convictions into rows of a batch, as the rulings decide: approved ones to be filed, challenged ones, and
/// all others stopped with the reason.
///
/// A conviction is filed or challenged only by a ruling that counts. Its relief is that of the ruling or, where that names
/// none, that of the finding; a sentence that is still being served is recalled in any case (H&S 11361.8(a)-(b)).
struct ReviewedRows: Sendable {
    private let office: Workplace
    private let asOf: CalendarDate
    /// Files of the screening.
    let files: Int

    init(office: Workplace, asOf: CalendarDate, files: Int) {
        self.office = office
        self.asOf = asOf
        self.files = files
    }

    /// Counts a conviction as a row of its file.
    func count(_ conviction: ScreenedConviction, in rows: inout [Int]) throws(CaseworkError) {
        guard rows.indices.contains(conviction.place.file) else {
            throw CaseworkError(.storage, "the screening names a file that it does not have; the docket is damaged")
        }
        rows[conviction.place.file] += 1
    }

    /// One event for each conviction, in their order.
    func events(of person: ReviewedPerson) -> [RowEvent] {
        let drafts = person.screened.convictions.indices.map { draft(person, $0) }
        let challenges = drafts.filter(\.isChallenge)
        return drafts.map { draft in
            // A count that two rows give differently is left to people, all of it.
            let isContradicted =
                challenges.contains { $0.contradicts(draft) } || drafts.contains(where: draft.contradicts)
            return isContradicted ? draft.stopped(.conflictingRulings).event : draft.event
        }
    }

    private func draft(_ person: ReviewedPerson, _ index: Int) -> Draft {
        let conviction = person.screened.convictions[index]
        let named = person.jurisdictions[index]
        // One that the templates no longer have stands with those of which nobody knows it.
        let jurisdiction = office.county.jurisdiction(named) == nil ? "" : named
        let draft = Draft(conviction, jurisdiction)
        if !jurisdiction.isEmpty, !office.isSelected(jurisdiction) { return draft.stopped(.notSelected) }
        switch person.states[index] {
        case .open: return draft.stopped(Self.reasonUnruled(conviction.determination))
        case .conflict: return draft.stopped(.conflictingRulings)
        case .changed: return draft.stopped(.rulingOutdated)
        case .ruled(let recorded):
            switch recorded.ruling {
            case .hold: return draft.stopped(.heldInReview)
            case .refer(let other): return draft.stopped(.referred, other)
            case .approve, .challenge:
                var row = RuledRow(conviction, person.screened.person, named, office.routing, asOf)
                guard let event = row.event(recorded) else { return draft.stopped(row.problems) }
                return draft.going(on: event)
            }
        }
    }

    /// What becomes of one conviction, until it has been compared with the person's others.
    private struct Draft {
        private let place: RowPlace
        private let jurisdiction: String
        private let caseNumber: String
        private(set) var event: RowEvent

        init(_ conviction: ScreenedConviction, _ jurisdiction: String) {
            place = conviction.place
            self.jurisdiction = jurisdiction
            caseNumber = conviction.caseNumbers.joined(separator: "; ")
            event = .stopped(place, jurisdiction: jurisdiction, caseNumber: caseNumber, [])
        }

        func stopped(_ problems: [Problem]) -> Draft {
            going(on: .stopped(place, jurisdiction: jurisdiction, caseNumber: caseNumber, problems))
        }

        func stopped(_ code: ProblemCode, _ detail: String = "") -> Draft {
            stopped([Problem(code, at: place, detail: detail)])
        }

        func going(on event: RowEvent) -> Draft {
            var draft = self
            draft.event = event
            return draft
        }

        var isChallenge: Bool { if case .challenge = event { true } else { false } }

        /// Whether this challenges a count that the other files, or challenges on another ground.
        func contradicts(_ other: Draft) -> Bool {
            guard caseNumber == other.caseNumber, case .challenge(let mine, let ground, _, _) = event else {
                return false
            }
            switch other.event {
            case .row(let theirs, _): return mine.count.isSame(as: theirs.count)
            case .challenge(let theirs, let otherGround, _, _):
                return ground != otherGround && mine.count.isSame(as: theirs.count)
            default: return false
            }
        }
    }

    private static func reasonUnruled(_ determination: Determination) -> ProblemCode {
        switch determination {
        case .dismissal, .reduction: .notReviewed
        case .notEligible: .notEligible
        case .handReview, .maybeEligible, .missing: .handReview
        case .cityReview: .cityReview
        }
    }
}

/// A conviction that is to be filed or challenged, on its way to a row.
private struct RuledRow {
    private let conviction: ScreenedConviction
    private let person: Person
    private let jurisdiction: String
    private let routing: Routing
    private let asOf: CalendarDate
    /// What stops it.
    private(set) var problems: [Problem] = []
    private var doubts: [Problem] = []

    init(
        _ conviction: ScreenedConviction, _ person: Person, _ jurisdiction: String, _ routing: Routing,
        _ asOf: CalendarDate
    ) {
        self.conviction = conviction
        self.person = person
        self.jurisdiction = jurisdiction
        self.routing = routing
        self.asOf = asOf
    }

    /// - Returns: nil if anything stops it; `problems` says what.
    mutating func event(_ recorded: RecordedRuling) -> RowEvent? {
        if person.name.last.isEmpty { stop(.missingName) }
        switch conviction.caseNumbers.count {
        case 0: stop(.missingCaseNumber)
        case 1: break
        default: stop(.severalCaseNumbers)
        }
        if conviction.section.reach == .none { stop(.unknownSection) }
        let name = person.name
        let texts =
            [name.last, name.first, name.middle, name.suffix, conviction.offense] + person.aliases
            + conviction.caseNumbers
        if texts.contains(where: Self.hasControlCharacter) { stop(.controlCharacter) }
        guard let date = conviction.convictionDate else {
            stop(.missingDate)
            return nil
        }
        if date > asOf { stop(.futureDate, "after \(asOf.iso)") }
        var count = Count(
            place: conviction.place, number: Self.number(of: conviction.countOrder), section: conviction.section,
            offense: offense, level: conviction.level, convictionDate: date,
            sentence: conviction.sentence, determination: conviction.determination)
        if case .approve(let relief) = recorded.ruling { approve(relief, &count) }
        guard problems.isEmpty, let caseNumber = conviction.caseNumbers.first else { return nil }
        let row = CaseRow(
            caseNumber: caseNumber, person: person, count: count, jurisdiction: jurisdiction, courthouse: courthouse())
        if case .challenge(let ground) = recorded.ruling {
            return .challenge(row, ground, by: recorded.reviewer, doubts: doubts)
        }
        return .row(row, doubts: doubts)
    }

    private mutating func stop(_ code: ProblemCode, _ detail: String = "") {
        problems.append(Problem(code, at: conviction.place, detail: detail))
    }

    private mutating func doubt(_ code: ProblemCode) { doubts.append(Problem(code, at: conviction.place)) }

    /// Makes the count say what the ruling says, so that its finding is the relief to be asked for.
    private mutating func approve(_ relief: Relief?, _ count: inout Count) {
        switch relief {
        case .dismissAndSeal: count.determination = .dismissal
        case .redesignate: count.determination = .reduction
        case .recall:
            count.sentence = .serving
            if count.determination != .reduction { count.determination = .dismissal }
        case nil:
            if count.determination != .dismissal, count.determination != .reduction { stop(.reliefNotNamed) }
        }
        if count.sentence == .serving, relief == .dismissAndSeal || relief == .redesignate { doubt(.recallInstead) }
        // As with lists: a sentence of ten years or more for these offenses is not in the books; younger ones may still run.
        if count.sentence == .unknown, count.convictionDate.number > asOf.number - 10_00_00 {
            doubt(.sentenceAssumedCompleted)
        }
    }

    /// The id of the courthouse where the court sits or sat; empty where the county knows none, so that the case number
    /// decides.
    private mutating func courthouse() -> String {
        let id = routing.courthouse(ofCourt: conviction.court)
        if id.isEmpty { doubt(.courtNotKnown) }
        return id
    }

    /// `2` of `001002002000`: the state's record numbers the counts of a case in its third group of three digits. Empty for
    /// anything else.
    private static func number(of countOrder: String) -> String {
        let digits = Array(countOrder.utf8)
        guard digits.count == 12, digits.allSatisfy(\.isDigit) else { return "" }
        let number = digits[6..<9].drop { $0 == UInt8(ascii: "0") }
        return String(decoding: number, as: UTF8.self)
    }

    /// The offense as the state's record writes it, such as `664/11359 HS`; empty where that is the section and nothing
    /// else, which documents cite themselves.
    private var offense: String {
        let words = conviction.offense.split(separator: " ").joined(separator: " ")
        return Routing.key(words) == Routing.key("\(conviction.section.cited) HS") ? "" : words
    }

    /// What no XML document and no court paper may hold.
    private static func hasControlCharacter(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: true
            default: false
            }
        }
    }
}

/// Digest of the state of a review: of every conviction, who has to rule, and what the ruling is that counts, or why none
/// does. Notes and times are left out, because nothing that is filed depends on them.
final class RulingDigest {
    private let hasher = SHA256()

    func add(_ person: ReviewedPerson) {
        for (index, conviction) in person.screened.convictions.enumerated() {
            hasher.update("\(conviction.place.file) \(conviction.place.row) \(person.jurisdictions[index])\n")
            switch person.states[index] {
            case .open: hasher.update("open\n")
            case .conflict: hasher.update("conflict\n")
            case .changed: hasher.update("changed\n")
            case .ruled(let recorded):
                hasher.update(
                    "\(Self.text(recorded.ruling))\n\(recorded.reviewer.name)\n\(recorded.reviewer.barNumber)\n")
            }
        }
    }

    /// - Returns: 64 hexadecimal digits.
    func finish() -> String { hasher.finish().hex }

    private static func text(_ ruling: Ruling) -> String {
        switch ruling {
        case .approve(let relief): "approve \(relief?.rawValue ?? "")"
        case .challenge(let ground): "challenge \(ground.rawValue)"
        case .hold: "hold"
        case .refer(let jurisdiction): "refer \(jurisdiction)"
        }
    }
}
