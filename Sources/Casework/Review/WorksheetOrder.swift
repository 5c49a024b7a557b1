import Cases

/// Where a person stands in a worksheet: what needs a person's judgment first, then the rest in case-number order, then
/// what is ruled on. Everything of a person stands together.
struct WorksheetOrder: Comparable {
    /// How much a conviction needs a reviewer.
    private enum Need: UInt8, Comparable {
        /// Left to a person by the screening, held, in conflict, or ruled on an earlier finding.
        case judgment
        case review
        /// Not eligible: stays as it is unless somebody decides otherwise.
        case none
        case ruled

        init(_ state: ReviewState, _ determination: Determination) {
            switch state {
            case .conflict, .changed: self = .judgment
            case .ruled(let recorded):
                switch recorded.ruling {
                case .approve, .challenge: self = .ruled
                case .hold: self = .judgment
                case .refer: self = Self.open(determination)
                }
            case .open: self = Self.open(determination)
            }
        }

        private static func open(_ determination: Determination) -> Need {
            switch determination {
            case .handReview, .maybeEligible, .missing: .judgment
            case .dismissal, .reduction, .cityReview: .review
            case .notEligible: .none
            }
        }

        static func < (left: Need, right: Need) -> Bool { left.rawValue < right.rawValue }
    }

    /// The person's number in the screening.
    let person: Int
    private let need: UInt8
    private let caseNumber: [UInt8]

    /// Of a person's convictions that are before one office; at least one.
    init(_ person: ReviewedPerson, _ positions: [Int]) {
        self.person = person.number
        need = positions.map { Self.need(person, $0).rawValue }.min() ?? 0
        caseNumber = positions.map { Self.caseNumber(person, $0) }.min { $0.lexicographicallyPrecedes($1) } ?? []
    }

    static func < (left: WorksheetOrder, right: WorksheetOrder) -> Bool {
        if left.need != right.need { return left.need < right.need }
        if left.caseNumber != right.caseNumber { return left.caseNumber.lexicographicallyPrecedes(right.caseNumber) }
        return left.person < right.person
    }

    /// A person's convictions in the order of their rows.
    static func sorted(_ positions: [Int], of person: ReviewedPerson) -> [Int] {
        positions.sorted { left, right in
            let (leftNeed, rightNeed) = (need(person, left), need(person, right))
            if leftNeed != rightNeed { return leftNeed < rightNeed }
            let (leftNumber, rightNumber) = (caseNumber(person, left), caseNumber(person, right))
            if leftNumber != rightNumber { return leftNumber.lexicographicallyPrecedes(rightNumber) }
            return left < right
        }
    }

    private static func need(_ person: ReviewedPerson, _ position: Int) -> Need {
        Need(person.states[position], person.screened.convictions[position].determination)
    }

    /// Convictions without a number come first.
    private static func caseNumber(_ person: ReviewedPerson, _ position: Int) -> [UInt8] {
        person.screened.convictions[position].caseNumbers.first.map(NaturalOrder.key) ?? []
    }
}
