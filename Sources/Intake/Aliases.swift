private import Cases

/// Which column name stands for which field: the built-in names, and those of an office's own alias file.
package struct Aliases: Sendable {
    enum Target: Hashable, Sendable {
        case field(Field, Strength)
        /// Known, and not used.
        case ignored
    }

    /// Where two columns claim a field, the stronger claim wins and the weaker column is left alone.
    enum Strength: Int, Comparable, Sendable {
        case stateColumn, commonName, fieldName, aliasFile

        static func < (left: Strength, right: Strength) -> Bool { left.rawValue < right.rawValue }
    }

    private var targets: [String: Target]
    /// Names of the alias file that stand for the determination, as written.
    private(set) var determinationNames: [String] = []

    /// The built-in names alone.
    package init() { targets = Self.builtIn }

    /// Adds an office's alias file to the built-in names.
    ///
    /// Each line reads `Header in the office's file = field_name`, or `… = ignore` for a column that is known and not
    /// needed. `#` at the beginning of a line makes it a comment; blank lines are allowed.
    ///
    /// - Parameters:
    ///   - contents: the text of the file.
    ///   - file: its path, for the error.
    /// - Throws: `.badAliases` with the line that cannot be read.
    package init(contents: String, file: String) throws(IntakeError) {
        self.init()
        var own: Set<String> = []
        var text = contents.utf8[...]
        if text.starts(with: "\u{FEFF}".utf8) { text = text.dropFirst(3) }
        let lines = text.split(omittingEmptySubsequences: false) { $0 == 10 }
        for (index, line) in lines.enumerated() {
            let text = Self.trimmed(line)
            if text.isEmpty || text.first == UInt8(ascii: "#") { continue }
            func bad(_ detail: String) -> IntakeError {
                IntakeError(
                    .badAliases,
                    file: file,
                    line: index + 1,
                    detail: detail,
                    hint: "Write `Header in the file = field_name`; `vacatur schema` lists the fields."
                )
            }
            guard let equals = text.lastIndex(of: UInt8(ascii: "=")) else { throw bad("The line has no `=`.") }
            let header = String(decoding: Self.trimmed(text[..<equals]), as: UTF8.self)
            let name = String(decoding: Self.trimmed(text[text.index(after: equals)...]), as: UTF8.self)
            let key = Self.key(header.utf8)
            guard !key.isEmpty else { throw bad("No header stands before the `=`.") }
            guard own.insert(key).inserted else { throw bad("`\(header)` is named twice.") }
            if name == "ignore" {
                targets[key] = .ignored
            } else if let field = Field.allCases.first(where: { $0.name == name }) {
                targets[key] = .field(field, .aliasFile)
                if field == .determination { determinationNames.append(header) }
            } else {
                throw bad("`\(name)` is no field.\(Self.suggestion(for: name))")
            }
        }
    }

    /// What a column name, JSON key or element name stands for; nil when it is unknown.
    func target(of name: some Sequence<UInt8>) -> Target? { targets[Self.key(name)] }

    /// Names agree when their letters and digits do, whatever their case, blanks and punctuation.
    static func key(_ name: some Sequence<UInt8>) -> String {
        String(decoding: name.lazy.filter { $0 >= 0x80 || $0.isLetterOrDigit }.map { $0.lowercased }, as: UTF8.self)
    }

    private static let builtIn: [String: Target] = {
        var targets: [String: Target] = [:]
        for column in FieldTable.ignoredColumns { targets[key(column.utf8)] = .ignored }
        for (column, field) in FieldTable.stateColumns { targets[key(column.utf8)] = .field(field, .stateColumn) }
        for description in FieldTable.all {
            for alias in description.aliases { targets[key(alias.utf8)] = .field(description.field, .commonName) }
        }
        for field in Field.allCases { targets[key(field.name.utf8)] = .field(field, .fieldName) }
        return targets
    }()

    private static func trimmed<Bytes: BidirectionalCollection<UInt8>>(_ bytes: Bytes) -> Bytes.SubSequence {
        let isBlank: (UInt8) -> Bool = { $0 == 32 || $0 == 9 || $0 == 13 }
        let rest = bytes.drop(while: isBlank)
        guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return rest[rest.endIndex...] }
        return rest[...last]
    }

    /// The field that differs least from a mistyped name, for the error message.
    private static func suggestion(for name: String) -> String {
        let wanted = key(name.utf8)
        let near = Field.allCases.map { (distance(wanted, key($0.name.utf8)), $0.rawValue, $0) }.min { $0.0 < $1.0 }
        guard let near, near.0 <= 3 else { return "" }
        return " Perhaps `\(near.2.name)`?"
    }

    private static func distance(_ left: String, _ right: String) -> Int {
        let target = Array(right.utf8)
        var row = Array(0...target.count)
        for (index, byte) in left.utf8.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in target.indices {
                let substituted = diagonal + (byte == target[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[target.count]
    }
}
