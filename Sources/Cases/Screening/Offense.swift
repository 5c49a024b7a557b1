/// How the texts of the state's history file are read.
package enum Reading: Int, CaseIterable, Sendable {
    /// Letter by letter as the reference program of 2019 read them, its slips included; for results that equal its own.
    case reference
    /// With the slips put right: blanks around a value do not count, a section number has to stand alone, and so on.
    case corrected
}

/// A section that Proposition 64 changed, as the state's file names it.
package enum Proposition64Section: UInt8, CaseIterable, Sendable {
    case possession = 1, cultivation, possessionForSale, sale

    /// `11357` to `11360`.
    package var number: String {
        switch self {
        case .possession: "11357"
        case .cultivation: "11358"
        case .possessionForSale: "11359"
        case .sale: "11360"
        }
    }
}

/// What the text of an offense says, in one reading. Made once for each distinct text of a file.
package final class Offense: Sendable {
    /// What the screening asks of an offense.
    package struct Marks: OptionSet, Hashable, Sendable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        /// A section of Penal Code section 667(e)(2)(C)(iv), or a gang pair in one text.
        package static let superstrike = Marks(rawValue: 1)
        /// A section that may require registration under Penal Code section 290.
        package static let pc290 = Marks(rawValue: 2)
        /// `186.22(B)(4) PC` stands in the text.
        package static let gangEnhancement = Marks(rawValue: 4)
        /// A section that the enhancement makes a superstrike, directly followed by ` PC`.
        package static let gangOffense = Marks(rawValue: 8)
        /// A superstrike's section with a subsection that the table does not list (`187(A) PC`): for a person to read.
        package static let unlistedSuperstrike = Marks(rawValue: 16)
        /// The same of a section of Penal Code section 290.
        package static let unlistedPC290 = Marks(rawValue: 32)
        /// An enhanceable section with a subsection that the table does not list (`215(A) PC`).
        package static let unlistedGangOffense = Marks(rawValue: 64)
        /// An attempt, a conspiracy or solicitation stands before the section (`664/11359 HS`).
        package static let attempt = Marks(rawValue: 128)
        /// In the table of section 290 only by a section for which registration is not automatic (`261.5`, `272`).
        package static let pc290ByOrder = Marks(rawValue: 256)
    }

    /// The code text: what stands before the first hyphen.
    package let text: String
    package let marks: Marks
    /// The section of Proposition 64 that occurs first in the text; nil for any other offense.
    package let proposition64: Proposition64Section?
    /// The piece of text that names a related offense, such as `11364 HS`; nil for any other.
    package let related: String?

    package init(text: String, marks: Marks, proposition64: Proposition64Section?, related: String?) {
        self.text = text
        self.marks = marks
        self.proposition64 = proposition64
        self.related = related
    }

    /// The section of Proposition 64 with the subdivisions that follow its number: `11360(a)`. nil for any other offense.
    package func section(as reading: Reading) -> CodeSection? {
        guard let proposition64 else { return nil }
        var text = text
        let written = text.withUTF8 { bytes -> CodeSection? in
            Proposition64Section.first(in: OffenseText(UnsafeRawBufferPointer(bytes)), as: reading).flatMap {
                CodeSection(parsing: UnsafeBufferPointer(rebasing: bytes[$0.start...]))
            }
        }
        return written ?? CodeSection(number: proposition64.number)
    }

    /// Whether the number of a section stands anywhere in the text.
    package func mentions(_ section: Proposition64Section, as reading: Reading) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var rest = OffenseText(UnsafeRawBufferPointer(bytes))
            while let (found, start) = Proposition64Section.first(in: rest, as: reading) {
                if found == section { return true }
                rest = rest.slice(start + 5..<rest.count)
            }
            return false
        }
    }
}
