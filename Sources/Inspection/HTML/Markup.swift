private import Glibc

/// Steps through an HTML document of ours: tags and the text between them. It knows no elements.
struct Markup {
    enum Event {
        /// A tag that opens; `isClosed` if it ends at once.
        case start(isClosed: Bool)
        case end
        case text
    }

    private let bytes: UnsafeRawBufferPointer
    private(set) var position = 0
    /// Of tags, without what is around it.
    private(set) var name = 0..<0
    /// Of a start: its attributes, as they stand.
    private(set) var attributes = 0..<0
    private(set) var text = 0..<0
    /// Whether the document ended inside of a tag.
    private(set) var isBroken = false

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func next() -> Event? {
        guard position < bytes.count else { return nil }
        guard bytes[position] == UInt8(ascii: "<") else {
            let start = position
            position = place(of: UInt8(ascii: "<"))
            text = start..<position
            return .text
        }
        if isAt("<!--") {
            while position < bytes.count, !isAt("-->") { position += 1 }
            if position == bytes.count { isBroken = true }
            position = min(position + 3, bytes.count)
            return next()
        }
        let isEnd = position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "/")
        let start = position + (isEnd ? 2 : 1)
        var quote: UInt8 = 0
        while position < bytes.count {
            let byte = bytes[position]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                break
            }
            position += 1
        }
        guard position < bytes.count else {
            isBroken = true
            return nil
        }
        var end = position
        position += 1
        let isClosed = end > start && bytes[end - 1] == UInt8(ascii: "/")
        if isClosed { end -= 1 }
        var stop = start
        while stop < end, bytes[stop] > 0x20 { stop += 1 }
        name = start..<stop
        attributes = stop..<end
        return isEnd ? .end : .start(isClosed: isClosed)
    }

    /// Where a byte stands next; the end of the document if nowhere.
    private func place(of byte: UInt8) -> Int {
        guard let start = bytes.baseAddress,
            let found = memchr(start + position, Int32(byte), bytes.count - position)
        else { return bytes.count }
        return UnsafeRawPointer(found) - start
    }

    /// The first eight bytes of a name as a number.
    static func key(_ name: some Sequence<UInt8>) -> UInt64 { name.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

    private func isAt(_ word: StaticString) -> Bool {
        guard position + word.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<word.utf8CodeUnitCount where bytes[position + offset] != word.utf8Start[offset] {
            return false
        }
        return true
    }

    func isNamed(_ word: StaticString) -> Bool { bytes[name].elementsEqual(word.asciiBytes) }

    /// Calls with the name and the value of each attribute of a start.
    func forEachAttribute(_ body: (Slice<UnsafeRawBufferPointer>, Slice<UnsafeRawBufferPointer>) -> Void) {
        var place = attributes.lowerBound
        let end = attributes.upperBound
        while true {
            while place < end, bytes[place] <= 0x20 { place += 1 }
            guard place < end else { return }
            let start = place
            while place < end, bytes[place] > 0x20, bytes[place] != UInt8(ascii: "=") { place += 1 }
            let name = bytes[start..<place]
            var value = bytes[place..<place]
            if place + 1 < end, bytes[place] == UInt8(ascii: "=") {
                let quote = bytes[place + 1]
                let first = place + 2
                place = first
                while place < end, bytes[place] != quote { place += 1 }
                value = bytes[min(first, place)..<place]
                place = min(place + 1, end)
            } else if place == start || bytes[place] == UInt8(ascii: "=") {
                place += 1
            }
            body(name, value)
        }
    }

    /// Text with the five entities of XML taken back.
    static func plain(_ text: ArraySlice<UInt8>) -> String {
        var plain: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            let found = byte == UInt8(ascii: "&") ? entities.first { rest.starts(with: $0.name) } : nil
            plain.append(found?.byte ?? byte)
            if let found { rest = rest.dropFirst(found.name.count) }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static let entities: [(name: [UInt8], byte: UInt8)] = [
        ("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("apos;", "'"), ("#39;", "'"),
    ].map { name, text in (Array(name.utf8), Array(text.utf8)[0]) }
}
