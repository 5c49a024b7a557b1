package import Cases
import Filings

/// What importing outcomes came to.
package struct OutcomeImportReport: Sendable {
    /// What a file turned out to be.
    package enum Kind: String, CaseIterable, Sendable {
        case replies, callbacks, schedules
        /// Nothing that says what became of a case.
        case unreadable
    }

    /// One file. Its items are those recorded, known, blank, and with a problem.
    package struct File: Sendable {
        package let name: String
        package internal(set) var kind = Kind.unreadable
        /// Answers to single messages, or rows of a schedule.
        package internal(set) var items = 0
        /// Brought something new.
        package internal(set) var recorded = 0
        /// Say what the docket had already.
        package internal(set) var known = 0
        /// Rows in which nothing is filled in.
        package internal(set) var blank = 0
        package internal(set) var problems = 0
        package internal(set) var warnings = 0

        init(name: String) { self.name = name }
    }

    /// A problem or a warning.
    package struct Remark: Sendable {
        /// Row of a schedule, line of XML; 0 where the file as a whole is meant.
        package let place: Int
        /// Case number, or message identifier.
        package let item: String
        package let problem: Problem
    }

    /// Remarks that a report itself holds; all of them are in the list of problems.
    package static let mostRemarks = 200

    package let files: [File]
    /// New outcomes of cases, by what they say, in the order of the states.
    package let states: [(state: CaseState, cases: Int)]
    /// Names of files that are lists of problems; nothing was read from them.
    package let leftOut: [String]
    /// Path of the list of problems and warnings; empty where there are none.
    package let problems: String
    /// The first of them.
    package let remarks: [Remark]

    /// Everything was taken.
    package var isComplete: Bool { files.allSatisfy { $0.problems == 0 } }

    package var isNew: Bool { files.contains { $0.recorded > 0 } }

    /// The files of one kind, added up.
    package func total(_ kind: Kind) -> (files: Int, sum: File) {
        var sum = File(name: kind.rawValue)
        let files = files.filter { $0.kind == kind }
        for file in files {
            sum.items += file.items
            sum.recorded += file.recorded
            sum.known += file.known
            sum.blank += file.blank
            sum.problems += file.problems
            sum.warnings += file.warnings
        }
        return (files.count, sum)
    }

    private struct Record: Encodable {
        struct File: Encodable {
            let name, kind: String
            let items, recorded, known, blank, problems, warnings: Int
        }

        let files: [File]
        let states: [String: Int]
        let leftOut: [String]
        let problems: String
    }

    /// One JSON object with its keys sorted.
    package var json: String {
        get throws {
            let files = files.map {
                Record.File(
                    name: $0.name, kind: $0.kind.rawValue, items: $0.items, recorded: $0.recorded, known: $0.known,
                    blank: $0.blank, problems: $0.problems, warnings: $0.warnings)
            }
            let states = Dictionary(uniqueKeysWithValues: states.map { ($0.state.rawValue, $0.cases) })
            return try JSONText.of(Record(files: files, states: states, leftOut: leftOut, problems: problems))
        }
    }
}
