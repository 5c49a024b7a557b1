package import Filings

/// How the court wants files to be named, such as `{sequence}-{case}-{position}-{document}`.
///
/// Names are of letters, digits, `-`, `_` and `.`, whatever a case number has. A case number that makes the name too long
/// is cut; the sequence keeps the name the only one.
package struct FileNameRule: Hashable, Sendable {
    private enum Part: Hashable {
        case text([UInt8])
        case sequence, caseNumber, position, document
    }

    /// As the policy has it.
    package let pattern: String
    private let parts: [Part]

    /// - Returns: nil where a place is unknown or not closed, a sign is not allowed, or neither the sequence nor the case
    ///   number stands in it, so that files of different cases would have one name.
    package init?(_ pattern: String) {
        var parts: [Part] = []
        var rest = Array(pattern.utf8)[...]
        while let first = rest.first {
            if first == UInt8(ascii: "{") {
                guard let close = rest.firstIndex(of: UInt8(ascii: "}")) else { return nil }
                switch String(decoding: rest[rest.startIndex + 1..<close], as: UTF8.self) {
                case "sequence": parts.append(.sequence)
                case "case": parts.append(.caseNumber)
                case "position": parts.append(.position)
                case "document": parts.append(.document)
                default: return nil
                }
                rest = rest[(close + 1)...]
            } else {
                let text = rest.prefix { $0 != UInt8(ascii: "{") }
                guard text.allSatisfy(Self.isAllowed) else { return nil }
                parts.append(.text(Array(text)))
                rest = rest.dropFirst(text.count)
            }
        }
        guard parts.contains(.sequence) || parts.contains(.caseNumber) else { return nil }
        self.pattern = pattern
        self.parts = parts
    }

    /// The name of one file of a case, of at most `limit` characters; the `extension` has its dot.
    package func name(
        sequence: Int, caseNumber: String, position: Int, document: DocumentKind, extension: String, limit: Int
    ) -> String {
        let fixed = join(sequence, [], position, document).count + `extension`.utf8.count
        let number = caseNumber.utf8.map { Self.isAllowed($0) ? $0 : UInt8(ascii: "-") }
        let name = join(sequence, number.prefix(max(0, limit - fixed)), position, document)
        return String(decoding: name, as: UTF8.self) + `extension`
    }

    private func join(
        _ sequence: Int, _ caseNumber: ArraySlice<UInt8>, _ position: Int, _ document: DocumentKind
    ) -> [UInt8] {
        var name: [UInt8] = []
        for part in parts {
            switch part {
            case .text(let text): name += text
            case .sequence: name += Self.digits(sequence, width: 6)
            case .caseNumber: name += caseNumber
            case .position: name += Self.digits(position, width: 2)
            case .document: name += Self.word(for: document).utf8
            }
        }
        return name
    }

    /// `motion` for the motion of a case, whose file is `motion.html`.
    static func word(for kind: DocumentKind) -> String { String(kind.fileName.prefix { $0 != "." }) }

    private static func digits(_ number: Int, width: Int) -> [UInt8] {
        let digits = Array(String(number).utf8)
        return [UInt8](repeating: UInt8(ascii: "0"), count: max(0, width - digits.count)) + digits
    }

    /// Letters and digits of ASCII, `-`, `_` and `.`.
    static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
