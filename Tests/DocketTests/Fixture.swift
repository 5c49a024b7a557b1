import Cases
import Docket
import FoundationEssentials
import Glibc
import Testing

/// A folder that goes away with the test.
final class Folder {
    let path: String

    init() {
        var template = Array("\(temporary)/docket-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { buffer in
            required(buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) })
        }
    }

    var docket: String { path + "/docket.sqlite" }

    deinit {
        for name in ["docket.sqlite", "docket.sqlite-wal", "docket.sqlite-shm", "docket.sqlite-shown", "other"] {
            unlink("\(path)/\(name)")
        }
        rmdir(path)
    }
}

private let temporary = FileManager.default.temporaryDirectory.path

/// A value that the test itself knows to be there.
func required<Value>(_ value: Value?) -> Value {
    guard let value else { preconditionFailure("the test asks for what is not there") }
    return value
}

/// SplitMix64: the same numbers in every run.
struct Chance: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

let asOf = required(CalendarDate(iso: "2020-02-13"))
let reviewer = Reviewer(name: "Dana Whitfield", barNumber: "123456")
/// Who ruled in the review.
let otherReviewer = Reviewer(name: "Ira Castellan", barNumber: "654321")
let district = "district-attorney"
let countyRoute = Route(jurisdiction: district, courthouse: "foltz")

/// `list` stands for the bytes of the inputs; a list of its own for each identity unless given.
func description(
    _ identity: String,
    _ mode: BatchMode = .filing,
    files: Int = 1,
    list: String? = nil
) -> BatchDescription {
    BatchDescription(
        identity: identity,
        folder: "folder-\(identity)",
        asOf: asOf,
        mode: mode,
        reviewer: mode == .filing ? reviewer : nil,
        selection: "",
        templates: "templates",
        program: "1",
        inputs: (0..<files).map { BatchInput(name: "list-\($0).csv", size: 10, sha256: list ?? identity) }
    )
}

func person(_ last: String, _ first: String = "ANA", id: String = "", born: String? = nil, dead: Bool = false) -> Person
{
    Person(
        identifier: id,
        name: PersonName(last: last, first: first),
        birthDate: born.flatMap { CalendarDate(iso: $0) },
        isDeceased: dead
    )
}

func row(
    _ place: Int,
    _ caseNumber: String,
    _ person: Person = person("OCHOA"),
    count: String = "1",
    section: String = "11358",
    date: String = "1998-05-06",
    file: Int = 0,
    determination: Determination = .dismissal
) -> CaseRow {
    let count = Count(
        place: RowPlace(file: file, row: place),
        number: count,
        section: required(CodeSection(section)),
        level: .felony,
        convictionDate: required(CalendarDate(iso: date)),
        sentence: .completed,
        determination: determination
    )
    return CaseRow(caseNumber: caseNumber, person: person, count: count, jurisdiction: "", courthouse: "")
}

extension Admission {
    mutating func add(_ row: CaseRow, _ route: Route = countyRoute) throws {
        try add(row, route: route, count: required(EligibleCount(row.count)))
    }
}

/// A row with what the review made of it.
enum Ruled: Sendable {
    case approve(CaseRow)
    case challenge(CaseRow, ChallengeGround = .doesNotMeetCriteria)
}

extension Admission {
    mutating func add(_ ruled: Ruled, _ route: Route = countyRoute) throws {
        switch ruled {
        case .approve(let row): try add(row, route)
        case .challenge(let row, let ground): try challenge(row, route: route, ground: ground, by: otherReviewer)
        }
    }
}

extension Docket {
    /// Admits rows of one file, all to one place.
    @discardableResult
    func admit(_ identity: String, _ rows: [Ruled], mode: BatchMode = .filing) throws -> Batch {
        try admit(description(identity, mode), at: 1_581_552_000) { admission in
            for row in rows { try admission.add(row) }
            try admission.close(input: 0, rows: rows.count, format: "csv", encoding: "UTF-8")
        }
    }

    func allChallenges(
        of batch: Batch, in jurisdiction: String = district, numbered: Bool = true
    ) throws -> [NumberedChallenge] {
        var all: [NumberedChallenge] = []
        if numbered {
            try challenges(of: batch, in: jurisdiction, sequences: 1..<1_000_000) { all.append($0) }
        } else {
            try challenges(of: batch) { all.append($0) }
        }
        return all
    }

    /// Admits rows of one file, all to one place.
    @discardableResult
    func admit(
        _ identity: String,
        _ rows: [CaseRow],
        mode: BatchMode = .filing
    ) throws -> Batch {
        try admit(description(identity, mode), at: 1_581_552_000) { admission in
            for row in rows { try admission.add(row) }
            try admission.close(input: 0, rows: rows.count, format: "csv", encoding: "UTF-8")
        }
    }

    func numbered(_ batch: Batch) throws -> Batch { try number(batch, at: 1_581_552_100) }

    func allCases(of batch: Batch, in jurisdiction: String = district) throws -> [NumberedCase] {
        var cases: [NumberedCase] = []
        try self.cases(of: batch, in: jurisdiction, sequences: 1..<1_000_000) { cases.append($0) }
        return cases
    }

    func allLetters(of batch: Batch, in jurisdiction: String = district) throws -> [Letter] {
        var letters: [Letter] = []
        try self.letters(of: batch, in: jurisdiction, numbers: 1..<1_000_000) { letters.append($0) }
        return letters
    }

    func allExceptions(of batch: Batch) throws -> [Exception] {
        var exceptions: [Exception] = []
        try self.exceptions(of: batch) { exceptions.append($0) }
        return exceptions
    }
}

extension Exception {
    /// `row code`, for short comparisons.
    var short: String { "\(problem.place.row) \(problem.code.rawValue)" }
}

extension NumberedChallenge {
    /// `sequence number: rows`, for short comparisons.
    var short: String {
        let rows = challenged.counts.map { String($0.count.place.row) }.joined(separator: " ")
        return "\(sequence) \(challenged.number): \(rows)"
    }
}

extension NumberedCase {
    /// `sequence number`, for short comparisons.
    var short: String { "\(sequence) \(standing.eligible.number)" }
}

/// The bytes of a file.
func contents(of path: String) throws -> [UInt8] { [UInt8](try #require(FileManager.default.contents(atPath: path))) }
