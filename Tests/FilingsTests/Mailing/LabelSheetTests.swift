import Cases
import Press
import Testing

@testable import Filings

@Suite("Labels")
struct LabelSheetTests {
    @Test("Avery 5160: thirty to a sheet, in the places of its template")
    func geometry() {
        #expect(LabelSheet.labels == 30 && MailingVolume.letters % LabelSheet.labels == 0)
        let inch = 72.0
        #expect(LabelSheet.left == .points(0.1875 * inch) && LabelSheet.top == .points(0.5 * inch))
        #expect(LabelSheet.columnPitch == .points((2.625 + 0.125) * inch) && LabelSheet.rowPitch == .points(inch))
        // Symmetrical: what is left at the right and at the foot is what is left at the other side.
        let right = LabelSheet.left + 3 * LabelSheet.columnPitch - LabelSheet.gutter
        #expect(.points(8.5 * inch) - right == LabelSheet.left)
        #expect(.points(11 * inch) - LabelSheet.top - 10 * LabelSheet.rowPitch == LabelSheet.top)
        let paper = LabelSheet.manuscript([], title: "Labels").paper
        #expect(paper.left == LabelSheet.left && paper.top == LabelSheet.top && paper.boxes.isEmpty)
    }
}
