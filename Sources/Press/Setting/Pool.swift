/// A list that is filled, read and emptied for one document after another, in memory that it keeps.
struct Pool<Element: BitwiseCopyable>: ~Copyable {
    private(set) var count = 0
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int

    init(capacity: Int = 256) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    mutating func removeAll() { count = 0 }

    mutating func truncate(to count: Int) { self.count = count }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { widen() }
        base[count] = element
        count &+= 1
    }

    @inline(never)
    private mutating func widen() {
        capacity *= 2
        let wider = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        wider.update(from: base, count: count)
        base.deallocate()
        base = wider
    }

    @inline(__always)
    subscript(_ index: Int) -> Element {
        get {
            precondition(index >= 0 && index < count)
            return base[index]
        }
        set {
            precondition(index >= 0 && index < count)
            base[index] = newValue
        }
    }

    @inline(__always)
    subscript(_ index: Int32) -> Element {
        get { self[Int(index)] }
        set { self[Int(index)] = newValue }
    }
}
