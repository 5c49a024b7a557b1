/// What the style of a pleading has to ask for: California Rules of Court, rules 2.103 to 2.111, one function a rule. The
/// style of an HTML pleading is that of `pleading-style`: numbers and rules are laid over each printed page, and the foot is
/// a box in its margin.
enum StyleRules {
    static let ofPleadings: [Rule<StyleSheet>] = [
        upright, fontSize, typeface, ink, leftMargin, rightMargin, spacing, alignment, lineNumbers, numberPitch,
        numberGap,
        pageNumber, footTitle, footRule, footSize, attorney, clerkSpace,
    ]

    /// What holds for every paper.
    static let ofAll: [Rule<StyleSheet>] = [pageSize, passive]

    private static let foot = "@page @bottom-right"
    private static let numbers = "main::before"

    static func pageSize(_ style: StyleSheet, _ findings: inout FindingList) {
        if style.value("@page", "size")?.hasPrefix("letter") != true {
            findings.add(.pageSize, "the style does not ask for letter")
        }
    }

    static func passive(_ style: StyleSheet, _ findings: inout FindingList) {
        if style.reachesOut { findings.add(.passive, "the style fetches something") }
    }

    static func upright(_ style: StyleSheet, _ findings: inout FindingList) {
        if style.value("@page", "size") == "letter landscape" { findings.add(.pageSize, "the page lies across") }
    }

    static func fontSize(_ style: StyleSheet, _ findings: inout FindingList) {
        if style.font("body")?.size == nil { findings.add(.fontSize, "the style gives text no size") }
        for rule in style.rules where !rule.selector.hasPrefix("@page") && rule.selector != ".draft" {
            for (name, value) in rule.declarations where name == "font" || name == "font-size" {
                guard let size = StyleSheet.Font(value).size, size < 12 else { continue }
                findings.add(.fontSize, "text of \(points(size))")
            }
        }
    }

    static func typeface(_ style: StyleSheet, _ findings: inout FindingList) {
        let permitted = ["Times New Roman", "Times", "Courier New", "Courier", "Arial"]
        for rule in style.rules {
            for (name, value) in rule.declarations where name == "font" || name == "font-family" {
                guard value != "inherit" else { continue }
                let face = StyleSheet.Font(value).face
                if !permitted.contains(face) { findings.add(.typeface, "text in another typeface") }
            }
        }
    }

    static func ink(_ style: StyleSheet, _ findings: inout FindingList) {
        for rule in style.rules {
            for (name, value) in rule.declarations
            where name == "color" && !["#000", "#000000", "black"].contains(value) {
                findings.add(.ink, "text that is not black")
            }
        }
    }

    static func leftMargin(_ style: StyleSheet, _ findings: inout FindingList) {
        let left = style.sides("@page", "margin")[3] + style.sides("main", "padding")[3]
        if left < 72 { findings.add(.leftMargin, "text \(points(left)) from the left edge") }
    }

    static func rightMargin(_ style: StyleSheet, _ findings: inout FindingList) {
        let right = style.sides("@page", "margin")[1] + style.sides("main", "padding")[1]
        if right < 36 { findings.add(.rightMargin, "text ends \(points(right)) from the right edge") }
    }

    static func spacing(_ style: StyleSheet, _ findings: inout FindingList) {
        guard let font = style.font("body"), let size = font.size else { return }
        let leading = font.leading ?? 0
        if leading < 1.5 * size { findings.add(.spacing, "lines \(points(leading)) apart") }
    }

    /// Text stays beside the numbers if every line is as high as a number or half of it.
    static func alignment(_ style: StyleSheet, _ findings: inout FindingList) {
        guard let pitch = style.font("body")?.leading, pitch > 0 else { return }
        let top = style.sides("@page", "margin")[0]
        if top != 72 { findings.add(.alignment, "line 1 begins \(points(top)) from the top") }
        for rule in style.rules
        where !rule.selector.hasPrefix("@") && rule.selector != ".draft" && rule.selector != numbers {
            for (name, value) in rule.declarations {
                let leading =
                    name == "line-height"
                    ? StyleSheet.length(value) : name == "font" ? StyleSheet.Font(value).leading : nil
                guard let leading, leading.truncatingRemainder(dividingBy: pitch / 2) != 0 else { continue }
                findings.add(.alignment, "lines of \(points(leading)) between numbers \(points(pitch)) apart")
            }
        }
    }

    static func lineNumbers(_ style: StyleSheet, _ findings: inout FindingList) {
        let content = style.value(numbers, "content") ?? ""
        guard content.hasPrefix("var(--n)"), style.value(numbers, "position") == "fixed" else {
            return findings.add(.lineNumbers, "no line is numbered")
        }
        let wanted = "\"" + (1...28).map { "\($0)\\A " }.joined() + "\""
        if style.value(":root", "--n") != wanted {
            findings.add(.lineNumbers, "line numbers that are not 1 to 28 in order")
        }
    }

    static func numberPitch(_ style: StyleSheet, _ findings: inout FindingList) {
        let own = style.value(numbers, "line-height").flatMap { StyleSheet.length($0) }
        guard let pitch = own ?? style.font("body")?.leading, pitch > 24 else { return }
        findings.add(.numberPitch, "numbers \(points(pitch)) apart")
    }

    static func numberGap(_ style: StyleSheet, _ findings: inout FindingList) {
        let width = style.value(numbers, "width").flatMap { StyleSheet.length($0) } ?? 0
        let gap = style.sides("main", "padding")[3] - width
        let border = style.sides("main::after", "border-width")[3]
        if gap < 14.4, border == 0 {
            findings.add(.numberGap, "numbers \(points(gap)) from the text, and no rule between")
        }
    }

    static func pageNumber(_ style: StyleSheet, _ findings: inout FindingList) {
        if style.value(foot, "content")?.contains("counter(page)") != true {
            findings.add(.pageNumber, "no page number in the foot")
        }
    }

    static func footTitle(_ style: StyleSheet, _ findings: inout FindingList) {
        let content = style.value(foot, "content") ?? ""
        // The number, a new line, the title.
        let parts = content.split(separator: "\"", omittingEmptySubsequences: false)
        let title = parts.count > 1 ? parts[1] : ""
        if !title.hasPrefix("\\A ") || title.dropFirst(3).allSatisfy(\.isWhitespace) {
            findings.add(.footTitle, "no title in the foot")
        } else if content.contains("counter(page)"), !parts[0].contains("counter(page)") {
            findings.add(.footTitle, "the title in the foot is not below the page number")
        }
    }

    static func footRule(_ style: StyleSheet, _ findings: inout FindingList) {
        let background = style.value(foot, "background") ?? ""
        let isThere = background.hasPrefix("linear-gradient(#000,#000) ") && background.hasSuffix("no-repeat")
        if !isThere { findings.add(.footRule, "no line divides page number and title") }
    }

    static func footSize(_ style: StyleSheet, _ findings: inout FindingList) {
        let size = style.font(foot)?.size ?? 0
        if size < 10 { findings.add(.footSize, "the title in the foot has \(points(size))") }
    }

    /// The attorney's lines take up lines 1 to 7.
    static func attorney(_ style: StyleSheet, _ findings: inout FindingList) {
        let height = style.value("address", "min-height").flatMap { StyleSheet.length($0) } ?? 0
        if height != 168 { findings.add(.courtTitle, "the attorney's block is \(points(height)) high, not 7 lines") }
    }

    static func clerkSpace(_ style: StyleSheet, _ findings: inout FindingList) {
        let left = style.sides("@page", "margin")[3] + style.sides("main", "padding")[3]
        let width = style.value("address", "max-width").flatMap { StyleSheet.length($0) } ?? 612
        if left + width > 306 {
            findings.add(.clerkSpace, "the attorney's block reaches \(points(left + width - 306)) into the right half")
        }
    }
}
