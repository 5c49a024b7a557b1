import Cases
import Intake

/// Reads a batch from file to checked rows, as every run does first.
enum IntakeBench {
    static func run(_ format: String, _ path: String) throws {
        guard let format = BatchFormat(rawValue: format), let asOf = CalendarDate(number: 2020_02_11) else {
            throw Misuse()
        }
        let start = ProcessClock.seconds
        var good = 0
        let summary = try BatchReader(asOf: asOf).read(path: path, fileIndex: 0, format: format) { event in
            if case .row(let row, _) = event, !row.caseNumber.isEmpty { good += 1 }
        }
        let seconds = ProcessClock.seconds - start
        guard good == summary.rows else { throw Lost(rows: summary.rows - good) }
        print("{\"rows\": \(summary.rows), \"bytes\": \(summary.bytes), \"seconds\": \(seconds)}")
    }

    /// A sample without dirt has only good rows; others came out.
    struct Lost: Error {
        let rows: Int
    }
}
