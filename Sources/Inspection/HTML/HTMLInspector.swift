/// Holds HTML documents against the rules, as far as their style and the order of their parts tell.
struct HTMLInspector {
    /// Styles that were judged before: a run has a few, in very many documents.
    private var known: [Judged] = []

    private struct Judged {
        let css: [UInt8]
        let isPleading: Bool
        let looksLikePleading: Bool
        let findings: [Finding]
    }

    private static let most = 64

    mutating func inspect(_ bytes: UnsafeRawBufferPointer, as paper: Inspector.Paper) -> Inspection {
        let view = MarkupView(bytes)
        let judged = judge(view.css, mustBePleading: paper == .pleading || view.hasCourt)
        var findings = FindingList()
        for rule in MarkupRules.ofAll { rule(view, &findings) }
        if judged.isPleading {
            for rule in MarkupRules.ofPleadings { rule(view, &findings) }
        }
        return Inspection(findings: judged.findings + findings.all, pages: 0)
    }

    private mutating func judge(_ css: [UInt8], mustBePleading: Bool) -> Judged {
        if let found = known.first(where: { $0.css == css && ($0.isPleading || !mustBePleading) }) { return found }
        let style = StyleSheet(css)
        let looksLikePleading =
            style.value("main::before", "content") != nil
            || style.value("@page @bottom-right", "content")?.hasPrefix("counter(page)\"\\A ") == true
        let isPleading = mustBePleading || looksLikePleading
        var findings = FindingList()
        for rule in StyleRules.ofAll { rule(style, &findings) }
        if isPleading {
            for rule in StyleRules.ofPleadings { rule(style, &findings) }
        }
        let judged = Judged(
            css: css, isPleading: isPleading, looksLikePleading: looksLikePleading, findings: findings.all)
        if known.count == Self.most { known.removeAll() }
        known.append(judged)
        return judged
    }
}
