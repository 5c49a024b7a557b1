/// Something in a document that is not as a rule wants it. Tells what and where, never what stands there.
package struct Finding: Sendable, Hashable, CustomStringConvertible {
    package let rule: PaperRule
    /// From 1; 0 if the file as a whole is meant, or HTML, whose pages a browser makes.
    package let page: Int
    /// The numbered line of the page, from 1; of HTML, the line of the file. 0 if no one line is meant.
    package let line: Int
    /// What was found, with its measure.
    package let message: String

    package init(_ rule: PaperRule, page: Int = 0, line: Int = 0, _ message: String) {
        (self.rule, self.page, self.line, self.message) = (rule, page, line, message)
    }

    package var description: String {
        let place =
            page > 0 ? line > 0 ? "page \(page), line \(line): " : "page \(page): " : line > 0 ? "line \(line): " : ""
        return "\(place)\(message); \(rule.remedy) [\(rule.citation)]"
    }
}

/// Collects findings. Of each rule only the first few of a file are told apart; the rest are counted.
struct FindingList {
    private(set) var findings: [Finding] = []
    private var counts: [PaperRule: Int] = [:]
    private static let most = 20

    mutating func add(_ rule: PaperRule, page: Int = 0, line: Int = 0, _ message: @autoclosure () -> String) {
        counts[rule, default: 0] += 1
        guard counts[rule, default: 0] <= Self.most else { return }
        findings.append(Finding(rule, page: page, line: line, message()))
    }

    /// Everything found, in the order in which it was found.
    var all: [Finding] {
        findings
            + PaperRule.allCases.compactMap { rule in
                guard let count = counts[rule], count > Self.most else { return nil }
                return Finding(rule, "the same \(count - Self.most) more times")
            }
    }
}

/// Points with at most two digits behind the point.
func points(_ value: Double) -> String {
    let hundredths = Int((min(max(value, -1e9), 1e9) * 100).rounded())
    let rest = Int(hundredths.magnitude) % 100
    let sign = hundredths < 0 ? "-" : ""
    let whole = Int(hundredths.magnitude) / 100
    let fraction = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    return "\(sign)\(whole)\(fraction) pt"
}

/// A rule: looks at a page, a file or a style, and adds what is not as it has to be.
typealias Rule<View> = @Sendable (View, inout FindingList) -> Void
