/// Collects what rules find in one message, and compares its texts without making strings.
struct RuleFindings {
    let bytes: [UInt8]
    let profile: ECFProfile
    private(set) var findings: [MessageFinding] = []

    init(bytes: [UInt8], in profile: ECFProfile) {
        self.bytes = bytes
        self.profile = profile
    }

    mutating func add(_ rule: MessageFinding.Rule, _ node: MessageName?, _ text: String) {
        findings.append(MessageFinding(rule, node?.text(in: profile) ?? "", text))
    }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func isEqual(_ range: Range<Int>?, _ text: String) -> Bool {
        guard let range, range.count == text.utf8.count else { return false }
        let isEqual = text.utf8.withContiguousStorageIfAvailable { text in
            bytes.withUnsafeBufferPointer { bytes in
                for (index, byte) in text.enumerated() where bytes[range.lowerBound + index] != byte { return false }
                return true
            }
        }
        return isEqual ?? bytes[range].elementsEqual(text.utf8)
    }

    func isListed(_ range: Range<Int>, _ list: [String]) -> Bool { list.contains { isEqual(range, $0) } }

    /// Characters of a text.
    func length(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }

    /// Reports a text that is missing or not on a list.
    mutating func require(_ range: Range<Int>?, in list: [String], _ node: MessageName) {
        guard let range else { return add(.missingValue, node, "missing") }
        if !isListed(range, list) { add(.unlistedCode, node, "not in the code list of \(profile.name)") }
    }

    mutating func limit(_ range: Range<Int>?, _ most: Int, _ node: MessageName) {
        guard let range, range.count > most, length(range) > most else { return }
        add(.textLength, node, "longer than the \(most) characters that the court takes")
    }
}
