/// Where two texts differ, line by line, with a few lines around each place.
struct LineDifference: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case same, added, removed
        /// Lines that are the same and left out.
        case gap
    }

    struct Line: Hashable, Sendable {
        let kind: Kind
        /// Of the new text; of the old one for a line that is removed; 0 for a gap.
        let number: Int
        let text: String
    }

    let lines: [Line]

    /// Lines that are the same and shown before and behind each difference.
    private static let around = 3

    init(from old: String, to new: String) {
        let (old, new) = (Self.lines(old), Self.lines(new))
        let changes = new.difference(from: old)
        var (removed, added) = (Set<Int>(), Set<Int>())
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var all: [Line] = []
        var (before, after) = (0, 0)
        while before < old.count || after < new.count {
            if removed.contains(before) {
                all.append(Line(kind: .removed, number: before + 1, text: old[before]))
                before += 1
            } else if added.contains(after) {
                all.append(Line(kind: .added, number: after + 1, text: new[after]))
                after += 1
            } else {
                all.append(Line(kind: .same, number: after + 1, text: new[after]))
                (before, after) = (before + 1, after + 1)
            }
        }
        lines = Self.shortened(all)
    }

    private static func lines(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    private static func shortened(_ all: [Line]) -> [Line] {
        var isShown = Array(repeating: false, count: all.count)
        for (place, line) in all.enumerated() where line.kind != .same {
            for near in max(0, place - around)...min(all.count - 1, place + around) { isShown[near] = true }
        }
        var lines: [Line] = []
        for (place, line) in all.enumerated() {
            if isShown[place] {
                lines.append(line)
            } else if lines.last?.kind != .gap {
                lines.append(Line(kind: .gap, number: 0, text: ""))
            }
        }
        return lines.contains { $0.kind != .gap } ? lines : []
    }
}
