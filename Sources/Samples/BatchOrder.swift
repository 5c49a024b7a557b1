/// The order of records in a batch: cases as they are made, some spoiled, a few in two parts that do not stand together.
struct BatchOrder: Sendable {
    private var maker: CaseMaker
    /// Separate, so that spoiling some cases leaves the others as they are.
    private var random: SeededGenerator
    private let dirtyShare: Double
    private var waiting: [(due: Int, record: SampleRecord)] = []
    private var made = 0
    private(set) var dirtyCases = 0

    var people: Int { maker.people }

    init(seed: UInt64, dirtyShare: Double) {
        maker = CaseMaker(seed: seed)
        random = SeededGenerator(seed: ~seed)
        self.dirtyShare = dirtyShare
    }

    /// The records that come next: one, or none or several now and then.
    mutating func next() -> [SampleRecord] {
        var record = maker.next()
        made += 1
        var records: [SampleRecord] = []
        if record.counts.count > 1, made % 8 == 0 {
            var later = record
            later.counts = [record.counts.removeLast()]
            waiting.append((due: made + 3 + made % 40, record: later))
        }
        if random.chance(dirtyShare) {
            let kind = Blemish.allCases[dirtyCases % Blemish.allCases.count]
            dirtyCases += 1
            records += kind.spoil(record, random: &random)
        } else {
            records.append(record)
        }
        while let first = waiting.firstIndex(where: { $0.due <= made }) {
            records.append(waiting.remove(at: first).record)
        }
        return records
    }

    /// The parts of cases that still wait at the end.
    mutating func rest() -> [SampleRecord] {
        defer { waiting.removeAll() }
        return waiting.map(\.record)
    }
}
