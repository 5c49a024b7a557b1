/// An invented but lifelike history file of the state for Los Angeles County: 95 columns, a header that ends in one comma
/// more than rows have, everyone with a conviction of Proposition 64's sections there and all that is on record about them.
/// The same numbers give the same bytes.
///
/// About 430 bytes a row, 19 rows a person; one row in sixteen is a relevant conviction of the county. Rows stand by
/// person, except that one person in fifty has the rest of their rows further down.
package struct HistorySample: Sendable {
    /// What a file that was written holds.
    package struct Summary: Hashable, Sendable {
        /// Rows without the header. A row that is broken in two counts as two.
        package var rows = 0
        package var people = 0
        /// People with a row that was spoiled on purpose.
        package var spoiledPeople = 0
    }

    private let rows: Int
    private let seed: UInt64
    private let dirtyShare: Double

    /// - Parameters:
    ///   - rows: how many rows without the header; at least 0. The last person's are cut off there.
    ///   - seed: any number. Files with different seeds have different people; some case numbers can meet.
    ///   - dirtyShare: the share of people that get something wrong, from 0 to 1. Every kind comes in turn, and the other
    ///     people are those of the clean file.
    package init(rows: Int, seed: UInt64, dirtyShare: Double = 0) {
        self.rows = max(0, rows)
        self.seed = seed
        self.dirtyShare = min(1, max(0, dirtyShare))
    }

    /// Writes the file. Memory does not grow with it.
    ///
    /// - Parameter descriptor: an open file, pipe or terminal; it stays open.
    /// - Returns: what was written.
    /// - Throws: `SampleError` where the system refuses to write, for example on a full disk.
    @discardableResult
    package func write(to descriptor: Int32) throws(SampleError) -> Summary {
        try generate { bytes throws(SampleError) in try SampleOutput.write(bytes, to: descriptor) }
    }

    /// Hands the file out in portions.
    func generate(_ receive: ([UInt8]) throws(SampleError) -> Void) throws(SampleError) -> Summary {
        var order = HistoryOrder(rows: rows, seed: seed, dirtyShare: dirtyShare)
        var bytes = HistoryColumns.header
        bytes.reserveCapacity(SampleOutput.portion + 65_536)
        while order.next(to: &bytes) {
            guard bytes.count >= SampleOutput.portion else { continue }
            try receive(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
        try receive(bytes)
        return Summary(rows: rows, people: order.people, spoiledPeople: order.spoiledPeople)
    }
}
