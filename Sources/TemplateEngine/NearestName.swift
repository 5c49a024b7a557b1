/// The known name a misspelt one most likely meant.
package enum NearestName {
    /// The candidate with the fewest edits, the first of equals; nil when even that one is far off.
    package static func find(_ name: String, among candidates: [String]) -> String? {
        let wanted = Array(name.utf8.prefix(64))
        var best: String?
        var bestDistance = max(1, wanted.count / 3) + 1
        for candidate in candidates where candidate != name {
            let distance = distance(wanted, Array(candidate.utf8.prefix(64)))
            if distance < bestDistance {
                best = candidate
                bestDistance = distance
            }
        }
        return best
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`, case set aside.
    static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                let isSame = folded(a[i]) == folded(b[j])
                var cost = min(last[j] + (isSame ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, folded(a[i]) == folded(b[j - 1]), folded(a[i - 1]) == folded(b[j]) {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
}
