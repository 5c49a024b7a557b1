/// Where the values of one row stand, relative to a base address: one slot for each field.
///
/// A class around plain memory, because an array would be checked for a single owner at every value.
final class Slots {
    struct Slot {
        var offset: Int32
        /// Bytes; negative when the batch does not have the field.
        var count: Int32

        static let absent = Slot(offset: 0, count: -1)

        var isPresent: Bool { count >= 0 }
    }

    private let slots: UnsafeMutablePointer<Slot>

    init() {
        slots = .allocate(capacity: Field.total)
        slots.initialize(repeating: .absent, count: Field.total)
    }

    deinit { slots.deallocate() }

    @inline(__always)
    subscript(_ field: Field) -> Slot {
        get { slots[field.rawValue] }
        set { slots[field.rawValue] = newValue }
    }

    func removeAll() { slots.update(repeating: .absent, count: Field.total) }

    /// Becomes what `first` has, and for what it does not have, what `second` has.
    func combine(_ first: Slots, _ second: Slots) {
        for index in 0..<Field.total {
            slots[index] = first.slots[index].isPresent ? first.slots[index] : second.slots[index]
        }
    }
}
