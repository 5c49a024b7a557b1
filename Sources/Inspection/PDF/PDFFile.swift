/// Why a file cannot be read as a PDF of ours. Says what, never what stands there.
struct PDFFlaw: Error, Hashable {
    let message: String

    init(_ message: String) { self.message = message }
}

/// A PDF, read from its bytes: the cross-reference stream at its end, and objects as they are asked for
/// (ISO 32000-1, 7.5). Accepts what Vacatur writes, one stretch of objects and one table of them; a file that was written
/// on by somebody is refused.
///
/// Memory is that of the table and of a few unpacked streams, whatever the file holds.
final class PDFFile {
    private struct Entry: BitwiseCopyable {
        var kind: UInt8
        var index: UInt16
        var place: UInt32
    }

    private final class Pack {
        let number: Int
        let source: PDFSource
        /// Pairs: the object's number, where it begins.
        let objects: [(number: Int, start: Int)]
        var lastUse = 0

        init(_ number: Int, _ source: PDFSource, _ objects: [(number: Int, start: Int)]) {
            self.number = number
            self.source = source
            self.objects = objects
        }
    }

    /// A value with, if it is a stream, its bytes as they stand.
    struct Object {
        let value: PDFValue
        let stream: Range<Int>?
    }

    private static let mostObjects = 1 << 26
    private static let largestStream = 256 << 20
    private static let packs = 32

    private let bytes: UnsafeRawBufferPointer
    private let source: PDFSource
    private let inflation: Inflation
    private var entries: [Entry] = []
    private var kept: [Pack] = []
    private var last: Pack?
    private var uses = 0
    /// How much may still be unpacked: no file of ours comes near it.
    private var budget: Int
    private(set) var trailer: PDFValue

    init(_ bytes: UnsafeRawBufferPointer, _ inflation: Inflation) throws(PDFFlaw) {
        self.bytes = bytes
        self.inflation = inflation
        source = PDFSource(borrowing: bytes)
        budget = 1_000 * bytes.count + Self.largestStream
        trailer = source.whole
        guard bytes.count < 1 << 32 else { throw PDFFlaw("it is larger than 4 GB") }
        try readTable()
    }

    var objectCount: Int { entries.count }

    // MARK: - The table

    private func readTable() throws(PDFFlaw) {
        let end = Array("%%EOF".utf8)
        let isWhole = bytes.suffix(end.count + 1).starts(with: end) || bytes.suffix(end.count).elementsEqual(end)
        guard isWhole else { throw PDFFlaw("it ends too early") }
        let tail = max(0, bytes.count - 1_024)
        let word = Array("startxref".utf8)
        var place = bytes.count - word.count
        while place >= tail, !bytes[place..<place + word.count].elementsEqual(word) { place -= 1 }
        guard place >= tail, place >= 0 else { throw PDFFlaw("it does not end like a PDF") }
        var lexer = PDFLexer(bytes, from: place + word.count, to: bytes.count)
        guard let offset = lexer.integer(), (0..<place).contains(offset),
            let table = object(at: offset, numbered: nil), let stream = table.stream,
            table.value["Type"]?.isName("XRef") == true
        else { throw PDFFlaw("its cross-reference stream is not where the end of the file says") }
        guard table.value["Prev"] == nil else { throw PDFFlaw("it was written on after it was made") }
        trailer = table.value
        let widths = trailer["W"]?.elements(atMost: 4).compactMap(\.integer) ?? []
        guard widths.count == 3, widths.allSatisfy({ (0...8).contains($0) }), widths[1] > 0 else {
            throw PDFFlaw("its cross-reference stream has no widths")
        }
        guard let size = trailer["Size"]?.integer, (1...Self.mostObjects).contains(size), trailer["Index"] == nil,
            let content = try? unpack(table.value, stream)
        else { throw PDFFlaw("its cross-reference stream cannot be read") }
        let width = widths[0] + widths[1] + widths[2]
        guard content.bytes.count == size * width else {
            throw PDFFlaw("its cross-reference stream has another length than it says")
        }
        entries.reserveCapacity(size)
        var at = 0
        func field(_ count: Int, _ missing: Int) -> Int {
            guard count > 0 else { return missing }
            var value = 0
            for _ in 0..<count {
                value = value << 8 | Int(content.bytes[at])
                at += 1
            }
            return value
        }
        for _ in 0..<size {
            let kind = field(widths[0], 1)
            let place = field(widths[1], 0)
            let index = field(widths[2], 0)
            entries.append(
                Entry(
                    kind: UInt8(truncatingIfNeeded: kind), index: UInt16(truncatingIfNeeded: index),
                    place: UInt32(truncatingIfNeeded: place)))
        }
    }

    // MARK: - Objects

    /// The object of that number; nil if the file has none such.
    func object(_ number: Int) -> Object? {
        guard entries.indices.contains(number) else { return nil }
        let entry = entries[number]
        switch entry.kind {
        case 1: return object(at: Int(entry.place), numbered: number)
        case 2:
            guard let pack = pack(Int(entry.place)), pack.objects.indices.contains(Int(entry.index)) else { return nil }
            let (found, start) = pack.objects[Int(entry.index)]
            var lexer = PDFLexer(pack.source.bytes, from: start, to: pack.source.bytes.count)
            guard found == number, let range = lexer.value() else { return nil }
            return Object(
                value: PDFValue(source: pack.source, start: range.lowerBound, end: range.upperBound), stream: nil)
        default: return nil
        }
    }

    /// What a value is or points at.
    func resolve(_ value: PDFValue?) -> PDFValue? {
        guard let value else { return nil }
        guard let number = value.reference else { return value }
        return object(number)?.value
    }

    private func object(at offset: Int, numbered number: Int?) -> Object? {
        var lexer = PDFLexer(bytes, from: offset, to: bytes.count)
        guard let found = lexer.integer(), number == nil || found == number, lexer.integer() == 0, lexer.takes("obj"),
            let range = lexer.value()
        else { return nil }
        let value = PDFValue(source: source, start: range.lowerBound, end: range.upperBound)
        guard lexer.takes("stream") else { return Object(value: value, stream: nil) }
        var start = lexer.position
        if start < bytes.count, bytes[start] == 13 { start += 1 }
        if start < bytes.count, bytes[start] == 10 { start += 1 }
        guard let length = value["Length"]?.integer, length >= 0, length <= bytes.count - start else { return nil }
        var end = PDFLexer(bytes, from: start + length, to: bytes.count)
        guard end.takes("endstream") else { return nil }
        return Object(value: value, stream: start..<start + length)
    }

    /// The bytes of a stream as they stand in the file.
    func packed(_ object: Object) -> UnsafeRawBufferPointer? {
        object.stream.map { UnsafeRawBufferPointer(rebasing: bytes[$0]) }
    }

    /// The content of a stream, unpacked.
    func content(_ number: Int) throws(PDFFlaw) -> PDFSource {
        guard let object = object(number), let stream = object.stream else { throw PDFFlaw("a stream is missing") }
        return try unpack(object.value, stream)
    }

    /// Lends the content of a stream; nil if it cannot be unpacked.
    func withContent<Result>(_ number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
        guard let source = try? content(number) else { return nil }
        return withExtendedLifetime(source) { body(source.bytes) }
    }

    private func unpack(_ dictionary: PDFValue, _ stream: Range<Int>) throws(PDFFlaw) -> PDFSource {
        let packed = UnsafeRawBufferPointer(rebasing: bytes[stream])
        guard let filter = dictionary["Filter"] else { return PDFSource(borrowing: packed) }
        guard filter.isName("FlateDecode"), dictionary["DecodeParms"] == nil else {
            throw PDFFlaw("a stream is packed in a way that Vacatur does not use")
        }
        var room = max(4 * packed.count, 1_024)
        while room <= Self.largestStream, room <= budget {
            let space = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
            switch inflation.inflate(packed, space) {
            case .done(let count) where count <= room:
                budget -= room
                return PDFSource(owning: space, count: count)
            case .tooSmall:
                space.deallocate()
                room *= 4
            case .done, .damaged:
                space.deallocate()
                throw PDFFlaw("a stream cannot be unpacked")
            }
        }
        throw PDFFlaw("a stream is out of proportion")
    }

    /// A stream of objects; the ones used last are kept.
    private func pack(_ number: Int) -> Pack? {
        uses += 1
        if let last, last.number == number { return last }
        if let known = kept.first(where: { $0.number == number }) {
            known.lastUse = uses
            last = known
            return known
        }
        guard entries.indices.contains(number), entries[number].kind == 1,
            let object = object(at: Int(entries[number].place), numbered: number), let stream = object.stream,
            object.value["Type"]?.isName("ObjStm") == true, let count = object.value["N"]?.integer,
            let first = object.value["First"]?.integer, let source = try? unpack(object.value, stream),
            (0...source.bytes.count).contains(first), (0...source.bytes.count).contains(count)
        else { return nil }
        var objects: [(number: Int, start: Int)] = []
        objects.reserveCapacity(count)
        var lexer = PDFLexer(source.bytes, from: 0, to: first)
        for _ in 0..<count {
            guard let number = lexer.integer(), let offset = lexer.integer(),
                (0...source.bytes.count).contains(offset)
            else { return nil }
            objects.append((number, first + offset))
        }
        let pack = Pack(number, source, objects)
        pack.lastUse = uses
        last = pack
        if kept.count == Self.packs, let oldest = kept.indices.min(by: { kept[$0].lastUse < kept[$1].lastUse }) {
            kept[oldest] = pack
        } else {
            kept.append(pack)
        }
        return pack
    }
}
