internal import Cases
internal import Digests

/// Names a conviction's finding in a screening.
package struct ConvictionPlace: Hashable, Sendable {
    package let screening: Screening
    /// From 1, in the order of the screening.
    package let person: Int
    /// From 0, in the order of the file.
    package let position: Int

    package init(screening: Screening, person: Int, position: Int) {
        self.screening = screening
        self.person = person
        self.position = position
    }
}

/// What makes two findings one conviction's, in whatever delivery of the state's file: `SUBJECT_ID` and `CNT_ORDER`.
enum ConvictionKey {
    /// 16 bytes of a digest, too many for two convictions to meet by chance or by design; and the table of rulings holds
    /// no identifier of a person. A person without identifier is never taken for another, so the key holds the place.
    static func of(_ place: ConvictionPlace, _ screened: ScreenedPerson, _ hasher: SHA256) -> [UInt8] {
        if screened.person.identifier.isEmpty {
            hasher.update("place\0\(place.screening.description.identity)\0\(place.person)\0\(place.position)")
        } else {
            hasher.update("subject\0")
            hasher.update(screened.person.identifier)
            hasher.update("\0")
            hasher.update(screened.convictions[place.position].countOrder)
        }
        return Array(hasher.finish().bytes.prefix(16))
    }
}
