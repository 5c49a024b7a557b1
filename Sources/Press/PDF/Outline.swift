/// Bookmarks: one for each document, below it one for each of its parts and headings (ISO 32000-1, 12.3.3).
struct Outline {
    private struct Entry {
        var title: String
        /// 0 for a document, 1 for its parts or headings, and so on.
        var level: Int
        var page: Int
        var top: Length
    }

    private(set) var number = 0
    private var entries: [Entry] = []
    /// Of the document that was begun last: its own level.
    private var level = 0

    mutating func begin(_ writer: inout ObjectWriter) {
        entries.removeAll(keepingCapacity: true)
        number = writer.allocate()
    }

    mutating func beginDocument(_ title: String, isPart: Bool) {
        level = isPart && !entries.isEmpty ? 1 : 0
        entries.append(Entry(title: title, level: level, page: 0, top: 0))
    }

    /// Says on which page the document that was begun last begins.
    mutating func place(documentAt page: Int, _ top: Length) {
        guard let last = entries.indices.last else { return }
        entries[last].page = page
        entries[last].top = top
    }

    /// Adds a heading.
    mutating func add(
        _ galley: borrowing Galley, _ node: Int32, page: Int, top: Length
    ) {
        guard let title = galley.headings[node] else { return }
        let level = level + (galley.nodes[node].role == .subheading ? 2 : 1)
        // No heading hangs below one that is not there.
        entries.append(Entry(title: title, level: min(level, (entries.last?.level ?? 0) + 1), page: page, top: top))
    }

    func finish(_ writer: inout ObjectWriter) {
        let first = writer.allocate(entries.count)
        writer.object.append("<</Type/Outlines")
        appendChildren(of: -1, first, &writer)
        writer.object.append(">>")
        writer.end(number)
        for (index, entry) in entries.enumerated() {
            writer.object.append("<</Title ")
            writer.object.append(textString: entry.title)
            writer.object.append("/Parent ")
            writer.object.append(reference: parent(of: index).map { first + $0 } ?? number)
            if let previous = sibling(of: index, by: -1) {
                writer.object.append("/Prev ")
                writer.object.append(reference: first + previous)
            }
            if let next = sibling(of: index, by: 1) {
                writer.object.append("/Next ")
                writer.object.append(reference: first + next)
            }
            writer.object.append("/Dest[")
            writer.object.append(reference: entry.page)
            writer.object.append("/XYZ 0 ")
            writer.object.append(points: entry.top)
            writer.object.append(" null]")
            appendChildren(of: index, first, &writer)
            writer.object.append(">>")
            writer.end(first + index)
        }
    }

    private func parent(of index: Int) -> Int? {
        if entries[index].level == 0 { return nil }
        var candidate = index - 1
        while candidate >= 0 {
            if entries[candidate].level < entries[index].level { return candidate }
            candidate -= 1
        }
        return nil
    }

    private func sibling(of index: Int, by step: Int) -> Int? {
        var candidate = index + step
        while entries.indices.contains(candidate) {
            if entries[candidate].level == entries[index].level { return candidate }
            if entries[candidate].level < entries[index].level { return nil }
            candidate += step
        }
        return nil
    }

    /// The first, the last and the number of an entry's children; closed below documents of a volume.
    private func appendChildren(of index: Int, _ first: Int, _ writer: inout ObjectWriter) {
        let level = index < 0 ? 0 : entries[index].level + 1
        var children: (first: Int, last: Int, count: Int)?
        var candidate = index + 1
        while candidate < entries.count, entries[candidate].level >= level {
            if entries[candidate].level == level {
                children = (children?.first ?? candidate, candidate, (children?.count ?? 0) + 1)
            }
            candidate += 1
        }
        guard let children else { return }
        writer.object.append("/First ")
        writer.object.append(reference: first + children.first)
        writer.object.append("/Last ")
        writer.object.append(reference: first + children.last)
        writer.object.append("/Count ")
        writer.object.append(number: index < 0 ? children.count : -children.count)
    }
}
