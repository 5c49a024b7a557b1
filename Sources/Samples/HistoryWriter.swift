/// One row of a history, as far as it differs from others of its step. A sentence makes more than one of it.
struct HistoryRow: Sendable {
    /// The number of the count within its step, from 1.
    var count: Int
    /// nil for a row that is about no offense.
    var charge: HistoryCharge?
    /// `OFN`
    var number: [UInt8] = []
    var sentence = HistorySentence.pending
    /// The level of a conviction; nil where the row is none, or the file leaves it out.
    var level: HistoryCharge.Level?
    /// Whether the offense stands in the comment.
    var isDeferred = false
    /// `COMMENT_TEXT`, where the offense does not stand there.
    var comment: [UInt8] = []
}

/// Writes the rows of one person: begin the person, a cycle, a step, then add its rows.
struct HistoryWriter: Sendable {
    private(set) var rows = HistoryRows()
    private var personColumns: [UInt8] = []
    private var cycleColumns: [UInt8] = []
    /// What all rows of the step begin with: columns up to the first six characters of `CNT_ORDER`.
    private var stepColumns: [UInt8] = []
    /// The day of the step as the file writes it.
    private var day: [UInt8] = []
    private var birth = SampleDay.last
    private var cycle = 0
    private var step = 0
    private var age = 0
    private var isCourt = false

    /// - Parameters:
    ///   - columns: `RECORD_ID` to `CITIZENSHIP_LIST`, each with its comma.
    ///   - birth: for the age in each cycle.
    mutating func beginPerson(_ columns: [UInt8], birth: SampleDay) {
        rows.removeAll()
        personColumns = columns
        self.birth = birth
        // The state numbers cycles from 101.
        cycle = 100
    }

    mutating func beginCycle(_ day: SampleDay) {
        cycle += 1
        step = 0
        age = max(0, (day.number - birth.number) * 100 / 36_525)
        cycleColumns.removeAll(keepingCapacity: true)
        cycleColumns += [UInt8(ascii: "#"), UInt8(ascii: ",")]
        HistoryText.add(cycle, width: 3, to: &cycleColumns)
        cycleColumns.append(UInt8(ascii: ","))
        HistoryText.add(day, to: &cycleColumns)
        cycleColumns.append(UInt8(ascii: ","))
    }

    mutating func beginStep(_ kind: HistoryStep, _ day: SampleDay, _ place: HistoryPlace) {
        step += 1
        isCourt = kind.isCourt
        self.day.removeAll(keepingCapacity: true)
        HistoryText.add(day, to: &self.day)
        stepColumns.removeAll(keepingCapacity: true)
        stepColumns += personColumns
        stepColumns += cycleColumns
        stepColumns += [UInt8(ascii: "#"), UInt8(ascii: ",")]
        HistoryText.add(step, width: 3, to: &stepColumns)
        stepColumns.append(UInt8(ascii: ","))
        stepColumns += self.day
        stepColumns.append(UInt8(ascii: ","))
        stepColumns += kind.columns
        stepColumns += place.agency
        stepColumns += place.county.columns
        stepColumns += [UInt8(ascii: "#"), UInt8(ascii: ",")]
        HistoryText.add(cycle, width: 3, to: &stepColumns)
        HistoryText.add(step, width: 3, to: &stepColumns)
    }

    /// Marks the next row as the one that blemishes spoil, unless another is marked.
    mutating func markKey() { if rows.key == nil { rows.key = rows.count } }

    /// Adds a row for each part of the sentence, or one without a sentence.
    mutating func add(_ row: HistoryRow) {
        guard !row.sentence.parts.isEmpty else { return add(row, part: HistorySentence.none, number: 0) }
        for (index, part) in row.sentence.parts.enumerated() { add(row, part: part, number: index + 1) }
    }

    private mutating func add(_ row: HistoryRow, part: [UInt8], number: Int) {
        rows.add(stepColumns)
        addCount(row)
        addNumbers(row)
        rows.add("1,")
        rows.add(row.sentence.disposition)
        switch row.level {
        case .felony: rows.add("F,FELONY,#,")
        case .misdemeanor: rows.add("M,MISDEMEANOR,#,")
        case .infraction: rows.add("I,INFRACTION,#,")
        case nil: rows.add(",,#,")
        }
        if number > 0 { rows.add(number, width: 2) }
        rows.add(",")
        rows.add(part)
        rows.add(age, width: 2)
        rows.add(",01,A,")
        if row.isDeferred, let charge = row.charge { rows.add(charge.comment) } else { rows.add(row.comment) }
        rows.add(",#")
        rows.endRow()
    }

    /// The rest of `CNT_ORDER`, to `CONV_OFFENSE_QUAL_LST`.
    private mutating func addCount(_ row: HistoryRow) {
        rows.add(row.count, width: 3)
        rows.add("000,")
        if row.sentence.isDisposition { rows.add(day) }
        rows.add(",")
        rows.add(row.number)
        rows.add(",")
        if let charge = row.charge {
            rows.add(row.isDeferred ? charge.deferredColumns : charge.columns)
        } else {
            rows.add(",,,,")
        }
        rows.add(",,,,,,,,,")
    }

    /// `FE_NUM_ORDER` to `FE_NUM_WARRANT`: the number once more, as that of a case or a booking.
    private mutating func addNumbers(_ row: HistoryRow) {
        guard !row.number.isEmpty else { return rows.add(",,,,,,,,,,,,") }
        rows.add(isCourt ? "1,,,,,,,,,," : "1,,,,,,")
        rows.add(row.number)
        rows.add(isCourt ? ",," : ",,,,,,")
    }
}
