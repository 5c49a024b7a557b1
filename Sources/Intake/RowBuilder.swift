internal import Cases

/// Makes a case row of the values of one row, or the list of everything that is wrong with them.
///
/// All three formats end here, so that a value means the same in each.
struct RowBuilder {
    /// Names of the columns as the file has them, by field; for problems.
    var columns: [String]
    /// Whether the batch says what the screening found. One that does not is a list of eligible counts.
    var hasDeterminations = true

    /// Other names that a record gives one by one, besides or instead of the joined list.
    var listedAliases: [Slots.Slot] = []
    /// Whether each of those may itself join several names.
    var splitsListedAliases = false

    private let asOf: CalendarDate
    private let limits: [Int] = FieldTable.all.map(\.maxLength)
    private var problems: [Problem] = []
    private var doubts: [Problem] = []
    private var place = RowPlace(file: 0, row: 0)
    private var base: UnsafeMutablePointer<UInt8>
    private var isPlain = false

    private var texts = ValueCache(empty: "")
    private var sections = ValueCache<CodeSection?>(empty: nil)
    private var determinations = ValueCache<Determination?>(empty: nil)

    private let nothing: UnsafeMutablePointer<UInt8>

    // The base is any address; each row brings its own.
    init(asOf: CalendarDate, base: UnsafeMutablePointer<UInt8>) {
        self.asOf = asOf
        self.base = base
        nothing = base
        columns = Field.allCases.map(\.name)
    }

    /// Reads one row.
    ///
    /// - Parameters:
    ///   - slots: where its values stand, from `base` on.
    ///   - base: memory that may be written to.
    ///   - isPlain: whether all of it is printable ASCII.
    ///   - place: the row's place.
    ///   - damage: what is wrong with the row already, before its values are looked at.
    /// - Returns: a row, or a stopped row.
    mutating func event(
        _ slots: Slots,
        base: UnsafeMutablePointer<UInt8>,
        isPlain: Bool,
        place: RowPlace,
        damage: [Problem] = []
    ) -> IntakeEvent {
        self.base = base
        self.isPlain = isPlain
        self.place = place
        problems = damage
        doubts.removeAll(keepingCapacity: true)

        let number = caseNumber(slots)
        let person = person(slots)
        let jurisdiction = repeated(.jurisdiction, slots)
        let courthouse = repeated(.courthouse, slots)
        guard let count = count(slots), problems.isEmpty else { return .stopped(place, problems) }
        let row = CaseRow(
            caseNumber: number,
            person: person,
            count: count,
            jurisdiction: jurisdiction,
            courthouse: courthouse
        )
        return .row(row, doubts: doubts)
    }

    // MARK: - One value

    private mutating func add(_ code: ProblemCode, _ field: Field, _ detail: String = "") {
        problems.append(Problem(code, at: place, column: columns[field.rawValue], detail: detail))
    }

    /// A value as it stands; nil, and a problem, when it is damaged.
    @inline(__always)
    private mutating func text(_ field: Field, at slot: Slots.Slot) -> ValueText? {
        guard slot.count > 0 else { return ValueText(start: nothing, count: 0) }
        let text = ValueText(trimming: base + Int(slot.offset), Int(slot.count))
        if !isPlain, let flaw = text.flaw() {
            add(flaw, field)
            return nil
        }
        if text.isLonger(than: limits[field.rawValue]) {
            add(.fieldTooLong, field, "longer than \(limits[field.rawValue]) characters")
            return nil
        }
        return text
    }

    @inline(__always)
    private mutating func text(_ field: Field, _ slots: Slots) -> ValueText? { text(field, at: slots[field]) }

    /// A value, empty where the batch marks it as missing.
    @inline(__always)
    private mutating func value(_ field: Field, at slot: Slots.Slot) -> ValueText? {
        guard let text = text(field, at: slot) else { return nil }
        return text.isMissingMark ? ValueText(start: nothing, count: 0) : text
    }

    @inline(__always)
    private mutating func value(_ field: Field, _ slots: Slots) -> ValueText? { value(field, at: slots[field]) }

    @inline(__always)
    private mutating func string(_ field: Field, _ slots: Slots) -> String {
        guard let value = value(field, slots), !value.isEmpty else { return "" }
        return value.string
    }

    /// A value of which a batch has few different ones.
    @inline(__always)
    private mutating func repeated(_ field: Field, _ slots: Slots) -> String {
        guard let value = value(field, slots), !value.isEmpty else { return "" }
        return texts.value(of: value) { $0.string }
    }

    private mutating func date(_ field: Field, _ slots: Slots) -> CalendarDate? {
        guard let value = text(field, slots), !value.isEmpty else { return nil }
        switch DateText(value) {
        case .missing: return nil
        case .impossible:
            add(.impossibleDate, field)
            return nil
        case .date(let date):
            if date > asOf { add(.futureDate, field, "after \(asOf.iso)") }
            return date
        }
    }

    // MARK: - The case

    private mutating func caseNumber(_ slots: Slots) -> String {
        guard let value = value(.caseNumber, slots) else { return "" }
        if value.isEmpty {
            add(.missingCaseNumber, .caseNumber)
        } else if value.bytes.contains(UInt8(ascii: ";")) {
            add(.severalCaseNumbers, .caseNumber)
        }
        return value.string
    }

    private mutating func person(_ slots: Slots) -> Person {
        let name = name(slots)
        var aliases: [String] = []
        if let text = value(.aka, slots), !text.isEmpty { aliases = NameText.list(text) }
        for slot in listedAliases {
            if let text = value(.aka, at: slot), !text.isEmpty {
                aliases += splitsListedAliases ? NameText.list(text) : [text.string]
            }
        }
        return Person(
            identifier: string(.personID, slots),
            name: name,
            aliases: aliases,
            birthDate: date(.birthDate, slots),
            ciiNumber: string(.ciiNumber, slots),
            address: address(slots),
            isDeceased: isDeceased(slots)
        )
    }

    private mutating func name(_ slots: Slots) -> PersonName {
        let before = problems.count
        var name = PersonName(last: "")
        // NULL is a surname too, so in the part of a name it is one.
        if let last = text(.lastName, slots), !last.isEmpty {
            let isMark = last.isMissingMark && (last[0].lowercased != UInt8(ascii: "n") || last.matches("n/a"))
            if !isMark { name.last = last.string }
        }
        name.first = string(.firstName, slots)
        name.middle = string(.middleName, slots)
        name.suffix = string(.suffix, slots)
        if name.first.isEmpty, slots[.lastName].count == 4, name.last.lowercased() == "null" { name.last = "" }
        if name.last.isEmpty, let whole = value(.name, slots), !whole.isEmpty { name = NameText.parse(whole) }
        if name.last.isEmpty, problems.count == before {
            add(.missingName, slots[.lastName].isPresent || !slots[.name].isPresent ? .lastName : .name)
        }
        return name
    }

    private mutating func address(_ slots: Slots) -> PostalAddress? {
        let street = string(.street, slots)
        let city = repeated(.city, slots)
        let state = string(.state, slots)
        let zip = string(.zip, slots)
        if street.isEmpty, city.isEmpty, state.isEmpty, zip.isEmpty { return nil }
        return PostalAddress(street: street, city: city, state: state, zip: zip)
    }

    private mutating func isDeceased(_ slots: Slots) -> Bool {
        guard let value = value(.deceased, slots), !value.isEmpty else { return false }
        if value.matches("no") || value.matches("n") || value.matches("false") || value.matches("0") { return false }
        if value.matches("deceased") || value.matches("yes") || value.matches("y") || value.matches("true")
            || value.matches("1") || value.matches("x")
        {
            return true
        }
        if case .missing = DateText(value) { return false }
        if case .date = DateText(value) { return true }
        // Rather no letter than one to a family in mourning; but somebody should look.
        doubts.append(Problem(.unknownDeceased, at: place, column: columns[Field.deceased.rawValue]))
        return true
    }

    // MARK: - The count

    private mutating func count(_ slots: Slots) -> Count? {
        let number = string(.count, slots)
        let section = section(slots)
        let offense = repeated(.offense, slots)
        let level = level(slots)
        let convicted = convictionDate(slots)
        let arrested = date(.arrestDate, slots)
        let agency = repeated(.arrestingAgency, slots)
        let sentence = sentence(slots, convicted)
        let determination = determination(slots)
        guard let section, let level, let convicted, let sentence, let determination else { return nil }
        return Count(
            place: place,
            number: number,
            section: section,
            offense: offense,
            level: level,
            convictionDate: convicted,
            arrestDate: arrested,
            arrestingAgency: agency,
            sentence: sentence,
            determination: determination
        )
    }

    private mutating func section(_ slots: Slots) -> CodeSection? {
        // State files have the section at the beginning of the offense, and no column of its own.
        let field: Field = slots[.section].isPresent || !slots[.offense].isPresent ? .section : .offense
        guard let value = value(field, slots) else { return nil }
        guard !value.isEmpty else {
            add(.missingSection, field)
            return nil
        }
        let section = sections.value(of: value) { CodeSection(parsing: $0.bytes) }
        guard let section, section.reach != .none else {
            add(.unknownSection, field)
            return nil
        }
        if section.reach == .former {
            doubts.append(Problem(.formerSection, at: place, column: columns[field.rawValue]))
        }
        return section
    }

    private mutating func level(_ slots: Slots) -> OffenseLevel? {
        guard let value = value(.level, slots) else { return nil }
        if let level = LevelText.level(value) { return level }
        add(.unknownLevel, .level, value.isEmpty ? "empty" : "")
        return nil
    }

    private mutating func convictionDate(_ slots: Slots) -> CalendarDate? {
        let before = problems.count
        let date = date(.convictionDate, slots)
        if date == nil, problems.count == before { add(.missingDate, .convictionDate) }
        return date
    }

    private mutating func sentence(_ slots: Slots, _ convicted: CalendarDate?) -> SentenceStatus? {
        guard let value = value(.sentenceStatus, slots) else { return nil }
        guard let status = LevelText.sentence(value) else {
            add(.unknownSentence, .sentenceStatus)
            return nil
        }
        // A sentence of ten years or more for these offenses is not in the books; younger ones may still run.
        if status == .unknown, let convicted, convicted.number > asOf.number - 10_00_00 {
            let column = columns[Field.sentenceStatus.rawValue]
            doubts.append(Problem(.sentenceAssumedCompleted, at: place, column: column))
        }
        return status
    }

    private mutating func determination(_ slots: Slots) -> Determination? {
        guard slots[.determination].isPresent else { return hasDeterminations ? .missing : .dismissal }
        guard let value = value(.determination, slots) else { return nil }
        if value.isEmpty { return .missing }
        let determination = determinations.value(of: value) { LevelText.determination($0) }
        if determination == nil { add(.unknownDetermination, .determination) }
        return determination
    }
}
