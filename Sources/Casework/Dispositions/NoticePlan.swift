import Cases
import Docket
import Filings

/// What a run of notices took of one jurisdiction.
struct TakenActs: Sendable {
    let jurisdiction: Jurisdiction
    /// The day of the order by sequence of the granted case, in filing order.
    private(set) var granted: [(sequence: Int, day: CalendarDate)] = []
    private(set) var others: [CaseState: Int] = [:]
    private(set) var doubtful = 0

    init(_ jurisdiction: Jurisdiction) { self.jurisdiction = jurisdiction }

    var isEmpty: Bool { granted.isEmpty && others.isEmpty }

    mutating func add(_ disposition: Disposition) {
        if disposition.isDoubtful { doubtful += 1 }
        if disposition.state == .granted, let day = CaliforniaTime.day(of: disposition.time) {
            granted.append((disposition.sequence, day))
        } else {
            others[disposition.state, default: 0] += 1
        }
    }

    /// The day on which relief was granted in a case; nil where it was not, or not in this run.
    func day(of sequence: Int) -> CalendarDate? {
        var (low, high) = (0, granted.count)
        while low < high {
            let middle = (low + high) / 2
            if granted[middle].sequence < sequence { low = middle + 1 } else { high = middle }
        }
        guard low < granted.count, granted[low].sequence == sequence else { return nil }
        return granted[low].day
    }
}

extension Disposition {
    /// Whether somebody has to look at it: other answers contradict, or an earlier notice said that relief was granted.
    var isDoubtful: Bool { differs || (state != .granted && grantNoticed != nil) }
}

/// The granted cases of one jurisdiction and the tools to give notice of them.
struct NoticePlan: Sendable {
    let acts: TakenActs
    let run: PacketRun

    var jurisdiction: Jurisdiction { acts.jurisdiction }
}

/// What the list of a packet's granted cases came to.
struct ListedGrants: Sendable {
    /// One order with its cases, and the totals before each of its volumes.
    struct Order: Sendable {
        /// Folder inside `confidential`, with its slash; empty unless each courthouse has an order of its own.
        let path: String
        let courthouse: Courthouse
        let day: CalendarDate
        fileprivate(set) var sequences: [Int] = []
        fileprivate(set) var carried: [CaseTotal] = []
        fileprivate(set) var figures = Figures()

        var volumes: [ArraySlice<Int>] {
            stride(from: 0, to: sequences.count, by: PacketPlan.scheduleRows).map {
                sequences[$0..<min($0 + PacketPlan.scheduleRows, sequences.count)]
            }
        }
    }

    private(set) var orders: [Order] = []
    private(set) var figures = Figures()
    private(set) var people = PeopleCount()
    /// Numbers of the letters of the batch that are written again, in order.
    var letters: [Int] = []
    var files: [FileEntry] = []
    private var last = 0

    mutating func add(_ placed: PlacedCase, on day: CalendarDate, in jurisdiction: Jurisdiction, seat: Courthouse) {
        let isPerCourthouse = jurisdiction.grouping == .courthouse
        let path = isPerCourthouse ? "\(placed.courthouse.id)/" : ""
        if !orders.indices.contains(last) || orders[last].path != path || orders[last].day != day {
            if let known = orders.firstIndex(where: { $0.path == path && $0.day == day }) {
                last = known
            } else {
                last = orders.count
                orders.append(Order(path: path, courthouse: isPerCourthouse ? placed.courthouse : seat, day: day))
            }
        }
        if orders[last].sequences.count % PacketPlan.scheduleRows == 0 {
            orders[last].carried.append(orders[last].figures.total)
        }
        orders[last].sequences.append(placed.sequence)
        orders[last].figures.add(placed.eligible)
        figures.add(placed.eligible)
        people.add(placed.eligible.person)
    }

    /// The letters' number within this run, from 1, of a letter of the batch.
    func number(ofLetter letter: Int) -> Int? {
        var (low, high) = (0, letters.count)
        while low < high {
            let middle = (low + high) / 2
            if letters[middle] < letter { low = middle + 1 } else { high = middle }
        }
        return low < letters.count && letters[low] == letter ? low + 1 : nil
    }
}
