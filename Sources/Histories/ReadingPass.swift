import Cases
import Glibc
import Intake
import Synchronization

/// Pass one: rows become records, dealt out by person.
struct ReadingPass: Sendable {
    let plan: ScreeningPlan
    let progress: @Sendable (Int) -> Void

    struct Result: Sendable {
        let people: PartitionStore
        let offenses: [OffenseBook.Entry]
        let inputs: [HistoryInput]
        /// For each block, how many rows of data its file has before it.
        let rowsBefore: [Int]

        var isLeftOut: [Bool] { inputs.map(\.isRepeated) }
    }

    /// What a block came to.
    private struct BlockCount {
        let file: Int
        var rows = 0
        var withoutForm = 0
    }

    func run() throws -> Result {
        let source = BlockSource(paths: plan.files, hashing: true)
        let book = OffenseBook()
        let people = PartitionStore(
            partitions: partitions, threads: Workers.count, budget: plan.memory, folder: plan.temporary)
        let counts = Mutex<[Int: BlockCount]>([:])
        try Workers.run(stop: { source.stop() }) {
            try readBlocks(from: source, book, people) { index, count in counts.withLock { $0[index] = count } }
        }
        let blocks = counts.withLock { counts in (0..<counts.count).compactMap { counts[$0] } }
        return Result(
            people: people, offenses: book.entries, inputs: try inputs(source.fingerprints, blocks),
            rowsBefore: Self.rowsBefore(blocks))
    }

    private static func rowsBefore(_ blocks: [BlockCount]) -> [Int] {
        var rows = 0
        var file = 0
        return blocks.map { block in
            if block.file != file { (rows, file) = (0, block.file) }
            defer { rows += block.rows }
            return rows
        }
    }

    /// So many that each is small beside the budget, and not more than need be.
    private var partitions: Int {
        let bytes = plan.files.reduce(0) { total, path in
            var status = stat()
            return total + (stat(path, &status) == 0 ? Int(status.st_size) : 0)
        }
        var partitions = 64
        while partitions < 4_096, partitions * (8 << 20) < bytes { partitions *= 2 }
        return partitions
    }

    private func inputs(_ prints: [BlockSource.Fingerprint], _ blocks: [BlockCount]) throws -> [HistoryInput] {
        var inputs: [HistoryInput] = []
        for (file, print) in prints.enumerated() {
            let own = blocks.filter { $0.file == file }
            var input = HistoryInput(path: plan.files[file], size: print.size, digest: print.digest)
            input.rows = own.reduce(0) { $0 + $1.rows }
            input.isRepeated = inputs.contains { $0.digest == print.digest }
            if own.isEmpty { throw HistoryHeader.empty(input.path) }
            try HistoryHeader.checkLayout(
                rows: input.rows, withoutForm: own.reduce(0) { $0 + $1.withoutForm }, file: input.path)
            inputs.append(input)
        }
        return inputs
    }

    // MARK: - One thread

    private func readBlocks(
        from source: BlockSource, _ book: OffenseBook, _ people: PartitionStore,
        report: (Int, BlockCount) -> Void
    ) throws {
        let buffer = BlockBuffer()
        let index = BlockIndex(capacity: BlockSource.blockSize)
        let record = UnsafeMutableRawPointer.allocate(byteCount: RowFacts.maximum, alignment: 16)
        defer { record.deallocate() }
        let reader = FactsReader(county: plan.county, offenses: OffenseBook.Reader(book), record: record)
        let writer = PartitionStore.Writer(people)
        while let block = try source.next(into: buffer) {
            let path = plan.files[block.file]
            if block.isFirstOfFile { try HistoryHeader.check(buffer.bytes, block.count, file: path) }
            var count = BlockCount(file: block.file)
            let bytes = UnsafePointer(buffer.bytes)
            if block.isTooLong { index.indexHead(bytes) } else { index.index(bytes, count: block.count) }
            try readRows(of: index, bytes, block, reader, into: writer, &count)
            if block.isFirstOfFile, count.rows >= 100 {
                try HistoryHeader.checkLayout(rows: count.rows, withoutForm: count.withoutForm, file: path)
            }
            report(block.index, count)
            progress(block.count)
        }
        try writer.finish()
    }

    private func readRows(
        of index: BlockIndex, _ bytes: UnsafePointer<UInt8>, _ block: BlockSource.Block, _ reader: FactsReader,
        into writer: PartitionStore.Writer, _ count: inout BlockCount
    ) throws {
        let partitions = writer.partitions
        var damages = index.damages[...]
        var last = LastPerson()
        for number in 0..<index.rowCount {
            let row = index.row(number, of: bytes)
            if row.isBlank { continue }
            let key = RowKey(file: block.file, block: block.index, row: count.rows)
            if damages.first?.row == number {
                damages.removeFirst()
                count.withoutForm += 1
                if let facts = reader.readRejected(row, key: key) { try writer.add(facts, partitions) }
            } else if number == 0, block.isFirstOfFile,
                try HistoryHeader.isHeader(row, file: plan.files[block.file])
            {
                continue
            } else if let flaw = RowCheck.flaw(
                of: row, endsFile: index.endsWithoutBreak && number == index.rowCount - 1)
            {
                if flaw.isOfForm { count.withoutForm += 1 }
                if flaw.code == .missingSubject {
                    // The reference reads such rows as one person's; see `HistoryBuilder`.
                    try writer.add(reader.read(row, key: key), partitions)
                } else if flaw.code != .repeatedHeader, let facts = reader.readRejected(row, key: key) {
                    try writer.add(facts, partitions)
                }
            } else {
                let facts = reader.read(row, key: key)
                // What only repeats whose row it is says nothing new.
                if !last.isSame(facts, row[HistoryColumn.subject]) || !facts.flags.isPlain {
                    try writer.add(facts, partitions)
                }
            }
            count.rows += 1
        }
    }
}

/// The person of the row before, as the block has it.
private struct LastPerson {
    private var subject: Field?
    private var birthDate: Int32 = 0
    private var hasBirthDate: RowFlags = []

    mutating func isSame(_ facts: RowFacts, _ subject: Field) -> Bool {
        let hasBirthDate = facts.flags.intersection(.hasBirthDate)
        defer {
            self.subject = subject
            birthDate = facts.birthDate
            self.hasBirthDate = hasBirthDate
        }
        guard let last = self.subject, last.count == subject.count else { return false }
        return memcmp(last.start, subject.start, subject.count) == 0 && birthDate == facts.birthDate
            && self.hasBirthDate == hasBirthDate
    }
}

extension PartitionStore.Writer {
    /// Deals a record out by its person.
    fileprivate func add(_ facts: RowFacts, _ partitions: Int) throws(IntakeError) {
        let partition = Int(truncatingIfNeeded: facts.subjectHash &>> 33) & (partitions - 1)
        try add(UnsafeRawBufferPointer(start: facts.start, count: facts.byteCount), to: partition)
    }
}
