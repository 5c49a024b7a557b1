/// A side of a conviction by which a report breaks all of them down. The raw value is what `report.csv` calls it.
package enum ImpactDimension: String, CaseIterable, Sendable {
    case section, level, decade, courthouse, court, jurisdiction, determination, relief, rule, ruling

    /// Where a conviction stands.
    ///
    /// - Returns: what tables for machines print; empty where the file or the review says nothing.
    func value(of conviction: ReviewedConviction) -> String {
        let screened = conviction.screened
        return switch self {
        case .section: screened.section.number
        case .level: screened.level.rawValue
        case .decade: screened.convictionDate.map { "\($0.year / 10 * 10)s" } ?? ""
        case .courthouse: conviction.courthouse
        case .court: conviction.court
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
    /// As the file names it.
    let court: String
    /// Key of the court's courthouse; empty where none is known.
    let courthouse: String
    let jurisdiction: String
    let state: ReviewState
}

/// A determination with a section or a reason that it was made for.
package struct DeterminationPart: Hashable, Comparable, Sendable {
    package let determination: Determination
    /// The number of the section, or the reason in the words of the rule set.
    package let part: String

    package init(determination: Determination, part: String) {
        self.determination = determination
        self.part = part
    }

    package static func < (left: DeterminationPart, right: DeterminationPart) -> Bool {
        (left.determination.rawValue, left.part) < (right.determination.rawValue, right.part)
    }
}

extension ScreenedConviction {
    /// The relief that the finding leads to; nil where it leads to none.
    package var relief: Relief? { relief(approvedAs: nil) }

    /// The relief that an approval asks for, naming one or following the finding. A sentence that is still being served is
    /// recalled in any case (H&S 11361.8(a)-(b)).
    ///
    /// - Returns: nil where neither leads to any.
    package func relief(approvedAs named: Relief?) -> Relief? {
        let finding =
            switch named {
            case nil: Finding(of: determination, sentence, convictedOn: convictionDate)
            case .dismissAndSeal: Finding(of: .dismissal, sentence, convictedOn: convictionDate)
            case .redesignate: Finding(of: .reduction, sentence, convictedOn: convictionDate)
            case .recall: Finding(of: .dismissal, .serving, convictedOn: convictionDate)
            }
        guard case .eligible(let relief) = finding else { return nil }
        return relief
    }
}

extension String {
    /// Without blanks around it, and with one where there were several or control characters: the file pads its values.
    var withSingleBlanks: String {
        unicodeScalars.split { $0.value <= 0x20 || $0.value == 0x7F }.map(String.init).joined(separator: " ")
    }
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
