/// The values of one case and its counts, as places in memory. Reused from record to record.
struct RecordSlots {
    private var common = Slots()
    private var strengths = [Aliases.Strength?](repeating: nil, count: Field.total)
    private var counts: [Slots] = []
    private var countStrengths = [Aliases.Strength?](repeating: nil, count: Field.total)
    private var begun = 0

    var aliases: [Slots.Slot] = []
    /// Whether the record has groups of counts, be there none in them.
    var hasCounts = false

    /// A record without groups is one count.
    var countTotal: Int { max(begun, 1) }

    mutating func removeAll() {
        common.removeAll()
        for index in strengths.indices { strengths[index] = nil }
        aliases.removeAll(keepingCapacity: true)
        begun = 0
        hasCounts = false
    }

    mutating func beginCount(_ index: Int) {
        if index == counts.count { counts.append(Slots()) } else { counts[index].removeAll() }
        for index in countStrengths.indices { countStrengths[index] = nil }
        begun = index + 1
    }

    /// Keeps a value, unless a stronger name for its field came before.
    ///
    /// - Returns: false when the field is there twice.
    mutating func set(_ field: Field, _ slot: Slots.Slot, _ strength: Aliases.Strength, ofCount count: Int?) -> Bool {
        let index = field.rawValue
        if let before = count == nil ? strengths[index] : countStrengths[index] {
            if before == strength { return false }
            if before > strength { return true }
        }
        if let count {
            counts[count][field] = slot
            countStrengths[index] = strength
        } else {
            common[field] = slot
            strengths[index] = strength
        }
        return true
    }

    /// The values of a count together with those of its case, which stand in for what the count does not say.
    func slots(ofCount index: Int) -> Slots {
        guard index < begun else { return common }
        var slots = counts[index]
        slots.complete(from: common)
        return slots
    }
}
