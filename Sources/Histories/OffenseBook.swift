import Cases
import Synchronization

/// Every distinct text of an offense, classified once.
///
/// Texts of which no rule asks anything share one entry, so the book has as many as a county has relevant ones: a few
/// thousand. Threads read it through readers of their own, which remember what they asked.
final class OffenseBook: Sendable {
    /// A text in both readings.
    struct Entry: Sendable {
        let reference: Offense
        let corrected: Offense

        var isRelevant: Bool { Self.isRelevant(reference) || Self.isRelevant(corrected) }

        var isProposition64: Bool { reference.proposition64 != nil || corrected.proposition64 != nil }

        private static func isRelevant(_ offense: Offense) -> Bool {
            offense.proposition64 != nil || offense.related != nil || !offense.marks.isEmpty
        }
    }

    private struct State {
        var numbers: [[UInt8]: Int32] = [:]
        var entries: [Entry] = []
    }

    private let state: Mutex<State>

    /// Entry 0: any text that means nothing to the rules.
    private static let nothing = 0
    /// Beyond so many texts, those without meaning are classified again instead of remembered.
    private static let remembered = 200_000

    init() {
        let (reference, corrected) = UnsafeRawBufferPointer(start: nil, count: 0).withMemoryRebound(to: UInt8.self) {
            Offense.readings(of: UnsafeRawBufferPointer($0))
        }
        state = Mutex(State(entries: [Entry(reference: reference, corrected: corrected)]))
    }

    /// All entries, by number.
    var entries: [Entry] { state.withLock { $0.entries } }

    private func number(of text: UnsafeRawBufferPointer) -> (number: Int32, isProposition64: Bool) {
        let bytes = [UInt8](text)
        return state.withLock { state in
            if let number = state.numbers[bytes] { return (number, state.entries[Int(number)].isProposition64) }
            let readings = bytes.withUnsafeBytes { Offense.readings(of: $0) }
            let entry = Entry(reference: readings.reference, corrected: readings.corrected)
            guard entry.isRelevant else {
                if state.numbers.count < Self.remembered { state.numbers[bytes] = Int32(Self.nothing) }
                return (Int32(Self.nothing), false)
            }
            let number = Int32(state.entries.count)
            state.entries.append(entry)
            state.numbers[bytes] = number
            return (number, entry.isProposition64)
        }
    }

    /// A thread's own memory of the book.
    final class Reader {
        private struct Slot {
            var hash: UInt64 = 0
            var place = 0
            var count: Int32 = -1
            var number: Int32 = 0
        }

        private let book: OffenseBook
        private var slots = [Slot](repeating: Slot(), count: Reader.size)
        private var texts: [UInt8] = []
        private var used = 0
        private var proposition64: Set<Int32> = []

        private static let size = 1 << 15

        init(_ book: OffenseBook) { self.book = book }

        /// Whether an entry names a section of Proposition 64 in either reading.
        func isProposition64(_ number: Int) -> Bool {
            number > 0 && proposition64.contains(Int32(truncatingIfNeeded: number))
        }

        /// The entry of a row's offense: of `OFFENSE_DESCR`, or of the comment where that stands in its place.
        func index(of row: HistoryRow) -> Int {
            row[HistoryColumn.offense].withText { description in
                guard Offense.isInComment(description: description) else { return number(of: description) }
                return row[HistoryColumn.comment].withText { number(of: $0) }
            }
        }

        private func number(of text: UnsafeRawBufferPointer) -> Int {
            let hash = ByteHash.of(text)
            var slot = Int(truncatingIfNeeded: hash) & (Self.size - 1)
            while slots[slot].count >= 0 {
                if slots[slot].hash == hash, matches(slots[slot], text) { return Int(slots[slot].number) }
                slot = (slot + 1) & (Self.size - 1)
            }
            let (number, isProposition64) = book.number(of: text)
            if isProposition64 { proposition64.insert(number) }
            // Half full at most, so that a search ends soon; a file of so many texts asks the book itself.
            if used < Self.size / 2 {
                slots[slot] = Slot(hash: hash, place: texts.count, count: Int32(text.count), number: number)
                texts.append(contentsOf: text)
                used += 1
            }
            return Int(number)
        }

        private func matches(_ slot: Slot, _ text: UnsafeRawBufferPointer) -> Bool {
            guard Int(slot.count) == text.count else { return false }
            return texts.withUnsafeBytes { texts in
                for index in 0..<text.count where texts[slot.place + index] != text[index] { return false }
                return true
            }
        }
    }
}
