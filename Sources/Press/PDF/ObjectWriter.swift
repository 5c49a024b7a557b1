/// Writes the objects of a PDF 1.7 file: streams as they come, everything else packed into compressed object streams,
/// and at the end a cross-reference stream (ISO 32000-1, 7.5).
///
/// Whoever writes a long file takes what is ready with `handOver` now and then. The bytes are the same however often.
struct ObjectWriter: ~Copyable {
    struct Entry: BitwiseCopyable {
        /// 1: at an offset of the file; 2: in an object stream.
        var kind: UInt8
        var place: UInt32
        var index: UInt16
    }

    /// Objects that are packed together: enough for the compressor, few enough for a reader that wants one of them.
    private static let packed = 200

    let compression: Compression
    private(set) var file = Bytes(capacity: 1 << 16)
    /// Bytes of the file that were handed over.
    private var handedOver = 0
    private var identity = ContentIdentity()
    private var isFinished = false
    /// The text of the object that is being written.
    var object = Bytes(capacity: 4_096)
    private var entries = Pool<Entry>()
    private var pack = Bytes(capacity: 16_384)
    private var packOffsets: [(number: Int, offset: Int)] = []
    private var packNumber = 0

    init(_ compression: Compression) { self.compression = compression }

    mutating func begin() {
        file.removeAll()
        (handedOver, identity, isFinished) = (0, ContentIdentity(), false)
        object.removeAll()
        pack.removeAll()
        entries.removeAll()
        entries.append(Entry(kind: 0, place: 0, index: 0))
        packOffsets.removeAll(keepingCapacity: true)
        // The second line tells programs that the file is not text.
        file.append("%PDF-1.7\n%")
        for byte in [0xE2, 0xE3, 0xCF, 0xD3, 0x0A] as [UInt8] { file.append(byte) }
    }

    /// Gives away the bytes that are ready, and forgets them.
    mutating func handOver<Failure>(
        _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        // The identity is made of whole words; what is left of one waits for the rest.
        let count = isFinished ? file.count : file.count & ~7
        let bytes = UnsafeRawBufferPointer(rebasing: file.raw[..<count])
        if !isFinished { identity.add(bytes) }
        try take(bytes)
        file.removeFirst(count)
        handedOver += count
    }

    /// Where in the file the next byte will stand.
    private var offset: Int { handedOver + file.count }

    /// The number of an object that will be written.
    mutating func allocate(_ count: Int = 1) -> Int {
        let first = entries.count
        for _ in 0..<count { entries.append(Entry(kind: 0, place: 0, index: 0)) }
        return first
    }

    /// Ends the object whose text was written to `object`.
    mutating func end(_ number: Int) {
        if packOffsets.isEmpty { packNumber = allocate() }
        entries[number] = Entry(kind: 2, place: UInt32(packNumber), index: UInt16(packOffsets.count))
        packOffsets.append((number, pack.count))
        pack.append(object.raw)
        pack.append(0x0A)
        object.removeAll()
        if packOffsets.count == Self.packed { flushPack() }
    }

    private mutating func flushPack() {
        guard !packOffsets.isEmpty else { return }
        for entry in packOffsets {
            object.append(number: entry.number)
            object.append(0x20)
            object.append(number: entry.offset)
            object.append(0x20)
        }
        let first = object.count
        object.append(pack.raw)
        let count = packOffsets.count
        pack.removeAll()
        pack.append(object.raw)
        object.removeAll()
        beginStream(packNumber)
        file.append("<</Type/ObjStm/N ")
        file.append(number: count)
        file.append("/First ")
        file.append(number: first)
        endStream(compressing: pack.raw)
        pack.removeAll()
        packOffsets.removeAll(keepingCapacity: true)
    }

    private mutating func beginStream(_ number: Int) {
        entries[number] = Entry(kind: 1, place: UInt32(offset), index: 0)
        file.append(number: number)
        file.append(" 0 obj\n")
    }

    private mutating func endStream(compressing source: UnsafeRawBufferPointer) {
        file.append("/Filter/FlateDecode/Length ")
        // Ten digits, filled in once the length is known; blanks before a number mean nothing.
        let place = file.count
        file.append("          >>stream\n")
        let start = file.count
        file.append(compressed: source, with: compression)
        file.patch(number: file.count - start, at: place, width: 10)
        file.append("\nendstream\nendobj\n")
    }

    /// A stream whose dictionary has nothing but its length, or what `object` holds.
    mutating func stream(_ number: Int, _ source: borrowing Bytes) {
        beginStream(number)
        file.append("<<")
        file.append(object.raw)
        object.removeAll()
        endStream(compressing: source.raw)
    }

    /// A stream that was compressed before, or stays as it is.
    mutating func stream(_ number: Int, ready: [UInt8], isCompressed: Bool) {
        beginStream(number)
        file.append("<<")
        file.append(object.raw)
        object.removeAll()
        if isCompressed { file.append("/Filter/FlateDecode") }
        file.append("/Length ")
        file.append(number: ready.count)
        file.append(">>stream\n")
        file.append(ready)
        file.append("\nendstream\nendobj\n")
    }

    /// Writes the cross-reference stream and the end.
    mutating func finish(catalog: Int, information: Int) {
        flushPack()
        identity.finish(with: file.raw)
        let number = allocate()
        entries[number] = Entry(kind: 1, place: UInt32(offset), index: 0)
        let start = offset
        pack.removeAll()
        for index in 0..<entries.count {
            let entry = entries[index]
            pack.append(entry.kind)
            for shift in [24, 16, 8, 0] as [UInt32] { pack.append(UInt8(truncatingIfNeeded: entry.place >> shift)) }
            pack.append(UInt8(truncatingIfNeeded: entry.index >> 8))
            pack.append(UInt8(truncatingIfNeeded: entry.index))
        }
        file.append(number: number)
        file.append(" 0 obj\n<</Type/XRef/W[1 4 2]/Size ")
        file.append(number: entries.count)
        file.append("/Root ")
        file.append(reference: catalog)
        file.append("/Info ")
        file.append(reference: information)
        file.append("/ID[")
        for _ in 0..<2 { identity.append(to: &file) }
        file.append("]")
        endStream(compressing: pack.raw)
        pack.removeAll()
        file.append("startxref\n")
        file.append(number: start)
        file.append("\n%%EOF\n")
        isFinished = true
    }
}

/// 128 bits that tell one content from another, for the file identifier (ISO 32000-1, 14.4): the same bytes, the same
/// identifier. No protection against forgery, and none is asked for.
private struct ContentIdentity {
    private var high: UInt64 = 0x6A09_E667_F3BC_C908
    private var low: UInt64 = 0xBB67_AE85_84CA_A73B
    private var count: UInt64 = 0

    /// Adds bytes: whole words of eight.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count % 8 == 0)
        for offset in stride(from: 0, to: bytes.count, by: 8) {
            add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        }
        count &+= UInt64(bytes.count)
    }

    /// Adds the last bytes.
    mutating func finish(with bytes: UnsafeRawBufferPointer) {
        let whole = bytes.count & ~7
        add(UnsafeRawBufferPointer(rebasing: bytes[..<whole]))
        let rest = bytes[whole...]
        if !rest.isEmpty { add(rest.reduce(0) { $0 << 8 | UInt64($1) }) }
        high ^= count &+ UInt64(rest.count)
    }

    @inline(__always)
    private mutating func add(_ word: UInt64) {
        high = (high ^ word) &* 0x9E37_79B9_7F4A_7C15
        high ^= high >> 29
        low = (low &+ word) &* 0xBF58_476D_1CE4_E5B9
        low ^= low >> 32
    }

    func append(to bytes: inout Bytes) {
        bytes.append(0x3C)
        for half in [high, low] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(hex: UInt8(truncatingIfNeeded: half >> UInt64(shift)))
            }
        }
        bytes.append(0x3E)
    }
}

extension Bytes {
    /// `12 0 R`
    mutating func append(reference number: Int) {
        append(number: number)
        append(" 0 R")
    }
}
