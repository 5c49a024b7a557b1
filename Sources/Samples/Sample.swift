/// An invented but lifelike batch of eligible cases: 1961 to 2016, felonies and misdemeanors as 62,000 to 4,000, eleven
/// jurisdictions, 1.24 counts a person. The same numbers give the same bytes, and every format carries the same cases.
package struct Sample: Sendable {
    /// The formats that batches come in.
    package enum Format: String, CaseIterable, Sendable {
        /// One row for each count.
        case csv
        /// One line for each case.
        case jsonLines = "jsonl"
        /// The published schema, `urn:vacatur:batch:1`.
        case xml
    }

    /// What a batch that was written holds.
    package struct Summary: Hashable, Sendable {
        /// Court cases; a dirty batch may name one twice, or none.
        package var cases = 0
        package var people = 0
        /// Rows of CSV, counts in the other formats: as many as intake accounts for. A broken JSON line is one.
        package var rows = 0
        /// Cases that were spoiled on purpose.
        package var dirtyCases = 0
    }

    private let cases: Int
    private let seed: UInt64
    private let format: Format
    private let dirtyShare: Double

    /// - Parameters:
    ///   - cases: how many court cases; at least 0.
    ///   - seed: any number. Batches with different seeds have different people; some case numbers can meet.
    ///   - format: of the bytes.
    ///   - dirtyShare: the share of cases that are spoiled, from 0 to 1. Every kind of problem that a row can have comes
    ///     in turn, and the other cases are those of the clean batch.
    package init(cases: Int, seed: UInt64, format: Format, dirtyShare: Double = 0) {
        self.cases = max(0, cases)
        self.seed = seed
        self.format = format
        self.dirtyShare = min(1, max(0, dirtyShare))
    }

    /// Writes the batch. Memory does not grow with it.
    ///
    /// - Parameter descriptor: an open file, pipe or terminal; it stays open.
    /// - Returns: what was written.
    /// - Throws: `SampleError` where the system refuses to write, for example on a full disk.
    @discardableResult
    package func write(to descriptor: Int32) throws(SampleError) -> Summary {
        try generate { bytes throws(SampleError) in try SampleOutput.write(bytes, to: descriptor) }
    }

    /// Hands the batch out in portions.
    func generate(_ receive: ([UInt8]) throws(SampleError) -> Void) throws(SampleError) -> Summary {
        var writer = BatchWriter(format)
        var batch = BatchOrder(seed: seed, dirtyShare: dirtyShare)
        writer.begin()
        for _ in 0..<cases {
            for record in batch.next() { writer.write(record) }
            if writer.bytes.count >= SampleOutput.portion {
                try receive(writer.bytes)
                writer.removeAll()
            }
        }
        for record in batch.rest() { writer.write(record) }
        writer.end()
        if !writer.bytes.isEmpty { try receive(writer.bytes) }
        return Summary(cases: cases, people: batch.people, rows: writer.rows, dirtyCases: batch.dirtyCases)
    }
}
