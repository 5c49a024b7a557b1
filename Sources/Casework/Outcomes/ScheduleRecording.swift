import Cases
import Digests
import Docket
import Intake

/// Records the rows of one schedule that a clerk filled in.
///
/// A schedule has one row for each count, and an outcome is that of the whole case: rows of a case that say different things
/// are all set aside.
struct ScheduleRecording {
    /// What the rows of one case say.
    private struct Marked {
        let number: String
        let state: CaseState
        let time: Int64
        var notes: [String]
        var references: [String]
        var rows: [Int]
        var isAgreed = true
        /// What the rows themselves call the case.
        var names: Set<String>
    }

    private let file: InputFingerprint
    private let batches: FiledBatches
    private let date: CalendarDate?
    private let now: Int64
    private var marked: [CourtOutcome.Place: Marked] = [:]
    /// The cases of blank rows, as the rows call them.
    private var blank: Set<String> = []

    init(_ file: InputFingerprint, _ batches: FiledBatches, date: CalendarDate?, now: Int64) {
        self.file = file
        self.batches = batches
        self.date = date
        self.now = now
    }

    mutating func read(_ admission: inout OutcomeAdmission, _ log: inout OutcomeLog) throws {
        log.set(.schedules)
        do {
            let rows = try TickedScheduleReader().read(path: file.path, fileIndex: 0) { event in
                try take(event, &admission, &log)
            }
            log.count(items: rows)
        } catch let error as IntakeError {
            // The rows that were read are not recorded: a schedule is taken as a whole.
            log.setAside()
            log.set(.unreadable)
            return log.add(
                .unreadableAnswer, place: error.line, item: "", detail: "\(error.code.rawValue): \(error.detail)")
        }
        try record(&admission, &log)
    }

    private mutating func take(
        _ event: TickedEvent, _ admission: inout OutcomeAdmission, _ log: inout OutcomeLog
    ) throws {
        switch event {
        case .note(let problem): log.add(problem.code, place: 0, item: "", detail: problem.detail)
        case .stopped(let place, let problems):
            for problem in problems {
                log.add(problem.code, place: place.row + 1, column: problem.column, item: "", detail: problem.detail)
            }
            log.stopped()
        case .row(let row):
            do {
                try take(row, &admission, &log)
            } catch let refusal as Refusal {
                log.add(
                    refusal.code, place: row.place.row + 1, column: refusal.column?.title ?? "",
                    item: row[.caseNumber])
                log.stopped()
            }
        }
    }

    /// Why a row is not taken.
    private struct Refusal: Error {
        let code: ProblemCode
        let column: ScheduleColumn?

        init(_ code: ProblemCode, _ column: ScheduleColumn? = nil) {
            self.code = code
            self.column = column
        }
    }

    private static func name(_ row: TickedRow) -> String {
        [row[.batch], row[.jurisdiction], row[.sequence], row[.caseNumber]].joined(separator: "\n")
    }

    private mutating func take(
        _ row: TickedRow, _ admission: inout OutcomeAdmission, _ log: inout OutcomeLog
    ) throws {
        let state: CaseState
        let ticked: CalendarDate?
        switch row.mark {
        case .blank:
            blank.insert(Self.name(row))
            return log.blank()
        case .unknown(let column): throw Refusal(.unknownOutcome, column)
        case .several: throw Refusal(.severalOutcomes)
        case .outcome(let what, let day): (state, ticked) = (what, day)
        }
        let (place, number) = try find(row, admission)
        let written: CalendarDate?
        do {
            written = try row.date()
        } catch {
            throw Refusal(.impossibleDate, .date)
        }
        guard let day = written ?? ticked ?? date else { throw Refusal(.missingOutcomeDate, .date) }
        let time = CourtTime.noon(of: day)
        guard time <= now + AnswerRecording.patience else { throw Refusal(.futureAnswer, .date) }
        let note = String(row[.note].prefix(500))
        let new = Marked(
            number: number, state: state, time: time, notes: [note], references: [row[.reference]],
            rows: [row.place.row + 1], names: [Self.name(row)])
        guard var known = marked[place] else { return marked[place] = new }
        known.isAgreed = known.isAgreed && known.state == state && known.time == time
        known.notes += new.notes
        known.references += new.references
        known.rows += new.rows
        known.names.formUnion(new.names)
        marked[place] = known
    }

    /// The case of a row. What names it twice, by sequence and by number, has to name one case.
    private func find(
        _ row: TickedRow, _ admission: borrowing OutcomeAdmission
    ) throws -> (place: CourtOutcome.Place, number: String) {
        guard let filed = batches.place(row[.batch], row[.jurisdiction]) else { throw Refusal(.unknownBatch) }
        let written = row[.caseNumber]
        var found: [(place: CourtOutcome.Place, number: String)] = []
        var isOther = false
        if row[.sequence].isEmpty {
            for jurisdiction in filed.jurisdictions {
                for place in try admission.places(ofCase: written, in: filed.batch, jurisdiction: jurisdiction) {
                    found.append((place, try admission.caseNumber(at: place) ?? written))
                }
            }
        } else {
            guard let sequence = Int(row[.sequence]), sequence > 0 else { throw Refusal(.unknownCase, .sequence) }
            for jurisdiction in filed.jurisdictions {
                let place = CourtOutcome.Place(
                    batch: filed.batch.id, jurisdiction: jurisdiction, sequence: sequence)
                guard let number = try admission.caseNumber(at: place) else { continue }
                if written.isEmpty || Self.isSame(written, number) {
                    found.append((place, number))
                } else {
                    isOther = true
                }
            }
        }
        guard let first = found.first else { throw Refusal(isOther ? .otherCase : .unknownCase, .caseNumber) }
        guard found.count == 1 else { throw Refusal(.ambiguousCase, .caseNumber) }
        return first
    }

    private static func isSame(_ cell: String, _ number: String) -> Bool {
        Routing.key(cell) == Routing.key(number) || CellText.isSame(cell, as: number)
    }

    private func record(_ admission: inout OutcomeAdmission, _ log: inout OutcomeLog) throws {
        let answer = Answer(.schedule, name: file.name, sha256: file.digest.hex)
        let inOrder = marked.sorted { ($0.value.rows[0]) < ($1.value.rows[0]) }
        for (place, case_) in inOrder {
            guard case_.isAgreed else {
                for row in case_.rows { log.add(.differentOutcomes, place: row, item: case_.number) }
                log.stopped(case_.rows.count)
                continue
            }
            let outcome = CourtOutcome(
                place: place, caseNumber: case_.number, state: case_.state, time: case_.time,
                reason: Self.joined(case_.notes), reference: Self.joined(case_.references))
            let recorded = try admission.record([outcome], from: answer)
            if recorded.new > 0 {
                log.recorded(case_.state, items: case_.rows.count)
            } else {
                log.known(case_.rows.count)
            }
            guard recorded.new > 0 else { continue }
            if !case_.names.isDisjoint(with: blank) {
                log.add(.partlyTicked, place: case_.rows[0], item: case_.number)
            }
            if try admission.history(at: place).isContradictory {
                log.add(.contradictoryAnswers, place: case_.rows[0], item: case_.number)
            }
        }
    }

    /// Every text once, in its order.
    private static func joined(_ texts: [String]) -> String {
        var seen: Set<String> = [""]
        return texts.filter { seen.insert($0).inserted }.joined(separator: "; ")
    }
}
