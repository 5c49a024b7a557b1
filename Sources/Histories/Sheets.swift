import Glibc
import Synchronization

/// The spreadsheets of a screening, as files that are open for writing. They name people: the caller makes them readable
/// for the office alone.
package struct Sheets: Sendable {
    package enum Kind: Int, CaseIterable, Sendable {
        /// Every row as it came, with the added columns.
        case allRows
        /// The twenty columns that show a person's history, with the added ones.
        case condensed
        /// The rows with a finding.
        case convictions
        /// Rows that cannot be used, and doubts about others.
        case problems
        /// Where two rule sets differ; only written when there are two.
        case differences

        package var fileName: String {
            switch self {
            case .allRows: "all-rows.csv"
            case .condensed: "condensed.csv"
            case .convictions: "convictions.csv"
            case .problems: "problems.csv"
            case .differences: "differences.csv"
            }
        }
    }

    let descriptors: [Kind: Int32]

    /// - Parameter descriptors: of empty files; they stay open.
    package init(_ descriptors: [Kind: Int32]) { self.descriptors = descriptors }
}

/// A sheet could not be written.
package struct SheetError: Error, Hashable, CustomStringConvertible {
    package let file: String
    /// The system's `errno`.
    package let errorNumber: Int32

    package var description: String { "\(file): cannot be written (\(String(cString: strerror(errorNumber))))" }
}

/// Rows with a problem.
package struct ProblemTotals: Hashable, Sendable {
    /// Rows that could not be used.
    package internal(set) var rejected = 0
    /// Doubts about rows that were.
    package internal(set) var warnings = 0

    package init(rejected: Int = 0, warnings: Int = 0) {
        self.rejected = rejected
        self.warnings = warnings
    }

    package static func + (left: ProblemTotals, right: ProblemTotals) -> ProblemTotals {
        ProblemTotals(rejected: left.rejected + right.rejected, warnings: left.warnings + right.warnings)
    }
}

/// What one block adds to the sheets. One per thread.
struct SheetPages {
    private let pages: [Page]

    /// - Parameter capacity: what the largest page may hold before it has to grow.
    init(capacity: Int = 1 << 12) { pages = Sheets.Kind.allCases.map { _ in Page(capacity: capacity) } }

    subscript(_ kind: Sheets.Kind) -> Page { pages[kind.rawValue] }

    func removeAll() { for page in pages { page.removeAll() } }
}

/// Puts the pages of blocks one behind the other, whichever thread has made them.
final class SheetBinder: Sendable {
    private let sheets: Sheets
    private let ends = Mutex([Int](repeating: 0, count: Sheets.Kind.allCases.count))
    private let turnstile = Turnstile()

    init(_ sheets: Sheets) { self.sheets = sheets }

    /// Adds the pages of the next block. The place is taken in turn; the writing is done side by side.
    func add(_ pages: SheetPages, number: Int) throws {
        let starts = try turnstile.pass(number) {
            ends.withLock { ends in
                let starts = ends
                for kind in Sheets.Kind.allCases { ends[kind.rawValue] += pages[kind].count }
                return starts
            }
        }
        for kind in Sheets.Kind.allCases {
            guard let descriptor = sheets.descriptors[kind] else { continue }
            try Self.write(pages[kind].bytes, to: descriptor, at: starts[kind.rawValue], kind)
        }
    }

    func stop() { turnstile.stop() }

    private static func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at start: Int, _ kind: Sheets.Kind
    ) throws(SheetError) {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let written = pwrite(descriptor, base + done, bytes.count - done, off_t(start + done))
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw SheetError(file: kind.fileName, errorNumber: errno) }
            done += written
        }
    }
}
