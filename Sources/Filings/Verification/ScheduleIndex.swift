/// What the schedules say of each case, as far as other checks need it, in a few bytes for each.
struct ScheduleIndex: Sendable {
    /// A hash of each case's number, by sequence from 1.
    private(set) var numbers: [UInt64] = []
    private(set) var counts = 0
    /// Counts of each relief, in the order of `D`, `R`, `S`.
    private(set) var reliefs = ReliefCounts()
    private(set) var courthouses: [String: CourthouseCounts] = [:]
    /// What must not be public; nil if the packet has no confidential schedule.
    var identities: Identities?

    struct ReliefCounts: Sendable {
        var cases: [String: Int] = [:]
        var counts: [String: Int] = [:]
    }

    struct CourthouseCounts: Sendable {
        var cases = 0
        var counts = 0
    }

    private var reliefsOfCase: [String] = []

    var cases: Int { numbers.count }

    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        // FNV-1a with a final mix.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        hash ^= hash >> 32
        return hash &* 0x9E37_79B9_7F4A_7C15
    }

    func isCase(_ sequence: Int, numbered number: String) -> Bool {
        numbers.indices.contains(sequence - 1) && numbers[sequence - 1] == Self.hash(number.utf8)
    }

    mutating func addCase(number: ArraySlice<UInt8>, courthouse: String) {
        numbers.append(Self.hash(number))
        courthouses[courthouse, default: CourthouseCounts()].cases += 1
        reliefsOfCase.removeAll(keepingCapacity: true)
    }

    mutating func addCount(relief: String, courthouse: String) {
        counts += 1
        courthouses[courthouse, default: CourthouseCounts()].counts += 1
        reliefs.counts[relief, default: 0] += 1
        guard !reliefsOfCase.contains(relief) else { return }
        reliefsOfCase.append(relief)
        reliefs.cases[relief, default: 0] += 1
    }
}
