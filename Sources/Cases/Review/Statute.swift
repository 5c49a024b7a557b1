/// A day that the law sets for the review and what follows it.
package struct StatutoryDate: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// The last day on which a prosecutor can challenge relief.
        case challenge
        /// The last day on which courts have to rule on what was not challenged.
        case orders
        /// The last day on which the state's record has to be right.
        case stateRecord = "state-record"
    }

    package let kind: Kind
    package let date: CalendarDate
    /// In words, for people: `last day to challenge`.
    package let meaning: String
    package let citation: String

    package init(kind: Kind, date: CalendarDate, meaning: String, citation: String) {
        self.kind = kind
        self.date = date
        self.meaning = meaning
        self.citation = citation
    }

    /// Days from a day to this one; negative once it has passed.
    package func days(from day: CalendarDate) -> Int { date.dayNumber - day.dayNumber }
}

/// The days that the law sets, one of each kind.
package struct Statute: Hashable, Sendable {
    /// In the order of the calendar.
    package let dates: [StatutoryDate]

    package init(dates: [StatutoryDate]) { self.dates = dates.sorted { $0.date < $1.date } }

    package subscript(kind: StatutoryDate.Kind) -> StatutoryDate? { dates.first { $0.kind == kind } }
}
