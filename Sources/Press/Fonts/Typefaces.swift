/// The faces that documents are set in. Read once for a run and shared by all threads.
package struct Typefaces: Sendable {
    /// Positions of the faces; bold and italic are bits.
    enum Face {
        static let bold = 1, italic = 2, mono = 4, signs = 5, more = 6
    }

    /// Liberation Serif has the widths of Times New Roman (rule 2.105), Liberation Mono those of Courier New.
    private static let text = [
        "liberation/LiberationSerif-Regular", "liberation/LiberationSerif-Bold", "liberation/LiberationSerif-Italic",
        "liberation/LiberationSerif-BoldItalic", "liberation/LiberationMono-Regular",
    ]
    /// For letters that those lack: names in Vietnamese, for one.
    private static let more = ["dejavu/DejaVuSerif", "dejavu/DejaVuSerif-Bold"]
    package static let files = text + more
    /// Where Debian's packages fonts-liberation and fonts-dejavu-core put them.
    package static let folder = "/usr/share/fonts/truetype"

    let faces: [Typeface]

    /// `read` gives a font's bytes by its name without ending; nil if there is no such file.
    package init(_ read: (String) -> [UInt8]?) throws(FontError) {
        var faces: [Typeface] = []
        func add(_ name: String, besides face: Typeface? = nil) throws(FontError) {
            guard let bytes = read(name) else { throw FontError(.unreadable, "\(name).ttf") }
            let own = name.split(separator: "/").last.map(String.init) ?? name
            faces.append(try Typeface(name: own, file: bytes, index: faces.count, besides: face))
        }
        for name in Self.text { try add(name) }
        faces.append(try Typeface(name: "VacaturSigns", file: SignsFont.bytes(), index: faces.count))
        for (name, face) in zip(Self.more, faces) { try add(name, besides: face) }
        self.faces = faces
    }

    /// The slot of a character: in the face of its style, or else in one that has what text fonts lack.
    @inline(__always)
    func slot(_ character: UInt32, _ face: Int) -> Slot {
        let slot = faces[face].slot(character)
        return slot.kind == .missing ? rareSlot(character, face) : slot
    }

    @inline(never)
    private func rareSlot(_ character: UInt32, _ face: Int) -> Slot {
        // A zero-width space is in few fonts and needs none.
        if character == 0x200B { return Slot(kind: .chance) }
        let sign = faces[Face.signs].slot(character)
        return sign.kind == .missing ? faces[Face.more + (face & Face.bold)].slot(character) : sign
    }

    /// The first character of a text that cannot be printed in every style of text.
    package func missingCharacter(in text: String) -> Unicode.Scalar? {
        // Every face has the letters of ASCII.
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return nil }
        return text.unicodeScalars.first { character in
            let value = character.value
            return value > 0x20 && (0..<Face.mono).contains { slot(value, $0).kind == .missing }
        }
    }

    /// How many fonts a PDF can have at most.
    var fontCount: Int { faces.count * Repertoire.parts }
}
