import Cases
import Filings

/// Writes `differences.csv`: one row for each conviction that two screenings find different things of. Names rows and case
/// numbers, never people; readable by its owner only, because reasons speak of people's records.
struct DifferenceList {
    static let columns = [
        "difference", "file", "row", "case_number", "section", "before", "after", "cause", "what",
    ]

    private let file: FileWriter
    private let earlier: [String]
    private let later: [String]
    private var text = CSVText()

    /// `earlier` and `later` are the names of the screenings' files.
    init(in folder: PacketFolder, earlier: [String], later: [String]) throws {
        file = try folder.ownersPieces("differences.csv")
        self.earlier = earlier
        self.later = later
        text.row(Self.columns)
    }

    mutating func add(_ difference: FindingDifference) throws {
        let files = difference.kind == .gone ? earlier : later
        text.field(difference.kind.rawValue)
        text.field(files.indices.contains(difference.place.file) ? files[difference.place.file] : "")
        text.field(difference.place.row)
        text.field(difference.caseNumbers.joined(separator: "; "))
        text.field(difference.section.cited)
        text.field(difference.before?.text ?? "")
        text.field(difference.after?.text ?? "")
        text.field(difference.causes.map(\.rawValue).joined(separator: "; "))
        text.field(difference.what.joined(separator: "; "))
        text.endRow()
        if text.bytes.count > 1 << 16 {
            try file.write(text.bytes)
            text.removeAll()
        }
    }

    mutating func finish() throws {
        try file.write(text.bytes)
        text.removeAll()
        _ = try file.finish()
    }
}
