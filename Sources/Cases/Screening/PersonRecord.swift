/// A person's convictions, looked at once for all the steps that ask about them.
struct PersonRecord {
    let history: CriminalHistory
    let asOf: CalendarDate
    /// An offense and the enhancement that makes it a superstrike, in one court case; indices of convictions.
    private(set) var gangPairs: [GangPair] = []
    /// Nil where there is none.
    private(set) var earliestSuperstrike: Day?
    private(set) var earliestPC290: Day?
    private(set) var latest = Day.undated
    private(set) var isOnlyProposition64 = true
    /// The latest end of a sentence, in seconds since 1970.
    private(set) var lastSentenceEnd = Int64.min

    struct GangPair {
        let offense: Int
        let enhancement: Int
        /// Whether the offense is written as the table lists it.
        let isListed: Bool
    }

    init(_ history: CriminalHistory, asOf: CalendarDate, as reading: Reading) {
        self.history = history
        self.asOf = asOf
        var marks: Offense.Marks = []
        for conviction in history.convictions {
            marks.formUnion(conviction.offense.marks)
            latest = max(latest, Day(conviction.date))
            lastSentenceEnd = max(lastSentenceEnd, conviction.sentenceEnd)
            if conviction.offense.proposition64 == nil { isOnlyProposition64 = false }
            let day = Day(conviction.date)
            if conviction.offense.marks.contains(.superstrike) {
                earliestSuperstrike = Self.earlier(earliestSuperstrike, day, as: reading)
            }
            if conviction.offense.marks.contains(.pc290) || conviction.isRegistration {
                earliestPC290 = Self.earlier(earliestPC290, day, as: reading)
            }
        }
        if marks.contains(.gangEnhancement) { gangPairs = Self.gangPairs(in: history.convictions) }
        if earliestSuperstrike == nil, gangPairs.contains(where: \.isListed) { earliestSuperstrike = .undated }
        if earliestPC290 == nil, history.isRegistered { earliestPC290 = .undated }
    }

    var isSentenceRunning: Bool { lastSentenceEnd > Int64(asOf.dayNumber) * 86_400 }

    /// The reference takes an undated day for one that is not yet set, so that what it finds depends on the order: the
    /// next day replaces it. Correctly read, undated stays before every day.
    private static func earlier(_ earliest: Day?, _ day: Day, as reading: Reading) -> Day {
        guard let earliest else { return day }
        if reading == .reference, earliest == .undated { return day }
        return min(earliest, day)
    }

    private static func gangPairs(in convictions: [Conviction]) -> [GangPair] {
        var pairs: [GangPair] = []
        for (index, conviction) in convictions.enumerated() {
            let marks = conviction.offense.marks
            guard !marks.isDisjoint(with: [.gangOffense, .unlistedGangOffense]) else { continue }
            let enhancement = convictions.lastIndex {
                $0.courtCase == conviction.courtCase && $0.offense.marks.contains(.gangEnhancement)
            }
            if let enhancement {
                pairs.append(
                    GangPair(offense: index, enhancement: enhancement, isListed: marks.contains(.gangOffense)))
            }
        }
        return pairs
    }

    /// Texts of superstrikes and gang pairs, each once, in byte order.
    func superstrikeTexts() -> [String] {
        var texts: Set<String> = []
        for conviction in history.convictions where conviction.offense.marks.contains(.superstrike) {
            texts.insert(conviction.offense.text)
        }
        for pair in gangPairs where pair.isListed { texts.insert(text(of: pair)) }
        return texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    func text(of pair: GangPair) -> String {
        "\(history.convictions[pair.offense].offense.text) + \(history.convictions[pair.enhancement].offense.text)"
    }

    /// Texts of offenses under Penal Code section 290, in the order of the file.
    func pc290Texts() -> [String] {
        history.convictions.filter { $0.offense.marks.contains(.pc290) }.map(\.offense.text)
    }
}

/// A day, or undated, which comes before every day.
struct Day: Comparable {
    /// `yyyymmdd`; undated is the first day of year 1, to which years can be added as to any other.
    let number: Int32

    static let undated = Day(nil)

    init(_ date: CalendarDate?) { number = date?.number ?? 1_01_01 }

    private init(number: Int32) { self.number = number }

    static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    /// The same day in another year; the first or last day of all where there is none.
    func adding(years: Int) -> Day {
        guard let date = CalendarDate(number: number) else { return Day(number: number + Int32(years) * 1_00_00) }
        if let sum = date.adding(years: years) { return Day(sum) }
        return Day(number: years < 0 ? 0 : .max)
    }

    var date: CalendarDate? { CalendarDate(number: number) }
}
