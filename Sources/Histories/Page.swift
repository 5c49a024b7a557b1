import Cases

/// Bytes that are being put together: a row's added columns, or what a block adds to a sheet. Grows as needed and is used
/// again; one thread's own until it is handed over.
final class Page {
    private(set) var start: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 256) {
        self.capacity = capacity
        start = .allocate(capacity: capacity)
    }

    deinit { start.deallocate() }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    func removeAll() { count = 0 }

    @inline(__always)
    func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        start[count] = byte
        count &+= 1
    }

    @inline(__always)
    func append(_ source: UnsafePointer<UInt8>, _ length: Int) {
        if count &+ length > capacity { grow(by: length) }
        (start + count).update(from: source, count: length)
        count &+= length
    }

    func append(_ source: UnsafeRawBufferPointer) {
        guard let base = source.baseAddress else { return }
        append(base.assumingMemoryBound(to: UInt8.self), source.count)
    }

    func append(_ text: StaticString) { append(text.utf8Start, text.utf8CodeUnitCount) }

    func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    private func grow(by length: Int) {
        capacity = max(2 * capacity, count + length)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: start, count: count)
        start.deallocate()
        start = larger
    }
}

/// One cell of a sheet, quoted as the reference program quotes it, and never a formula.
enum CSVCell {
    static func append(_ text: String, to page: Page) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0), to: page) }
    }

    static func append(_ value: UnsafeRawBufferPointer, to page: Page) {
        let isFormula = isFormula(value)
        let needsQuotes =
            isFormula || value.first == 32
            || value.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 }
        guard needsQuotes else { return page.append(value) }
        page.append(UInt8(ascii: "\""))
        if isFormula { page.append(UInt8(ascii: "'")) }
        for byte in value {
            if byte == UInt8(ascii: "\"") { page.append(byte) }
            page.append(byte)
        }
        page.append(UInt8(ascii: "\""))
    }

    /// Cells with commas between them.
    static func append(_ texts: [String], to page: Page) {
        for (index, text) in texts.enumerated() {
            if index > 0 { page.append(UInt8(ascii: ",")) }
            append(text, to: page)
        }
    }

    /// Whether a spreadsheet would calculate the value. A number with its sign and a lone hyphen are what they are, and
    /// offices' macros ask for them.
    static func isFormula(_ value: UnsafeRawBufferPointer) -> Bool {
        guard let first = value.first else { return false }
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "@"), 9: return true
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            return value.dropFirst().contains { !$0.isDigit && $0 != UInt8(ascii: ".") }
        default: return false
        }
    }
}
