/// A conviction to be judged, with the record that it stands in.
struct RuleQuestion {
    let record: PersonRecord
    let index: Int
    let section: Proposition64Section
    let rules: RuleSet

    var conviction: Conviction { record.history.convictions[index] }
    var day: Day { Day(conviction.date) }

    func holds(_ step: RuleStep) -> Bool {
        // A loop: handing a method around would copy the whole record for each condition.
        for condition in step.conditions where !holds(condition) { return false }
        return true
    }

    private func holds(_ condition: RuleCondition) -> Bool {
        switch condition {
        case .felony(let wanted): return conviction.isFelony == wanted
        case .convictedOnOrAfter(let date): return day >= Day(date)
        case .section(let sections): return sections.contains(section)
        case .mentions(let wanted): return conviction.offense.mentions(wanted, as: rules.reading)
        case .textBegins(let starts): return starts.contains { conviction.offense.text.utf8.starts(with: $0.utf8) }
        case .attempt: return conviction.offense.marks.contains(.attempt)
        case .convictedYearsAgo(let number): return ifOn(number) { day <= yearsBack($0) }
        case .superstrikeBefore(let evidence): return hasSuperstrikeBefore(evidence)
        case .pc290Before(let evidence): return hasPC290Before(evidence)
        case .priors(let least, let alike, let evidence): return priors(alike, evidence).count >= least
        case .registered: return record.history.isRegistered
        case .deceased: return record.history.isDeceased
        case .ageAtLeast(let number): return ifOn(number) { birth.adding(years: $0) <= Day(record.asOf) }
        case .ageAtMost(let number): return ifOn(number) { isAged(atMost: $0) }
        case .youngerAtConviction(let number): return ifOn(number) { birth.adding(years: $0) > day }
        case .onlyProposition64: return record.isOnlyProposition64
        case .sentenceRunning(let wanted): return record.isSentenceRunning == wanted
        case .noConvictionAfter(let number): return ifOn(number) { record.latest <= yearsBack($0) }
        case .noConvictionOnOrAfter(let number): return ifOn(number) { record.latest < yearsBack($0) }
        case .doubts(let asked): return !doubts.isDisjoint(with: asked)
        case .doubtsAnywhere(let asked): return !doubtsAnywhere.isDisjoint(with: asked)
        case .on(let number): return rules.value(of: number) != 0
        }
    }

    private var birth: Day { Day(record.history.birthDate) }

    private func ifOn(_ number: RuleNumber, _ test: (Int) -> Bool) -> Bool {
        let value = rules.value(of: number)
        return value != 0 && test(value)
    }

    func yearsBack(_ years: Int) -> Day { Day(record.asOf).adding(years: -years) }

    /// In quarters of a day, so that 365.25 days are whole.
    private func isAged(atMost years: Int) -> Bool {
        guard let birthDate = record.history.birthDate else { return false }
        return (record.asOf.dayNumber - birthDate.dayNumber) * 4 <= years * 1_461
    }

    // MARK: What came before

    private func isBefore(_ other: Int) -> Bool { Day(record.history.convictions[other].date) < day }
    private func isDated(_ other: Int) -> Bool { record.history.convictions[other].date != nil }

    private func hasSuperstrikeBefore(_ evidence: RuleCondition.Evidence) -> Bool {
        switch evidence {
        case .listed: return record.earliestSuperstrike.map { $0 < day } ?? false
        case .certain, .unlisted: return !superstrikesBefore(evidence).isEmpty
        }
    }

    private func hasPC290Before(_ evidence: RuleCondition.Evidence) -> Bool {
        switch evidence {
        case .listed: return record.earliestPC290.map { $0 < day } ?? false
        case .certain, .unlisted: return !pc290Before(evidence).isEmpty
        }
    }

    /// Convictions that are a superstrike, or the offense of a gang pair, and came before.
    func superstrikesBefore(_ evidence: RuleCondition.Evidence) -> [Int] {
        let convictions = record.history.convictions
        let mark: Offense.Marks = evidence == .unlisted ? .unlistedSuperstrike : .superstrike
        let alone = convictions.indices.filter {
            convictions[$0].offense.marks.contains(mark) && counts($0, evidence)
        }
        let paired = record.gangPairs.filter {
            $0.isListed == (evidence != .unlisted) && counts($0.offense, evidence) && counts($0.enhancement, evidence)
        }
        return alone + paired.map(\.offense)
    }

    /// Convictions under section 290 that came before.
    func pc290Before(_ evidence: RuleCondition.Evidence) -> [Int] {
        let convictions = record.history.convictions
        return convictions.indices.filter { other in
            let marks = convictions[other].offense.marks
            let isMeant =
                switch evidence {
                case .listed: marks.contains(.pc290) || convictions[other].isRegistration
                case .certain:
                    (marks.contains(.pc290) && !marks.contains(.pc290ByOrder)) || convictions[other].isRegistration
                case .unlisted: marks.contains(.unlistedPC290)
                }
            return isMeant && counts(other, evidence)
        }
    }

    /// Earlier convictions of Proposition 64 of the same kind.
    func priors(_ alike: RuleCondition.Likeness, _ evidence: RuleCondition.Evidence) -> [Int] {
        let convictions = record.history.convictions
        let start = conviction.offense.text.unicodeScalars.prefix(5)
        return convictions.indices.filter { other in
            guard let otherSection = convictions[other].offense.proposition64, counts(other, evidence) else {
                return false
            }
            switch alike {
            case .section: return otherSection == section
            case .firstFiveCharacters:
                return convictions[other].offense.text.unicodeScalars.prefix(5).elementsEqual(start)
            }
        }
    }

    private func counts(_ other: Int, _ evidence: RuleCondition.Evidence) -> Bool {
        switch evidence {
        case .listed: isBefore(other)
        case .certain: isDated(other) && isBefore(other)
        case .unlisted: other != index && (!isDated(other) || conviction.date == nil || isBefore(other))
        }
    }

    // MARK: Doubts

    /// About the person and this conviction.
    var doubts: HistoryDoubt {
        var doubts = record.history.doubts.union(conviction.doubts)
        if conviction.date == nil { doubts.insert(.undatedConviction) }
        if day > Day(record.asOf) { doubts.insert(.futureDate) }
        if record.history.birthDate == nil { doubts.insert(.missingBirthDate) }
        if birth > Day(record.asOf) { doubts.insert(.futureDate) }
        if hasSuperstrikeBefore(.unlisted) { doubts.insert(.unlistedSuperstrike) }
        if hasPC290Before(.unlisted) { doubts.insert(.unlistedPC290) }
        return doubts
    }

    var doubtsAnywhere: HistoryDoubt {
        record.history.convictions.reduce(into: doubts) { doubts, other in
            doubts.formUnion(other.doubts)
            if other.date == nil { doubts.insert(.undatedConviction) }
            if Day(other.date) > Day(record.asOf) { doubts.insert(.futureDate) }
        }
    }

    /// Puts the section and the doubt into a reason.
    func fill(_ reason: String, of step: RuleStep) -> String {
        guard reason.utf8.contains(UInt8(ascii: "{")) else { return reason }
        return reason.replacing("{section}", with: section.number)
            .replacing("{doubt}", with: doubtAsked(by: step)?.reason ?? "")
    }

    /// The first doubt that holds, of those that a step asks for.
    private func doubtAsked(by step: RuleStep) -> HistoryDoubt? {
        for condition in step.conditions {
            let found: HistoryDoubt
            switch condition {
            case .doubts(let asked): found = doubts.intersection(asked)
            case .doubtsAnywhere(let asked): found = doubtsAnywhere.intersection(asked)
            default: continue
            }
            if let first = HistoryDoubt.all.first(where: found.contains) { return first }
        }
        return nil
    }
}
