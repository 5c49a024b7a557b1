import Glibc
import Intake
import Synchronization

/// Deals records out into partitions and gives each partition back whole. This is how a person's rows come together
/// wherever they stand in the file, without a memory that grows with it: what exceeds the budget goes to one temporary
/// file, which has no name and vanishes with the process.
///
/// Filled by several threads, each through a writer of its own; read when all have finished.
final class PartitionStore: Sendable {
    /// A run of records of one partition: in memory, or in the file.
    private enum Piece {
        case memory(Memory)
        case file(offset: Int, count: Int)
    }

    /// Bytes that are handed from a writer to the store once, and then only read.
    // Unchecked for that reason.
    final class Memory: @unchecked Sendable {
        let start: UnsafeMutableRawPointer
        fileprivate(set) var count = 0
        let capacity: Int

        init(capacity: Int) {
            self.capacity = capacity
            start = .allocate(byteCount: capacity, alignment: 16)
        }

        deinit { start.deallocate() }
    }

    private struct State {
        var pieces: [[Piece]]
        var held = 0
        var descriptor: Int32 = -1
        var written = 0
    }

    let partitions: Int
    private let budget: Int
    private let pieceSize: Int
    private let folder: String
    private let state: Mutex<State>

    /// - Parameters:
    ///   - partitions: into how many records are dealt.
    ///   - threads: how many writers there will be.
    ///   - budget: bytes that may stay in memory.
    ///   - folder: where the temporary file may be made.
    init(partitions: Int, threads: Int, budget: Int, folder: String) {
        self.partitions = partitions
        self.budget = budget
        self.folder = folder
        // What lies in half-filled pieces counts too.
        pieceSize = min(1 << 16, max(1 << 12, (budget / 4) / (partitions * threads) & ~1023))
        state = Mutex(State(pieces: Array(repeating: [], count: partitions)))
    }

    deinit {
        state.withLock { state in
            if state.descriptor >= 0 { close(state.descriptor) }
        }
    }

    /// The records of a partition, one piece after the other. What lay in the file is read into memory of its own.
    func pieces(of partition: Int) throws(IntakeError) -> [Memory] {
        let (pieces, descriptor) = state.withLock { ($0.pieces[partition], $0.descriptor) }
        var result: [Memory] = []
        for piece in pieces {
            switch piece {
            case .memory(let memory): result.append(memory)
            case .file(let offset, let count):
                let memory = Memory(capacity: count)
                guard pread(descriptor, memory.start, count, off_t(offset)) == count else { throw failure() }
                memory.count = count
                result.append(memory)
            }
        }
        return result
    }

    /// Lets go of a partition that is not needed any more.
    func release(_ partition: Int) {
        state.withLock { state in
            for case .memory(let memory) in state.pieces[partition] { state.held -= memory.capacity }
            state.pieces[partition] = []
        }
    }

    private func take(_ memory: Memory, for partition: Int) throws(IntakeError) {
        try state.withLock { (state) throws(IntakeError) in
            if state.held + memory.capacity <= budget {
                state.held += memory.capacity
                state.pieces[partition].append(.memory(memory))
                return
            }
            if state.descriptor < 0 { state.descriptor = try makeFile() }
            guard pwrite(state.descriptor, memory.start, memory.count, off_t(state.written)) == memory.count else {
                throw failure()
            }
            state.pieces[partition].append(.file(offset: state.written, count: memory.count))
            state.written += memory.count
        }
    }

    /// A file without a name, for the owner only.
    private func makeFile() throws(IntakeError) -> Int32 {
        var path = Array("\(folder)/.vacatur-XXXXXX".utf8CString)
        let descriptor = mkstemp(&path)
        guard descriptor >= 0 else { throw failure() }
        unlink(path)
        return descriptor
    }

    private func failure() -> IntakeError {
        IntakeError(
            .noTemporaryFile, file: folder,
            detail: "No temporary file can be kept there: \(String(cString: strerror(errno))).",
            hint: "Make room on that disk, or choose another --output.")
    }

    /// A thread's way into the store.
    final class Writer {
        private let store: PartitionStore
        var partitions: Int { store.partitions }
        private var open: [Memory?]

        init(_ store: PartitionStore) {
            self.store = store
            open = Array(repeating: nil, count: store.partitions)
        }

        /// Adds a record to a partition.
        func add(_ record: UnsafeRawBufferPointer, to partition: Int) throws(IntakeError) {
            guard let start = record.baseAddress else { return }
            let memory = try room(for: record.count, in: partition)
            (memory.start + memory.count).copyMemory(from: start, byteCount: record.count)
            memory.count += record.count
        }

        /// Hands in what is left. Nothing can be added afterwards.
        func finish() throws(IntakeError) {
            for partition in open.indices {
                if let memory = open[partition] { try store.take(memory, for: partition) }
                open[partition] = nil
            }
        }

        private func room(for count: Int, in partition: Int) throws(IntakeError) -> Memory {
            if let memory = open[partition] {
                if memory.count + count <= memory.capacity { return memory }
                try store.take(memory, for: partition)
            }
            let memory = Memory(capacity: max(store.pieceSize, count))
            open[partition] = memory
            return memory
        }
    }
}
