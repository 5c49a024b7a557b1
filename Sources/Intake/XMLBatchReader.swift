internal import Cases
internal import XMLGate

/// Reads the XML of `BatchSchema`. Elements may stand in any order; what the schema does not know is passed over.
final class XMLBatchReader {
    private let file: String
    private let fileIndex: Int
    private let aliases: Aliases
    private var builder: RowBuilder
    private var record = RecordSlots()
    /// The texts of the case being read.
    private var texts: [UInt8] = []
    private var damage: [Problem] = []
    private var noted: Set<String> = []
    private var unnoted: [String] = []
    private var cases = 0
    private var rows = 0
    private var isInCase = false
    private let nothing = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

    private static let names = Field.allCases.map(\.name) + ["case", "batch"]
    private static let caseName = Field.total
    private static let batchName = Field.total + 1
    private static let noteLimit = 100

    init(file: String, fileIndex: Int, aliases: Aliases, asOf: CalendarDate) {
        self.file = file
        self.fileIndex = fileIndex
        self.aliases = aliases
        nothing.initialize(to: 0)
        builder = RowBuilder(asOf: asOf, base: nothing)
    }

    deinit { nothing.deallocate() }

    /// Reads the whole batch.
    ///
    /// - Parameters:
    ///   - feed: the file's bytes.
    ///   - hasDeterminations: whether the batch says anywhere what the screening found.
    ///   - receive: gets what is read.
    /// - Throws: `IntakeError` when not even the root element can be read, and what `receive` throws.
    /// - Returns: the number of counts, and of records that could not be read.
    func read(_ feed: ByteFeed, hasDeterminations: Bool, receive: (IntakeEvent) throws -> Void) throws -> Int {
        builder.hasDeterminations = hasDeterminations
        builder.splitsListedAliases = true
        let reader = try root(feed)
        do {
            while let event = try reader.next() {
                guard event != .end || reader.depth > 1 else { continue }
                if event == .start, reader.nameIndex != Self.caseName {
                    noteLater(reader.name)
                    try reader.skip()
                } else if event == .start {
                    try readCase(reader)
                    try note(receive)
                    try emit(receive)
                } else {
                    cases += 1
                    try stop(.badXML, "line \(reader.line): text between cases", receive)
                }
            }
        } catch let error as XMLGateError {
            if !isInCase { cases += 1 }
            let detail = "line \(error.line), column \(error.column); the file is not read further"
            try stop(error.code == .truncated ? .truncated : .badXML, detail, receive)
        }
        try note(receive)
        return rows
    }

    private var place: RowPlace { RowPlace(file: fileIndex, row: cases) }

    private func stop(_ code: ProblemCode, _ detail: String, _ receive: (IntakeEvent) throws -> Void) throws {
        rows += 1
        try receive(.stopped(place, [Problem(code, at: place, detail: detail)]))
    }

    private func root(_ feed: ByteFeed) throws(IntakeError) -> XMLReader {
        do {
            let reader = try XMLReader(names: Self.names) { buffer in
                let count = feed.read(into: buffer)
                return feed.hasFailed ? -1 : count
            }
            let event = try reader.next()
            if event == .start, reader.nameIndex == Self.batchName, reader.isIn(namespace: BatchSchema.namespace) {
                return reader
            }
            throw IntakeError(
                .unknownFormat,
                file: file,
                line: reader.line,
                detail: "The root element is not `batch` of the namespace \(BatchSchema.namespace).",
                hint: "Compare the file with `vacatur schema --xsd`."
            )
        } catch let error as XMLGateError {
            throw IntakeError(
                error.code == .doctype ? .forbiddenXML : error.code == .unreadable ? .unreadable : .badXML,
                file: file,
                line: error.line,
                column: error.column,
                detail: "The XML cannot be read: \(error.message).",
                hint: error.code == .doctype
                    ? "Remove the document type declaration and its entities." : "Export the batch again."
            )
        } catch {
            throw error as? IntakeError
                ?? IntakeError(.badXML, file: file, detail: "The XML cannot be read.", hint: "Export the batch again.")
        }
    }

    // MARK: - One case

    private func readCase(_ reader: XMLReader) throws(XMLGateError) {
        cases += 1
        isInCase = true
        record.removeAll()
        texts.removeAll(keepingCapacity: true)
        damage.removeAll(keepingCapacity: true)
        var count: Int?
        var counts = 0
        while let event = try reader.next() {
            switch event {
            case .text: damaged(reader, "text between elements", "")
            case .end:
                if count == nil {
                    isInCase = false
                    return
                }
                count = nil
            case .start:
                guard let field = field(reader) else {
                    noteLater(reader.name)
                    try reader.skip()
                    continue
                }
                // The element `count` is a group of a count's fields in a case, and the count's number in a group.
                if try element(reader, field, count, mayBeGroup: field == .count && count == nil) {
                    record.beginCount(counts)
                    count = counts
                    counts += 1
                    try firstOfGroup(reader, count)
                }
            }
        }
    }

    private func field(_ reader: XMLReader) -> Field? {
        if reader.nameIndex >= 0 { return Field(rawValue: reader.nameIndex) }
        guard case .field(let field, _) = aliases.target(of: reader.name.utf8) else { return nil }
        return field
    }

    /// Reads one field. Stops at the first child element where that opens a group.
    ///
    /// - Returns: whether it does.
    private func element(
        _ reader: XMLReader,
        _ field: Field,
        _ count: Int?,
        mayBeGroup: Bool
    ) throws(XMLGateError) -> Bool {
        let depth = reader.depth
        let offset = texts.count
        while let event = try reader.next() {
            switch event {
            case .text: reader.withText { texts.append(contentsOf: $0) }
            case .start:
                if mayBeGroup {
                    if texts.count > offset { damaged(reader, "text between elements", field.name) }
                    return true
                }
                damaged(reader, "an element inside of a value", field.name)
                try reader.skip()
            case .end where reader.depth > depth: continue
            case .end:
                let slot = Slots.Slot(
                    offset: Int32(truncatingIfNeeded: offset),
                    count: Int32(truncatingIfNeeded: texts.count - offset)
                )
                if field == .aka {
                    record.aliases.append(slot)
                } else if !record.set(field, slot, .fieldName, ofCount: count) {
                    damaged(reader, "the element stands twice", field.name)
                }
                return false
            }
        }
        return false
    }

    /// The reader stands at the start of the first element of a group.
    private func firstOfGroup(_ reader: XMLReader, _ count: Int?) throws(XMLGateError) {
        guard let field = field(reader) else {
            noteLater(reader.name)
            return try reader.skip()
        }
        _ = try element(reader, field, count, mayBeGroup: false)
    }

    private func damaged(_ reader: XMLReader, _ what: String, _ column: String) {
        guard damage.count < 20 else { return }
        damage.append(Problem(.badXML, at: place, column: column, detail: "line \(reader.line): \(what)"))
    }

    private func emit(_ receive: (IntakeEvent) throws -> Void) throws {
        builder.listedAliases = record.aliases
        let isPlain = texts.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map { PlainText.isPlain($0, bytes.count) } ?? true
        }
        for index in 0..<record.countTotal {
            rows += 1
            let event = texts.withUnsafeMutableBufferPointer { bytes in
                builder.event(
                    record.slots(ofCount: index),
                    base: bytes.baseAddress ?? nothing,
                    isPlain: isPlain,
                    place: place,
                    damage: damage
                )
            }
            try receive(event)
        }
    }

    // MARK: - What is not used

    private func noteLater(_ name: String) {
        guard noted.count < Self.noteLimit, noted.insert(name).inserted else { return }
        unnoted.append(name)
    }

    private func note(_ receive: (IntakeEvent) throws -> Void) throws {
        for name in unnoted {
            try receive(.note(Problem(.unusedColumn, at: RowPlace(file: fileIndex, row: 0), column: name)))
        }
        unnoted.removeAll()
    }
}
