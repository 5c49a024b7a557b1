private import Cases

/// What the columns of a table are for, found once from its header.
struct CSVHeader {
    /// Fields and the columns that hold them.
    let plan: [(field: Field, column: Int)]
    /// Columns that every row has to have.
    let columnCount: Int
    /// Columns with an empty name at the end of the header, which rows may have or not.
    let spareCount: Int
    /// Names of the columns by field, for problems.
    let names: [String]
    /// Names of columns that are of no use.
    let unused: [String]

    var hasDeterminations: Bool { plan.contains { $0.field == .determination } }

    /// Reads a header.
    ///
    /// - Parameters:
    ///   - titles: the fields of the header line, in order.
    ///   - aliases: the names that columns may have.
    ///   - file: the file, for errors.
    /// - Throws: `.unreadableHeader`, `.duplicateColumn`, `.missingColumn`.
    init(titles: [String], aliases: Aliases, file: String) throws(IntakeError) {
        let all = titles.count
        var titles = titles
        while let last = titles.last, last.isEmpty { titles.removeLast() }
        columnCount = titles.count
        spareCount = all - titles.count
        let targets = titles.map { aliases.target(of: $0.utf8) }
        try Self.checkIsHeader(targets, file)
        try Self.checkDuplicates(titles, file)

        var owners = [Int?](repeating: nil, count: Field.total)
        var strengths = [Aliases.Strength](repeating: .stateColumn, count: Field.total)
        var unused: [String] = []
        for (column, target) in targets.enumerated() {
            guard case .field(let field, let strength) = target else {
                if target == nil, !titles[column].isEmpty { unused.append(titles[column]) }
                continue
            }
            if let owner = owners[field.rawValue], strengths[field.rawValue] >= strength {
                if strengths[field.rawValue] == strength {
                    throw Self.duplicate(titles[owner], titles[column], field, file)
                }
                if strength == .commonName { unused.append(titles[column]) }
                continue
            }
            if let owner = owners[field.rawValue], strengths[field.rawValue] == .commonName {
                unused.append(titles[owner])
            }
            owners[field.rawValue] = column
            strengths[field.rawValue] = strength
        }
        self.unused = unused
        plan = Field.allCases.compactMap { field in owners[field.rawValue].map { (field, $0) } }
        names = Field.allCases.map { field in owners[field.rawValue].map { titles[$0] } ?? field.name }
        try checkComplete(titles, file)
    }

    /// A first line of data must not be quoted in an error, so titles are named only when two of them are known.
    private static func checkIsHeader(_ targets: [Aliases.Target?], _ file: String) throws(IntakeError) {
        let known = targets.count { $0 != nil }
        if known >= 2 { return }
        throw IntakeError(
            .unreadableHeader,
            file: file,
            line: 1,
            detail: "The first line is no header: \(known) of its \(targets.count) columns has a known name.",
            hint: "Put the column names into the first line, or name them in an alias file."
        )
    }

    private static func checkDuplicates(_ titles: [String], _ file: String) throws(IntakeError) {
        var seen: [String: Int] = [:]
        for (column, title) in titles.enumerated() where !Aliases.key(title.utf8).isEmpty {
            guard seen.updateValue(column, forKey: Aliases.key(title.utf8)) != nil else { continue }
            throw IntakeError(
                .duplicateColumn,
                file: file,
                line: 1,
                detail: "Two columns are called `\(title)`.",
                hint: "Rename or remove one of them."
            )
        }
    }

    private static func duplicate(_ first: String, _ second: String, _ field: Field, _ file: String) -> IntakeError {
        IntakeError(
            .duplicateColumn,
            file: file,
            line: 1,
            detail: "The columns `\(first)` and `\(second)` both stand for \(field.name).",
            hint: "Remove one, or write `header = ignore` for it into an alias file."
        )
    }

    private func checkComplete(_ titles: [String], _ file: String) throws(IntakeError) {
        let present = Set(plan.map(\.field))
        for description in FieldTable.all where !present.contains(description.field) {
            var wanted = description.field.name
            switch description.need {
            case .optional: continue
            case .required: break
            case .requiredUnless(let other):
                if present.contains(other) { continue }
                wanted += " (or \(other.name))"
            }
            throw IntakeError(
                .missingColumn,
                file: file,
                line: 1,
                detail: "No column for \(wanted). Found: \(titles.map { "`\($0)`" }.joined(separator: ", ")).",
                hint: "Add the column, or say in an alias file which one it is."
            )
        }
    }
}
