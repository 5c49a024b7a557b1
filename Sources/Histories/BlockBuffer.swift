/// The memory that holds one block after the other. One per thread.
// Unchecked, because a thread lends it to the source for as long as the source fills it, and to nobody else.
final class BlockBuffer: @unchecked Sendable {
    let bytes: UnsafeMutablePointer<UInt8>

    init() {
        bytes = .allocate(capacity: BlockSource.blockSize + BlockSource.margin)
        bytes.initialize(repeating: 0, count: BlockSource.blockSize + BlockSource.margin)
    }

    deinit { bytes.deallocate() }

    /// Makes what is behind a block harmless to readers of 64 bytes.
    func clear(behind count: Int) { (bytes + count).update(repeating: 0, count: BlockSource.margin) }
}
