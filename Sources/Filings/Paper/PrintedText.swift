import Cases
package import Press

extension PlacedCase {
    /// The first character of the case's texts that no font has; nil if all of it can be printed.
    package func unprintableCharacter(in typefaces: Typefaces) -> Unicode.Scalar? {
        let texts = [eligible.number] + person.printedTexts + eligible.counts.flatMap(\.count.printedTexts)
        return texts.lazy.compactMap(typefaces.missingCharacter).first
    }
}

extension PlacedChallenge {
    /// As for a case.
    package func unprintableCharacter(in typefaces: Typefaces) -> Unicode.Scalar? {
        let texts = [challenged.number] + person.printedTexts + challenged.counts.flatMap(\.count.printedTexts)
        return texts.lazy.compactMap(typefaces.missingCharacter).first
    }
}

extension Person {
    fileprivate var printedTexts: [String] {
        [name.last, name.first, name.middle, name.suffix, ciiNumber] + aliases
            + (address.map { [$0.street, $0.city, $0.state, $0.zip] } ?? [])
    }
}

extension Count {
    fileprivate var printedTexts: [String] { [number, section.cited, offense, arrestingAgency] }
}
