/// Confidential values in the documents of a volume. One per thread.
///
/// A day can stand in a document because the law names it, and be somebody's birth date by chance. So a date that also
/// stands in most documents of the same kind of the volume's first cases, whose people have other birthdays, is taken
/// for text of the template.
struct VolumeLeaks {
    typealias Found = (path: String, entry: String, leak: LeakScanner.Leak)

    private var scanner: LeakScanner
    private var found: [(name: String, found: Found)] = []
    /// By name of the document: the dates in the first cases' documents.
    private var samples: [String: [(sequence: Int, dates: Set<Int32>)]] = [:]

    private static let sampleSize = 8

    init(_ identities: Identities) { scanner = LeakScanner(identities) }

    /// Starts a volume.
    mutating func begin() {
        found.removeAll()
        samples.removeAll()
    }

    mutating func scan(
        _ bytes: UnsafeRawBufferPointer,
        name: String,
        case sequence: Int,
        _ path: String,
        entry: String
    ) {
        let isSample = samples[name]?.count ?? 0 < Self.sampleSize
        scanner.begin(case: sequence, keepsDates: isSample)
        _ = scanner.scan(bytes, from: 0, isLast: true)
        if isSample { samples[name, default: []].append((sequence, Set(scanner.dates))) }
        for leak in Set(scanner.leaks) { found.append((name, (path, entry, leak))) }
    }

    /// - Returns: what was found in the volume.
    func finish() -> [Found] {
        found.filter { !isTemplateText($0.found.leak, in: $0.name) }.map(\.found)
    }

    private func isTemplateText(_ leak: LeakScanner.Leak, in name: String) -> Bool {
        guard leak.kind == .birthDate else { return false }
        let others = (samples[name] ?? []).filter { $0.sequence != leak.sequence }
        return others.count { $0.dates.contains(leak.date) } * 2 > others.count
    }
}
