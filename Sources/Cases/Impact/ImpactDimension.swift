/// A side of a conviction by which a report breaks all of them down. The raw value is what `report.csv` calls it.
package enum ImpactDimension: String, CaseIterable, Sendable {
    case section, level, decade, court, jurisdiction, determination, relief, rule, ruling

    /// Where a conviction stands.
    ///
    /// - Returns: what tables for machines print; empty where the file or the review says nothing.
    func value(of conviction: ReviewedConviction) -> String {
        let screened = conviction.screened
        return switch self {
        case .section: screened.section.number
        case .level: screened.level.rawValue
        case .decade: screened.convictionDate.map { "\($0.year / 10 * 10)s" } ?? ""
        case .court: screened.court.withSingleBlanks
        case .jurisdiction: conviction.jurisdiction
        case .determination: screened.determination.rawValue
        case .relief: screened.relief?.rawValue ?? ""
        case .rule: screened.rule
        case .ruling: conviction.state.reportKey
        }
    }
}

/// A conviction with what the review says of it.
struct ReviewedConviction {
    let screened: ScreenedConviction
    let jurisdiction: String
    let state: ReviewState
}

/// A determination with a section or a reason that it was made for.
package struct DeterminationPart: Hashable, Comparable, Sendable {
    package let determination: Determination
    /// The number of the section, or the reason in the words of the rule set.
    package let part: String

    package static func < (left: DeterminationPart, right: DeterminationPart) -> Bool {
        (left.determination.rawValue, left.part) < (right.determination.rawValue, right.part)
    }
}

extension ScreenedConviction {
    /// The relief that the finding leads to; nil where it leads to none.
    package var relief: Relief? {
        guard case .eligible(let relief) = Finding(of: determination, sentence, convictedOn: convictionDate) else {
            return nil
        }
        return relief
    }
}

extension String {
    /// Without blanks around it, and with one where there were several: the file pads its values.
    var withSingleBlanks: String { split(separator: " ").joined(separator: " ") }
}

extension ReviewState {
    /// Empty where nobody has ruled.
    var reportKey: String {
        switch self {
        case .open: ""
        case .ruled(let recorded): recorded.ruling.reportKey
        case .conflict: "conflict"
        case .changed: "changed"
        }
    }
}

extension Ruling {
    /// One word, and the ground of a challenge: `challenge: unreasonable-risk`.
    package var reportKey: String {
        switch self {
        case .approve: "approve"
        case .challenge(let ground): "challenge: \(ground.rawValue)"
        case .hold: "hold"
        case .refer: "refer"
        }
    }
}
