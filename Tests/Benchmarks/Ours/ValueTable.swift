import Foundation
import TemplateEngine

/// The values of all cases as one arena of bytes and one list of steps, in the order in which they are set.
///
/// Reading JSON into it is not timed; it stands for the case values of the program, whose texts are in memory as well.
struct ValueTable {
    private enum Step {
        case text(slot: Int, start: Int, length: Int)
        case flag(slot: Int)
        /// Texts and flags after it belong to the new row, up to `rowsEnd`.
        case row(list: Int)
        case rowsEnd
    }

    private var arena: [UInt8] = []
    private var steps: [Step] = []
    /// Where the steps of each case end; the first entry is the end of those that all cases share.
    private var ends: [Int] = []

    var count: Int { ends.count - 1 }

    /// Reads JSON Lines, one object for each case, all alike but for `case`.
    init(contexts path: String, schema: Schema) throws {
        let data = try Data(contentsOf: URL(filePath: path))
        for line in data.split(separator: 10) {
            guard var context = try JSONSerialization.jsonObject(with: line) as? [String: Any] else { throw Misuse() }
            let own = context.removeValue(forKey: "case")
            if ends.isEmpty {
                try add(context, schema, prefix: "")
                ends.append(steps.count)
            }
            try add(["case": own ?? [:]], schema, prefix: "")
            ends.append(steps.count)
        }
    }

    func fillShared(_ values: inout Values) { fill(&values, from: 0, to: ends[0]) }

    func fill(_ values: inout Values, with index: Int) { fill(&values, from: ends[index], to: ends[index + 1]) }

    private func fill(_ values: inout Values, from start: Int, to end: Int) {
        var row = Values.Row.root
        arena.withUnsafeBytes { arena in
            for step in steps[start..<end] {
                switch step {
                case .text(let slot, let start, let length):
                    values.setText(slot, UnsafeRawBufferPointer(rebasing: arena[start..<start + length]), in: row)
                case .flag(let slot): values.setFlag(slot, true, in: row)
                case .row(let list): row = values.appendRow(list)
                case .rowsEnd: row = .root
                }
            }
        }
    }

    private mutating func add(_ object: [String: Any], _ schema: Schema, prefix: String) throws {
        for (name, value) in object.sorted(by: { $0.key < $1.key }) { try add(value, schema, path: prefix + name) }
    }

    private mutating func add(_ value: Any, _ schema: Schema, path: String) throws {
        if let object = value as? [String: Any] { return try add(object, schema, prefix: path + ".") }
        guard let slot = schema.slot(of: path) else { throw Unknown(path: path) }
        if let rows = value as? [[String: Any]] {
            guard let inner = Self.rows(of: schema, path: path[...]) else { throw Unknown(path: path) }
            for row in rows {
                steps.append(.row(list: slot))
                try add(row, inner, prefix: "")
            }
            steps.append(.rowsEnd)
        } else if let text = value as? String {
            steps.append(.text(slot: slot, start: arena.count, length: text.utf8.count))
            arena += text.utf8
        } else if value as? Bool == true {
            steps.append(.flag(slot: slot))
        }
    }

    /// The contexts name a value that the schema does not.
    struct Unknown: Error {
        let path: String
    }

    /// The schema of a list's rows.
    private static func rows(of schema: Schema, path: Substring) -> Schema? {
        let dot = path.firstIndex(of: ".")
        guard let field = schema.fields.first(where: { $0.name == path[..<(dot ?? path.endIndex)] }) else { return nil }
        switch (field.kind, dot) {
        case (.list(let rows), nil): return rows
        case (.record(let inner), let dot?): return Self.rows(of: inner, path: path[path.index(after: dot)...])
        default: return nil
        }
    }
}
