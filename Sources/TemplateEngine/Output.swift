/// The bytes that templates render to. Made once per task and used for one document after another.
///
/// The buffer always has `slack` bytes behind its end, so that copying may go in wide steps and overshoot.
package struct Output: ~Copyable, @unchecked Sendable {  // Sendable: sole owner of its memory
    /// One stretch of the output: a literal of the template, or a value.
    package struct Piece: Sendable, Equatable {
        /// The number in `Template.literals`; -1 for a value.
        package let literal: Int32
        /// Where it starts, in bytes from the start of the output. It ends where the next one starts.
        package let start: UInt32
    }

    /// Bytes behind `limit` that may be overwritten.
    static let slack = 128

    /// The bytes written so far.
    package internal(set) var count = 0
    /// Whether rendering also records which stretches are literals, for a packer that compresses those only once.
    package let isTracing: Bool
    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int
    private var pieces: UnsafeMutablePointer<Piece>
    private var pieceCapacity: Int
    private var pieceCount = 0

    package init(capacity: Int = 65_536, tracing: Bool = false) {
        self.capacity = max(capacity, 256)
        isTracing = tracing
        base = .allocate(capacity: self.capacity + Output.slack)
        pieceCapacity = tracing ? 1_024 : 0
        pieces = .allocate(capacity: pieceCapacity)
    }

    deinit {
        base.deallocate()
        pieces.deallocate()
    }

    /// Forgets what was written, keeps the memory.
    package mutating func removeAll() {
        count = 0
        pieceCount = 0
    }

    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        reserve(bytes.count)
        UnsafeMutableRawPointer(end).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }

    package mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    package mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// Lends the bytes; the pointer is good inside `body` only.
    package borrowing func withBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try body(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// The bytes as an array of their own.
    package borrowing func copy() -> [UInt8] {
        Array(UnsafeBufferPointer(start: base, count: count))
    }

    /// Lends the recorded pieces in output order; none unless tracing.
    package borrowing func withPieces<R, E: Error>(
        _ body: (UnsafeBufferPointer<Piece>) throws(E) -> R
    ) throws(E) -> R {
        try body(UnsafeBufferPointer(start: pieces, count: pieceCount))
    }

    /// Where the next byte goes.
    var end: UnsafeMutablePointer<UInt8> { base + count }
    /// Where the slack begins.
    var limit: UnsafeMutablePointer<UInt8> { base + capacity }

    /// Makes room for `extra` bytes at `out`, which a renderer keeps in place of `count`. Gives where that is now.
    @inline(never)
    mutating func makeRoom(_ extra: Int, at out: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        count = out - base
        widen(extra)
        return end
    }

    /// Makes room for `extra` more bytes, besides the slack.
    @inline(__always)
    mutating func reserve(_ extra: Int) {
        if capacity - count < extra { widen(extra) }
    }

    @inline(never)
    private mutating func widen(_ extra: Int) {
        let wider = max(capacity * 2, count + extra)
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: wider + Output.slack)
        fresh.update(from: base, count: count)
        base.deallocate()
        base = fresh
        capacity = wider
    }

    /// Records that a piece starts at `start`.
    @inline(__always)
    mutating func trace(literal: Int32, start: UnsafeMutablePointer<UInt8>) {
        if pieceCount == pieceCapacity { widenPieces() }
        pieces[pieceCount] = Piece(literal: literal, start: UInt32(truncatingIfNeeded: start - base))
        pieceCount &+= 1
    }

    /// Takes back everything behind `count` bytes, as if never written.
    mutating func truncate(to count: Int, pieces kept: Int) {
        self.count = count
        pieceCount = kept
    }

    var tracedPieces: Int { pieceCount }

    @inline(never)
    private mutating func widenPieces() {
        let wider = max(pieceCapacity * 2, 1_024)
        let fresh = UnsafeMutablePointer<Piece>.allocate(capacity: wider)
        fresh.update(from: pieces, count: pieceCount)
        pieces.deallocate()
        pieces = fresh
        pieceCapacity = wider
    }
}
