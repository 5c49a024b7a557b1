internal import Cases

/// The values of which there are only a few: level, sentence status, determination.
enum LevelText {
    /// `felony`, `misdemeanor`, `infraction`, or their first letters or usual short forms.
    static func level(_ text: ValueText) -> OffenseLevel? {
        guard !text.isEmpty else { return nil }
        switch text[0].lowercased {
        case UInt8(ascii: "f"):
            return text.count == 1 || text.matches("felony") || text.matches("fel") ? .felony : nil
        case UInt8(ascii: "m"):
            let isKnown =
                text.count == 1 || text.matches("misdemeanor") || text.matches("misd") || text.matches("misdemeanour")
            return isKnown ? .misdemeanor : nil
        case UInt8(ascii: "i"):
            return text.count == 1 || text.matches("infraction") || text.matches("inf") ? .infraction : nil
        default: return nil
        }
    }

    /// Empty means that the batch does not say.
    static func sentence(_ text: ValueText) -> SentenceStatus? {
        if text.isEmpty || text.matches("unknown") { return .unknown }
        if text.matches("completed") || text.matches("complete") || text.matches("served") { return .completed }
        if text.matches("serving") || text.matches("in custody") || text.matches("active") { return .serving }
        return nil
    }

    static func determination(_ text: ValueText) -> Determination? {
        for (determination, bytes) in determinations
        where bytes.count == text.count && zip(bytes, text.bytes).allSatisfy({ $0 == $1.lowercased }) {
            return determination
        }
        return nil
    }

    private static let determinations: [(Determination, [UInt8])] = Determination.allCases
        .filter { !$0.rawValue.isEmpty }
        .map { ($0, $0.rawValue.utf8.map(\.lowercased)) }
}
