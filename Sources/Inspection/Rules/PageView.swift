/// A page as the rules look at it: which text is numbers of lines, which is the foot, which is the paper's own.
struct PageView {
    /// In the file, and in its document; from 1.
    let page: Int
    let pageOfDocument: Int
    let text: PageText
    /// The page's fonts, as `TextRun.font` counts them.
    let fonts: [PDFFont]
    /// Numbers of lines, from the top.
    private(set) var numbers: [(value: Int, run: TextRun)] = []
    /// The paper's own text, without blanks, in the order of the page.
    private(set) var body: [TextRun] = []
    /// In the bottom margin: the page number and what else stands there.
    private(set) var footNumber: (value: Int, run: TextRun)?
    private(set) var foot: [TextRun] = []
    /// On the first page: the title of the court.
    private(set) var courtTitle: TextRun?

    /// Where the 28th line ends: 1 inch and 28 lines of 24 points from the top.
    static let footTop = 744.0
    /// Where line 1 begins: 1 inch from the top.
    static let textTop = 72.0
    static let tolerance = 0.1
    /// Numbers of lines end left of this; the text may begin at 72 points.
    private static let numbersEnd = 97.0

    init(_ text: PageText, _ fonts: [PDFFont], page: Int, pageOfDocument: Int) {
        self.text = text
        self.fonts = fonts
        self.page = page
        self.pageOfDocument = pageOfDocument
        for run in text.runs where run.isUpright && !text.isBlank(run) {
            let isFurniture = run.tag == .artifact || run.tag == .none
            // The mark of a draft may stand above line 1; no rule is about it.
            if isFurniture, run.y < Self.textTop { continue }
            // Numbers in a table's first column are text of the document.
            if isFurniture, run.end < Self.numbersEnd, run.y < Self.footTop, let value = text.number(of: run) {
                numbers.append((value, run))
            } else if isFurniture, run.y > Self.footTop {
                if let value = text.number(of: run), run.y < footNumber?.run.y ?? .infinity {
                    if let footNumber { foot.append(footNumber.run) }
                    footNumber = (value, run)
                } else {
                    foot.append(run)
                }
            } else {
                body.append(run)
            }
        }
        numbers.sort { $0.run.y < $1.run.y }
        guard pageOfDocument == 1 else { return }
        courtTitle = body.first { text.contains("SUPERIOR COURT", in: $0) }
    }

    var isFirst: Bool { pageOfDocument == 1 }
    var center: Double { text.width / 2 }

    /// Whether the page shows any sign of pleading paper: numbers, the rule beside them, or the line in the foot.
    var looksLikePleading: Bool {
        numbers.count >= 10 || text.strokes.contains { $0.height > 600 && $0.x > 54 && $0.end < 120 }
            || text.strokes.contains { $0.width > 300 && $0.y > Self.footTop }
    }

    /// The numbered line that a baseline stands on; nil between lines.
    func number(on baseline: Double) -> Int? {
        numbers.first { ($0.run.y - baseline).magnitude < 0.5 }?.value
    }

    /// The line that a baseline is in, for people; 0 above and below the lines.
    func line(of run: TextRun) -> Int {
        let line = Int(((min(max(run.y, 0), 1_000) - 72) / 24).rounded(.down)) + 1
        return (1...28).contains(line) ? line : 0
    }

    /// Whether it stands above the title of the court, where the attorney's lines are single-spaced.
    func isAboveCourtTitle(_ run: TextRun) -> Bool {
        guard isFirst else { return false }
        return run.y < (courtTitle?.y ?? 240) - Self.tolerance
    }
}
