/// Where a value is found at render time: how many lists stand open around its row, and its cell in that row.
struct Place: Hashable {
    var depth: Int
    var slot: Int
}

/// A declared field as seen from one point of a template.
struct Resolved {
    let field: Field
    let place: Place
    /// Its dotted path, for messages and the coverage report.
    let path: String
    /// It, or something it lies in, is confidential.
    let isConfidential: Bool
    /// The optional records that it lies in and that were entered by a dotted name.
    let throughOptional: [Resolved]
    /// Every list and record on the way to it.
    let containers: [String]
}

/// The names that can be used at one point of a template. All looking up is done here, once, at compile time.
struct Scope {
    /// What one open section adds.
    enum Frame {
        /// The fields of a row or record whose first cell is `base` in the row at `depth`.
        case fields(Schema, depth: Int, base: Int, path: String, isConfidential: Bool, containers: [String])
        /// A single text: what `.` means in a section on it.
        case text(Resolved)
    }

    enum Failure: Error {
        /// `name` is not declared there; `known` are the names that are.
        case unknown(name: String, schema: String, known: [String])
        /// It is declared, but in the rows of a list that is not open here.
        case insideList(name: String, list: String)
        /// What stands before the dot has no fields.
        case noFields(name: String, prefix: String)
    }

    private var frames: [Frame]
    /// Cells known to hold something, or nothing, inside the sections that ask.
    private var full: [Place] = []
    private var empty: [Place] = []

    init(_ schema: Schema) {
        frames = [.fields(schema, depth: 0, base: 0, path: "", isConfidential: false, containers: [])]
    }

    /// How many lists stand open.
    private(set) var depth = 0

    func isKnownFull(_ place: Place) -> Bool { full.contains(place) }
    func isKnownEmpty(_ place: Place) -> Bool { empty.contains(place) }

    mutating func assume(_ place: Place, isFull: Bool) {
        if isFull { full.append(place) } else { empty.append(place) }
    }

    mutating func push(text: Resolved) {
        frames.append(.text(text))
    }

    mutating func push(record schema: Schema, _ record: Resolved) {
        frames.append(
            .fields(
                schema,
                depth: record.place.depth,
                base: record.place.slot + 1,
                path: record.path,
                isConfidential: record.isConfidential,
                containers: record.containers + [record.path]
            )
        )
    }

    /// Opens a list. What was known of cells at the new depth was about rows of another list.
    mutating func push(rows schema: Schema, of list: Resolved) {
        depth += 1
        full.removeAll { $0.depth == depth }
        empty.removeAll { $0.depth == depth }
        frames.append(
            .fields(
                schema,
                depth: depth,
                base: 0,
                path: list.path,
                isConfidential: list.isConfidential,
                containers: list.containers + [list.path]
            )
        )
    }

    /// Finds a name: its first part in the innermost frame that declares it, the others from there on.
    func resolve(_ name: Name) throws(Failure) -> Resolved {
        guard let first = name.parts.first else { return try resolveRow() }
        for frame in frames.reversed() {
            if let found = Scope.field(first, in: frame) {
                return try descend(found, name.parts.dropFirst())
            }
        }
        throw unknown(first)
    }

    /// `.`: the text that a section was opened on, or the row of a list of plain texts.
    private func resolveRow() throws(Failure) -> Resolved {
        switch frames[frames.count - 1] {
        case .text(let resolved): return resolved
        case .fields(let schema, _, _, _, _, _):
            guard let found = Scope.field(".", in: frames[frames.count - 1]) else {
                throw .unknown(name: ".", schema: schema.name, known: [])
            }
            return found
        }
    }

    private func descend(_ start: Resolved, _ parts: ArraySlice<String>) throws(Failure) -> Resolved {
        var resolved = start
        for part in parts {
            guard case .record(let schema) = resolved.field.kind else {
                if case .list = resolved.field.kind { throw .insideList(name: part, list: resolved.path) }
                throw .noFields(name: part, prefix: resolved.path)
            }
            let throughOptional = resolved.throughOptional + (resolved.field.isOptional ? [resolved] : [])
            let frame = Frame.fields(
                schema,
                depth: resolved.place.depth,
                base: resolved.place.slot + 1,
                path: resolved.path,
                isConfidential: resolved.isConfidential,
                containers: resolved.containers + [resolved.path]
            )
            guard let next = Scope.field(part, in: frame, throughOptional) else {
                throw .unknown(name: part, schema: resolved.path, known: schema.fields.map(\.name))
            }
            resolved = next
        }
        return resolved
    }

    private static func field(_ name: String, in frame: Frame, _ throughOptional: [Resolved] = []) -> Resolved? {
        guard case .fields(let schema, let depth, let base, let path, let isConfidential, let containers) = frame,
            let index = schema.index(of: name)
        else { return nil }
        let field = schema.fields[index]
        return Resolved(
            field: field,
            place: Place(depth: depth, slot: base + schema.slots[index]),
            path: Schema.join(path, name),
            isConfidential: isConfidential || field.isConfidential,
            throughOptional: throughOptional,
            containers: containers
        )
    }

    private func unknown(_ name: String) -> Failure {
        var known: [String] = []
        var innermost: String?
        for case .fields(let schema, _, _, _, _, _) in frames.reversed() {
            innermost = innermost ?? schema.name
            known += schema.fields.map(\.name)
        }
        for case .fields(let schema, _, _, let path, _, _) in frames.reversed() {
            if let list = Scope.list(holding: name, in: schema, path) { return .insideList(name: name, list: list) }
        }
        return .unknown(name: name, schema: innermost ?? "", known: known.filter { $0 != "." })
    }

    /// The first list whose rows declare `name`.
    private static func list(holding name: String, in schema: Schema, _ path: String) -> String? {
        for field in schema.fields {
            let fieldPath = Schema.join(path, field.name)
            switch field.kind {
            case .list(let row):
                if row.index(of: name) != nil { return fieldPath }
                if let deeper = list(holding: name, in: row, fieldPath) { return deeper }
            case .record(let inner):
                if let deeper = list(holding: name, in: inner, fieldPath) { return deeper }
            case .text, .markup, .flag, .choice: break
            }
        }
        return nil
    }
}
