/// What holds for every page of a pleading: California Rules of Court, rules 2.104 to 2.110, one function a rule.
enum PleadingRules {
    static let all: [Rule<PageView>] = [
        fontSize, typeface, ink, leftMargin, rightMargin, spacing, alignment, lineNumbers, numberPitch, numberGap,
        pageNumber, footTitle, footRule, footSize,
    ]

    /// One and a half spaces of 12-point type.
    private static let leastSpacing = 18.0
    /// Three numbers an inch.
    private static let largestPitch = 24.0
    /// 1/5 inch.
    private static let leastGap = 14.4

    static func fontSize(_ view: PageView, _ findings: inout FindingList) {
        for run in view.body where run.size < 12 - 0.01 {
            findings.add(.fontSize, page: view.page, line: view.line(of: run), "text of \(points(run.size))")
        }
    }

    static func typeface(_ view: PageView, _ findings: inout FindingList) {
        var seen: UInt64 = 0
        for run in view.text.runs where run.font >= 0 && run.font < 64 && seen & 1 << UInt64(run.font) == 0 {
            seen |= 1 << UInt64(run.font)
            if !view.fonts[Int(run.font)].isPermitted {
                findings.add(.typeface, page: view.page, line: view.line(of: run), "text in another typeface")
            }
        }
    }

    static func ink(_ view: PageView, _ findings: inout FindingList) {
        for run in view.text.runs where !run.isBlack {
            findings.add(.ink, page: view.page, line: view.line(of: run), "text that is not black")
        }
    }

    static func leftMargin(_ view: PageView, _ findings: inout FindingList) {
        for run in view.body where run.x < 72 - PageView.tolerance {
            findings.add(
                .leftMargin, page: view.page, line: view.line(of: run), "text \(points(run.x)) from the left edge")
        }
    }

    static func rightMargin(_ view: PageView, _ findings: inout FindingList) {
        for run in view.body where run.end > view.text.width - 36 + PageView.tolerance {
            findings.add(
                .rightMargin, page: view.page, line: view.line(of: run),
                "text ends \(points(view.text.width - run.end)) from the right edge")
        }
    }

    static func spacing(_ view: PageView, _ findings: inout FindingList) {
        let lines = spacedLines(view)
        for (line, next) in zip(lines, lines.dropFirst()) where next.y - line.y < leastSpacing - PageView.tolerance {
            findings.add(
                .spacing, page: view.page, line: view.line(of: next), "lines \(points(next.y - line.y)) apart")
        }
    }

    static func alignment(_ view: PageView, _ findings: inout FindingList) {
        let lines = spacedLines(view)
        for (index, line) in lines.enumerated() where view.number(on: line.y) == nil && !view.numbers.isEmpty {
            // What is too close to its neighbour is the other rule's.
            let above = index > 0 ? line.y - lines[index - 1].y : .infinity
            let below = index + 1 < lines.count ? lines[index + 1].y - line.y : .infinity
            guard min(above, below) >= leastSpacing - PageView.tolerance else { continue }
            findings.add(.alignment, page: view.page, line: view.line(of: line), "text that stands beside no number")
        }
    }

    /// The first run of each line, but for those that may be single-spaced.
    private static func spacedLines(_ view: PageView) -> [TextRun] {
        var lines: [TextRun] = []
        let runs = view.body.filter { !$0.tag.maySingleSpace && !view.isAboveCourtTitle($0) }
        for run in runs.sorted(by: { $0.y < $1.y }) where run.y - (lines.last?.y ?? -1) > 0.5 { lines.append(run) }
        return lines
    }

    static func lineNumbers(_ view: PageView, _ findings: inout FindingList) {
        let values = view.numbers.map(\.value)
        if values.isEmpty {
            findings.add(.lineNumbers, page: view.page, "no line is numbered")
        } else if values != Array(1...28) {
            findings.add(.lineNumbers, page: view.page, "\(values.count) line numbers that are not 1 to 28 in order")
        }
    }

    static func numberPitch(_ view: PageView, _ findings: inout FindingList) {
        for (number, next) in zip(view.numbers, view.numbers.dropFirst()) {
            let pitch = next.run.y - number.run.y
            if pitch > largestPitch + 0.02 {
                findings.add(
                    .numberPitch, page: view.page, line: view.line(of: next.run), "numbers \(points(pitch)) apart")
            }
        }
    }

    static func numberGap(_ view: PageView, _ findings: inout FindingList) {
        // Text left of the margin is another rule's.
        guard let end = view.numbers.map(\.run.end).max(),
            let start = view.body.lazy.map(\.x).filter({ $0 >= 72 }).min()
        else { return }
        let hasRule = view.text.strokes.contains { $0.height > 600 && $0.x >= end && $0.end <= start }
        if !hasRule, start - end < leastGap {
            findings.add(
                .numberGap, page: view.page, "numbers \(points(start - end)) from the text, and no rule between")
        }
    }

    static func pageNumber(_ view: PageView, _ findings: inout FindingList) {
        guard let number = view.footNumber else {
            // The first page need not show its number.
            if !view.isFirst { findings.add(.pageNumber, page: view.page, "no page number in the foot") }
            return
        }
        if number.value != view.pageOfDocument {
            findings.add(
                .pageNumber, page: view.page, "page \(view.pageOfDocument) of its document says \(number.value)")
        }
    }

    static func footTitle(_ view: PageView, _ findings: inout FindingList) {
        guard let title = view.foot.first else {
            return findings.add(.footTitle, page: view.page, "no title in the foot")
        }
        if let number = view.footNumber?.run, title.y <= number.y {
            findings.add(.footTitle, page: view.page, "the title in the foot is not below the page number")
        }
    }

    static func footRule(_ view: PageView, _ findings: inout FindingList) {
        guard let title = view.foot.map(\.y).min() else { return }
        let number = view.footNumber?.run.y ?? PageView.footTop
        let isThere = view.text.strokes.contains {
            $0.width > 144 && $0.height <= 3 && $0.y >= min(number, title) && $0.bottom <= max(number, title)
        }
        if !isThere { findings.add(.footRule, page: view.page, "no line divides page number and title") }
    }

    static func footSize(_ view: PageView, _ findings: inout FindingList) {
        for run in view.foot where run.size < 10 - 0.01 {
            findings.add(.footSize, page: view.page, "the title in the foot has \(points(run.size))")
        }
    }
}
