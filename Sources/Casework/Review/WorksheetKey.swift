import Cases
import Digests
import Docket

/// Names a conviction in a worksheet: `R-1f0c2a-345-1-K7QDM` is the first conviction of person 345 of the screening
/// `1f0c2a…`. The last five characters belong to that conviction alone, so that a key of another docket, or one that was
/// typed, is noticed. No spreadsheet takes it for a number or a date, and it tells nothing of the person.
struct WorksheetKey: Hashable {
    /// The beginning of the screening's identity.
    let screening: String
    /// From 1.
    let person: Int
    /// From 0.
    let position: Int
    let check: String

    init(_ place: ConvictionPlace, _ person: ScreenedPerson, _ hasher: SHA256) {
        screening = String(place.screening.description.identity.prefix(6))
        self.person = place.person
        position = place.position
        let conviction = person.convictions[place.position]
        let parts = [
            place.screening.description.identity, String(place.person), String(place.position),
            person.person.identifier, conviction.countOrder,
        ]
        for part in parts { hasher.update("\(part)\n") }
        check = Self.letters(of: hasher.finish())
    }

    /// Reads a key in whatever case, with blanks around it.
    ///
    /// - Returns: nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { part in
            String(decoding: part.utf8.filter { $0 != 32 }.map(\.lowercased), as: UTF8.self)
        }
        guard parts.count == 5, parts[0] == "r", let person = Int(parts[2]), let position = Int(parts[3]), position > 0,
            parts[4].utf8.count == 5
        else { return nil }
        screening = parts[1]
        self.person = person
        self.position = position - 1
        check = parts[4].uppercased()
    }

    var text: String { "R-\(screening)-\(person)-\(position + 1)-\(check)" }

    /// Five letters and digits that nobody confuses: no I, L, O or U.
    private static func letters(of digest: Digest) -> String {
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        var bits = digest.bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        var text = ""
        for _ in 0..<5 {
            text.append(alphabet[Int(bits >> 27)])
            bits <<= 5
        }
        return text
    }
}
