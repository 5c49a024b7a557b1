/// Where the convictions of a court stand on their way through H&S 11361.9: the figures that the courts and the Department
/// of Justice report each quarter (Stats. 2022, ch. 387).
///
/// What the court has done with a case - dismissed and sealed, redesignated, resentenced, denied - only its answer tells;
/// until then a case that was brought before it is pending.
package struct ReviewFigures: Hashable, Sendable {
    /// All convictions that the screening found in the state's file.
    package private(set) var listed = 0
    /// Of them: found eligible for dismissal or reduction.
    package private(set) var eligible = 0
    /// Relief is asked for and not challenged, by the relief.
    package private(set) var unchallenged: [Relief: Int] = [:]
    /// Approved without a relief, because the finding names none: nothing can be asked for until a reviewer names one.
    package private(set) var withoutRelief = 0
    package private(set) var challenged: [ChallengeGround: Int] = [:]
    package private(set) var held = 0
    package private(set) var referred = 0
    /// Reviewers differ, and nobody has decided between them.
    package private(set) var disputed = 0
    /// Nobody has ruled, or only on another finding than the present one.
    package private(set) var open = 0

    package init() {}

    package var allUnchallenged: Int { unchallenged.values.reduce(withoutRelief, +) }
    package var allChallenged: Int { challenged.values.reduce(0, +) }
    /// The court has to decide.
    package var pendingAtCourt: Int { allUnchallenged + allChallenged }
    /// The prosecutor has to decide.
    package var pendingReview: Int { held + referred + disputed + open }

    mutating func add(_ conviction: ScreenedConviction, _ state: ReviewState) {
        listed += 1
        if [.dismissal, .reduction].contains(conviction.determination) { eligible += 1 }
        switch state {
        case .ruled(let recorded): add(conviction, recorded.ruling)
        case .conflict: disputed += 1
        case .open, .changed: open += 1
        }
    }

    private mutating func add(_ conviction: ScreenedConviction, _ ruling: Ruling) {
        switch ruling {
        case .approve(let named):
            if let relief = conviction.relief(approvedAs: named) {
                unchallenged[relief, default: 0] += 1
            } else {
                withoutRelief += 1
            }
        case .challenge(let ground): challenged[ground, default: 0] += 1
        case .hold: held += 1
        case .refer: referred += 1
        }
    }

    package static func += (left: inout ReviewFigures, right: ReviewFigures) {
        left.listed += right.listed
        left.eligible += right.eligible
        left.unchallenged.merge(right.unchallenged, uniquingKeysWith: +)
        left.withoutRelief += right.withoutRelief
        left.challenged.merge(right.challenged, uniquingKeysWith: +)
        left.held += right.held
        left.referred += right.referred
        left.disputed += right.disputed
        left.open += right.open
    }
}

/// A quarter of a year.
package struct Quarter: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let year: Int
    /// 1 to 4.
    package let number: Int

    package init(of day: CalendarDate) {
        year = day.year
        number = (day.month + 2) / 3
    }

    /// The quarter of a time in seconds since 1970, in UTC; nil outside the years 1000 to 9999.
    init?(of time: Int64) {
        let day = time >= 0 ? time / 86_400 : (time - 86_399) / 86_400
        guard let date = CalendarDate(dayNumber: Int(day)) else { return nil }
        self.init(of: date)
    }

    package static func < (left: Quarter, right: Quarter) -> Bool {
        (left.year, left.number) < (right.year, right.number)
    }

    /// `2020-Q1`
    package var description: String { "\(year)-Q\(number)" }
}
