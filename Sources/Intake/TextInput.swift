/// A window of UTF-8 that moves over a batch: readers take rows from its front, and ask for more when one is not whole.
///
/// The memory is reused for the whole file. `base` stays where it is; offsets change with `more()`.
final class TextInput {
    /// Followed by eight readable bytes beyond `end`, so that words may be loaded at any offset.
    let base: UnsafeMutablePointer<UInt8>
    /// The first byte not yet taken.
    var start = 0
    /// The end of what has been read.
    private(set) var end = 0
    /// Whether the file ends at `end`.
    private(set) var isAtEnd = false

    private let feed: ByteFeed
    private let capacity: Int
    private let chunk: Int
    private var transcoder: Transcoder?
    private let raw: UnsafeMutableRawBufferPointer

    /// - Parameters:
    ///   - feed: stands at the first byte after a byte order mark.
    ///   - encoding: how the bytes are to be read.
    ///   - rowLimit: at least as many bytes fit into the window, and some more.
    ///   - chunk: how many bytes are read at once.
    init(_ feed: ByteFeed, encoding: BatchEncoding, rowLimit: Int, chunk: Int) {
        self.feed = feed
        self.chunk = chunk
        capacity = rowLimit + Transcoder.growth * chunk + 16
        base = .allocate(capacity: capacity + 8)
        base.initialize(repeating: 0, count: capacity + 8)
        transcoder = encoding == .utf8 ? nil : Transcoder(encoding)
        raw = .allocate(byteCount: encoding == .utf8 ? 0 : chunk, alignment: 16)
    }

    deinit {
        base.deallocate()
        raw.deallocate()
    }

    /// Moves what is not yet taken to the front and reads on, so that `start` is 0 afterwards.
    ///
    /// - Returns: whether there is any byte more.
    func more() -> Bool {
        guard !isAtEnd else { return false }
        let kept = end - start
        if start > 0, kept > 0 { base.update(from: base + start, count: kept) }
        (start, end) = (0, kept)
        // At least as much again as is there, so that a long row is not looked through once for each small piece.
        let wanted = min(2 * kept + 1, capacity - Transcoder.growth * chunk - 16)
        repeat { fill() } while !isAtEnd && end < wanted
        return end > kept
    }

    private func fill() {
        guard transcoder != nil else {
            let room = UnsafeMutableRawBufferPointer(start: base + end, count: min(chunk, capacity - end))
            let count = feed.read(into: room)
            isAtEnd = count == 0
            end += count
            return
        }
        let count = feed.read(into: raw)
        isAtEnd = count == 0
        let piece = UnsafeRawBufferPointer(rebasing: raw[..<count])
        end += transcoder?.convert(piece, to: base + end) ?? 0
        if isAtEnd { end += transcoder?.finish(to: base + end) ?? 0 }
    }

    /// Throws away everything up to and with the next line break, in flat memory.
    ///
    /// - Parameter returnEnds: whether a carriage return alone ends a line too.
    func skipLine(returnEnds: Bool) {
        while true {
            let line = ByteSearch.first(10, from: base + start, to: base + end)
            let stop = line ?? base + end
            if returnEnds, let found = ByteSearch.first(13, from: base + start, to: stop) {
                start = found - base + 1
                return
            }
            start = stop - base + (line == nil ? 0 : 1)
            if line != nil || !more() { return }
        }
    }
}
