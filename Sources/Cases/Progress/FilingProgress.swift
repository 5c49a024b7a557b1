/// How long cases have waited, in groups of days.
package enum WaitingTime: String, CaseIterable, Sendable {
    case month = "0-30"
    case twoMonths = "31-60"
    case quarter = "61-90"
    case halfYear = "91-180"
    case year = "181-365"
    case longer = "366-"

    package init(days: Int) {
        switch days {
        case ...30: self = .month
        case ...60: self = .twoMonths
        case ...90: self = .quarter
        case ...180: self = .halfYear
        case ...365: self = .year
        default: self = .longer
        }
    }
}

/// What one court has answered to the filings of one prosecutor.
package struct FilingFigures: Hashable, Sendable {
    package private(set) var standings: [FilingStanding: CaseTotal] = [:]
    /// Cases and counts of notices of challenge.
    package var challenged = CaseTotal()
    /// Cases that wait for the clerk or the judge, by days since they were filed; and those of them that the clerk took, by
    /// days since then.
    package private(set) var sinceFiled: [WaitingTime: Int] = [:]
    package private(set) var sinceAccepted: [WaitingTime: Int] = [:]
    /// The day on which the oldest case that still waits was filed.
    package private(set) var oldestWaiting: CalendarDate?

    package init() {}

    package subscript(standing: FilingStanding) -> CaseTotal { standings[standing] ?? CaseTotal() }

    package var filed: CaseTotal { standings.values.reduce(CaseTotal(), +) }
    /// Found eligible and brought before the court. A case with counts filed and counts challenged is among both.
    package var eligible: CaseTotal { filed + challenged }
    package var waiting: CaseTotal {
        FilingStanding.allCases.filter(\.isWaiting).reduce(CaseTotal()) { $0 + self[$1] }
    }

    mutating func add(_ progress: CaseProgress, asOf: CalendarDate) {
        standings[progress.standing, default: CaseTotal()] += CaseTotal(cases: 1, counts: progress.counts)
        guard progress.standing.isWaiting else { return }
        sinceFiled[WaitingTime(days: asOf.dayNumber - progress.filed.dayNumber), default: 0] += 1
        oldestWaiting = min(oldestWaiting ?? progress.filed, progress.filed)
        guard progress.standing != .pending, let accepted = progress.accepted else { return }
        sinceAccepted[WaitingTime(days: asOf.dayNumber - accepted.dayNumber), default: 0] += 1
    }

    package static func += (left: inout FilingFigures, right: FilingFigures) {
        left.standings.merge(right.standings, uniquingKeysWith: +)
        left.challenged += right.challenged
        left.sinceFiled.merge(right.sinceFiled, uniquingKeysWith: +)
        left.sinceAccepted.merge(right.sinceAccepted, uniquingKeysWith: +)
        left.oldestWaiting = [left.oldestWaiting, right.oldestWaiting].compactMap(\.self).min()
    }
}

/// What happened in one quarter at one court, in counts: the figures that courts and the Department of Justice report to the
/// Legislature (Stats. 2022, ch. 387).
package struct QuarterFigures: Hashable, Sendable {
    package var filed = 0
    package var challenged = 0
    /// By what the order says; counts of purged batches, of which that is no longer known, are in `grantedOtherwise`.
    package var granted: [Relief: Int] = [:]
    package var grantedOtherwise = 0
    /// By standing: denied, struck, no file, already done.
    package var closed: [FilingStanding: Int] = [:]

    package init() {}

    package var allGranted: Int { granted.values.reduce(grantedOtherwise, +) }
    package var decided: Int { closed.values.reduce(allGranted, +) }

    package static func += (left: inout QuarterFigures, right: QuarterFigures) {
        left.filed += right.filed
        left.challenged += right.challenged
        left.granted.merge(right.granted, uniquingKeysWith: +)
        left.grantedOtherwise += right.grantedOtherwise
        left.closed.merge(right.closed, uniquingKeysWith: +)
    }
}

/// The progress of filings as of a day, added up case by case.
package struct FilingProgress: Hashable, Sendable {
    /// What a court answers to one prosecutor.
    package struct Place: Hashable, Sendable, Comparable {
        /// Ids.
        package let jurisdiction: String
        package let courthouse: String

        package init(jurisdiction: String, courthouse: String) {
            self.jurisdiction = jurisdiction
            self.courthouse = courthouse
        }

        package static func < (left: Place, right: Place) -> Bool {
            (left.jurisdiction, left.courthouse) < (right.jurisdiction, right.courthouse)
        }
    }

    package let asOf: CalendarDate
    package private(set) var places: [Place: FilingFigures] = [:]
    /// By quarter and id of the courthouse.
    package private(set) var quarters: [Quarter: [String: QuarterFigures]] = [:]

    package init(asOf: CalendarDate) { self.asOf = asOf }

    package mutating func add(_ progress: CaseProgress, of jurisdiction: String) {
        let place = Place(jurisdiction: jurisdiction, courthouse: progress.courthouse)
        places[place, default: FilingFigures()].add(progress, asOf: asOf)
        quarters[Quarter(of: progress.filed), default: [:]][progress.courthouse, default: QuarterFigures()].filed +=
            progress.counts
        guard progress.standing.isDecided, let decided = progress.decided else { return }
        var figures = QuarterFigures()
        if progress.standing != .granted {
            figures.closed[progress.standing] = progress.counts
        } else if progress.reliefs.isEmpty {
            figures.grantedOtherwise = progress.counts
        } else {
            figures.granted = progress.reliefs
        }
        quarters[Quarter(of: decided), default: [:]][progress.courthouse, default: QuarterFigures()] += figures
    }

    /// Adds cases of a notice of challenge.
    package mutating func add(challenged: CaseTotal, at place: Place, on day: CalendarDate) {
        places[place, default: FilingFigures()].challenged += challenged
        quarters[Quarter(of: day), default: [:]][place.courthouse, default: QuarterFigures()].challenged +=
            challenged.counts
    }

    /// Adds other filings, as of the same day.
    package mutating func add(_ other: FilingProgress) {
        places.merge(other.places) { sum, part in
            var sum = sum
            sum += part
            return sum
        }
        for (quarter, courts) in other.quarters {
            for (court, figures) in courts {
                quarters[quarter, default: [:]][court, default: QuarterFigures()] += figures
            }
        }
    }

    package var total: FilingFigures { places.values.reduce(into: FilingFigures()) { $0 += $1 } }

    /// By id of the jurisdiction, or of the courthouse.
    package func figures(by part: (Place) -> String) -> [String: FilingFigures] {
        places.reduce(into: [:]) { $0[part($1.key), default: FilingFigures()] += $1.value }
    }

    /// Counts filed until the end of a quarter that the court had not decided by then, at one court.
    package func pending(atEndOf quarter: Quarter, courthouse: String) -> Int {
        quarters.filter { $0.key <= quarter }.reduce(0) { sum, entry in
            let figures = entry.value[courthouse] ?? QuarterFigures()
            return sum + figures.filed - figures.decided
        }
    }
}
