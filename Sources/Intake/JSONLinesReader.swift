internal import Cases

/// Reads JSON Lines: one case in each line, with its counts in `counts` or a single count beside the fields of the case.
final class JSONLinesReader {
    private let input: TextInput
    private let fileIndex: Int
    private let rowLimit: Int
    private var builder: RowBuilder
    private var keys: KeyTable
    private var record = RecordSlots()
    /// Keys that were noted as unused.
    private var noted: Set<String> = []
    private var unnoted: [String] = []
    private var cases = 0
    private var rows = 0

    private static let noteLimit = 100

    init(_ input: TextInput, fileIndex: Int, aliases: Aliases, asOf: CalendarDate, rowLimit: Int) {
        self.input = input
        self.fileIndex = fileIndex
        self.rowLimit = rowLimit
        builder = RowBuilder(asOf: asOf, base: input.base)
        keys = KeyTable(aliases)
    }

    /// Reads the whole batch.
    ///
    /// - Parameters:
    ///   - hasDeterminations: whether the batch says anywhere what the screening found.
    ///   - receive: gets what is read.
    /// - Throws: what `receive` throws.
    /// - Returns: the number of counts, and of lines that could not be read.
    func read(hasDeterminations: Bool, receive: (IntakeEvent) throws -> Void) throws -> Int {
        builder.hasDeterminations = hasDeterminations
        var searched = 0
        while true {
            let found = ByteSearch.first(10, from: input.base + input.start + searched, to: input.base + input.end)
            let length = (found.map { $0 - input.base } ?? input.end) - input.start
            if length > rowLimit {
                input.skipLine(returnEnds: false)
                searched = 0
                cases += 1
                try stop([Problem(.lineTooLong, at: place)], receive)
            } else if found != nil || input.isAtEnd {
                if found == nil, length == 0 { return rows }
                let start = input.start
                try line(start, start + length, isLast: found == nil, receive)
                input.start = start + length + (found == nil ? 0 : 1)
                searched = 0
            } else {
                searched = length
                _ = input.more()
            }
        }
    }

    private var place: RowPlace { RowPlace(file: fileIndex, row: cases) }

    private func stop(_ problems: [Problem], _ receive: (IntakeEvent) throws -> Void) throws {
        rows += 1
        try receive(.stopped(place, problems))
    }

    private func line(_ start: Int, _ end: Int, isLast: Bool, _ receive: (IntakeEvent) throws -> Void) throws {
        var cursor = JSONCursor(input.base, from: start, to: end)
        cursor.skipBlanks()
        if cursor.position == end { return }
        cases += 1
        let isPlain = PlainText.isPlain(input.base + start, end - start)
        do {
            try parse(&cursor)
        } catch {
            let failure = error
            let code: ProblemCode = isLast && failure.kind == .cutOff ? .truncated : .badJSON
            let detail = "byte \(failure.offset + 1) of the line: expected \(failure.expected)"
            try note(receive)
            return try stop([Problem(code, at: place, detail: detail)], receive)
        }
        try note(receive)
        builder.listedAliases = record.aliases
        for index in 0..<record.countTotal {
            rows += 1
            let slots = record.slots(ofCount: index)
            let isPlainCase = isPlain && !cursor.hasEscapes
            try receive(builder.event(slots, base: input.base, isPlain: isPlainCase, place: place))
        }
    }

    private func note(_ receive: (IntakeEvent) throws -> Void) throws {
        guard !unnoted.isEmpty else { return }
        for key in unnoted {
            try receive(.note(Problem(.unusedColumn, at: RowPlace(file: fileIndex, row: 0), column: key)))
        }
        unnoted.removeAll()
    }

    // MARK: - One record

    private func parse(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) {
        record.removeAll()
        keys.restart()
        try cursor.expect(UInt8(ascii: "{"), "an object")
        if !cursor.skip(UInt8(ascii: "}")) {
            repeat { try member(&cursor, ofCount: nil) } while try cursor.hasAnother(before: UInt8(ascii: "}"))
        }
        try cursor.expectEnd()
    }

    private func member(_ cursor: inout JSONCursor, ofCount count: Int?) throws(JSONCursor.Failure) {
        let slot = try cursor.string()
        let key = ValueText(start: input.base + Int(slot.offset), count: Int(slot.count))
        let (meaning, isExpected) = keys.next(key)
        try cursor.expect(UInt8(ascii: ":"), "a colon")
        switch meaning {
        case .field(let field, let strength):
            if !isExpected { builder.columns[field.rawValue] = key.flaw() == nil ? key.string : field.name }
            try value(&cursor, field, strength, ofCount: count)
        case .counts where count == nil: try counts(&cursor)
        case .ignored: try cursor.skipValue()
        case .counts, .unknown:
            if !isExpected { noteLater(key) }
            try cursor.skipValue()
        }
    }

    private func noteLater(_ key: ValueText) {
        guard key.count <= 64, noted.count < Self.noteLimit, key.flaw() == nil else { return }
        if noted.insert(key.string).inserted { unnoted.append(key.string) }
    }

    private func value(
        _ cursor: inout JSONCursor,
        _ field: Field,
        _ strength: Aliases.Strength,
        ofCount count: Int?
    ) throws(JSONCursor.Failure) {
        let position = cursor
        if field == .aka, cursor.skip(UInt8(ascii: "[")) {
            if cursor.skip(UInt8(ascii: "]")) { return }
            repeat {
                if case .text(let slot) = try cursor.scalar() { record.aliases.append(slot) }
            } while try cursor.hasAnother(before: UInt8(ascii: "]"))
            return
        }
        var slot = Slots.Slot(offset: 0, count: 0)
        if case .text(let text) = try cursor.scalar() { slot = text }
        guard record.set(field, slot, strength, ofCount: count) else { throw position.failure("each field once") }
    }

    private func counts(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) {
        guard record.countTotal == 1, !record.hasCounts else { throw cursor.failure("each field once") }
        try cursor.expect(UInt8(ascii: "["), "an array of counts")
        record.hasCounts = true
        if cursor.skip(UInt8(ascii: "]")) { return }
        var index = 0
        repeat {
            record.beginCount(index)
            try cursor.expect(UInt8(ascii: "{"), "an object for each count")
            if !cursor.skip(UInt8(ascii: "}")) {
                repeat { try member(&cursor, ofCount: index) } while try cursor.hasAnother(before: UInt8(ascii: "}"))
            }
            index += 1
        } while try cursor.hasAnother(before: UInt8(ascii: "]"))
    }
}
