/// The order of rows in the file: by person, except that some people's last rows come later.
struct HistoryOrder: Sendable {
    private var maker: HistoryMaker
    /// Separate ones, so that spoiling some people leaves the others, and the order of all, as they are.
    private var spoiling: SeededGenerator
    private var scattering: SeededGenerator
    private let dirtyShare: Double
    private var waiting: [(due: Int, rows: HistoryRows)] = []
    /// How many more rows the file takes.
    private var left: Int
    private(set) var spoiledPeople = 0

    var people: Int { maker.people }

    init(rows: Int, seed: UInt64, dirtyShare: Double) {
        maker = HistoryMaker(seed: seed)
        spoiling = SeededGenerator(seed: ~seed)
        scattering = SeededGenerator(seed: ~seed &+ 1)
        self.dirtyShare = dirtyShare
        left = rows
    }

    /// One person in fifty.
    private static let scatteredShare = 0.02

    /// Adds the rows that come next.
    ///
    /// - Returns: false when the file has all of its rows.
    mutating func next(to bytes: inout [UInt8]) -> Bool {
        guard left > 0 else {
            for part in waiting { bytes += part.rows.bytes }
            waiting.removeAll()
            return false
        }
        maker.next()
        var rows = maker.rows
        if spoiling.chance(dirtyShare) {
            let kind = HistoryBlemish.allCases[spoiledPeople % HistoryBlemish.allCases.count]
            spoiledPeople += 1
            kind.spoil(&rows, random: &spoiling)
        }
        if rows.count > left { rows = rows.part(0..<left) }
        left -= rows.count
        if scattering.chance(Self.scatteredShare), rows.count > 1 {
            let cut = scattering.within(1...rows.count - 1)
            let distance = scattering.below(Self.distances.draw(&scattering))
            waiting.append((due: people + 1 + distance, rows: rows.part(cut..<rows.count)))
            rows = rows.part(0..<cut)
        }
        bytes += rows.bytes
        while let first = waiting.firstIndex(where: { $0.due <= people }) {
            bytes += waiting.remove(at: first).rows.bytes
        }
        return true
    }

    /// By how many people rows come late, at most. Those that wait are in memory, so there is a limit to it.
    private static let distances = Weighted<Int>([(3, weight: 30), (300, weight: 40), (20_000, weight: 30)])
}
