/// A buffer that grows, for the parts of a PDF. Kept and used again.
struct Bytes: ~Copyable {
    private(set) var count = 0
    private(set) var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int

    init(capacity: Int = 16_384) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    var raw: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    /// Forgets what was written, keeps the memory.
    mutating func removeAll() { count = 0 }

    /// Forgets so many bytes at the front; the rest moves there.
    mutating func removeFirst(_ removed: Int) {
        precondition(removed <= count)
        count -= removed
        base.update(from: base + removed, count: count)
    }

    /// Room for so many more bytes, without a check for each.
    @inline(__always)
    mutating func reserve(_ extra: Int) {
        if capacity - count < extra { widen(extra) }
    }

    @inline(never)
    private mutating func widen(_ extra: Int) {
        capacity = max(2 * capacity, count + extra)
        let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        wider.update(from: base, count: count)
        base.deallocate()
        base = wider
    }

    /// Writes a number over blanks, right-aligned.
    mutating func patch(number: Int, at place: Int, width: Int) {
        precondition(place + width <= count)
        var rest = number
        var index = place + width
        repeat {
            index -= 1
            base[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0 && index > place
    }

    /// Counts bytes in that were written behind the end, into reserved room.
    mutating func advance(_ written: Int) { count &+= written }

    /// Only after `reserve`.
    @inline(__always)
    mutating func put(_ byte: UInt8) {
        base[count] = byte
        count &+= 1
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        put(byte)
    }

    mutating func append(_ text: StaticString) {
        let length = text.utf8CodeUnitCount
        reserve(length)
        (base + count).update(from: text.utf8Start, count: length)
        count &+= length
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        reserve(bytes.count)
        UnsafeMutableRawPointer(base + count).copyMemory(from: start, byteCount: bytes.count)
        count &+= bytes.count
    }

    mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// A whole number in decimal.
    mutating func append(number: Int) {
        reserve(20)
        var rest = number.magnitude
        if number < 0 { put(0x2D) }
        if rest < 10 { return put(0x30 &+ UInt8(truncatingIfNeeded: rest)) }
        var length = 1
        var power: UInt = 10
        while length < 19, rest >= power { (length, power) = (length &+ 1, power &* 10) }
        var place = count &+ length
        count = place
        while place > count &- length {
            place &-= 1
            base[place] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }

    /// A length in thousandths of a point, as points.
    mutating func append(points: Int32) {
        let thousandths = Int(points)
        let whole = thousandths / 1_000
        var rest = (thousandths - whole * 1_000).magnitude
        if whole == 0, thousandths < 0 { append(0x2D) }
        append(number: whole)
        guard rest > 0 else { return }
        reserve(4)
        put(0x2E)
        var scale: UInt = 100
        while rest > 0 {
            put(0x30 &+ UInt8(truncatingIfNeeded: rest / scale))
            rest %= scale
            scale /= 10
        }
    }

    /// A text string of PDF, in UTF-16 with its mark, as hexadecimal digits (ISO 32000-1, 7.9.2.2).
    mutating func append(textString text: String) {
        append("<FEFF")
        for unit in text.utf16 {
            for shift in [12, 8, 4, 0] { append(Self.digit(UInt8(truncatingIfNeeded: unit >> UInt16(shift) & 15))) }
        }
        append(">")
    }

    /// Two hexadecimal digits.
    mutating func append(hex byte: UInt8) {
        append(Self.digit(byte >> 4))
        append(Self.digit(byte & 15))
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
}
