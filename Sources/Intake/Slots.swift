/// Where the values of one row stand, relative to a base address: one slot for each field.
struct Slots {
    struct Slot {
        var offset: Int32
        /// Bytes; negative when the batch does not have the field.
        var count: Int32

        static let absent = Slot(offset: 0, count: -1)

        var isPresent: Bool { count >= 0 }
    }

    private var slots = [Slot](repeating: .absent, count: Field.total)

    subscript(_ field: Field) -> Slot {
        get { slots[field.rawValue] }
        set { slots[field.rawValue] = newValue }
    }

    mutating func removeAll() {
        for index in slots.indices { slots[index] = .absent }
    }

    /// Takes from another row what this one does not have.
    mutating func complete(from other: Slots) {
        for index in slots.indices where !slots[index].isPresent { slots[index] = other.slots[index] }
    }
}
