/// The faces that documents are set in. Read once for a run and shared by all threads.
package struct Typefaces: Sendable {
    /// Positions of the faces; bold and italic are bits.
    enum Face {
        static let bold = 1, italic = 2, mono = 4, signs = 5
    }

    /// Liberation Serif has the widths of Times New Roman (rule 2.105), Liberation Mono those of Courier New.
    package static let files = [
        "LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSerif-Italic", "LiberationSerif-BoldItalic",
        "LiberationMono-Regular",
    ]
    /// Where Debian's package fonts-liberation puts them.
    package static let folder = "/usr/share/fonts/truetype/liberation"

    let faces: [Typeface]

    /// `read` gives a font's bytes by its name without ending; nil if there is no such file.
    package init(_ read: (String) -> [UInt8]?) throws(FontError) {
        var faces: [Typeface] = []
        for name in Self.files {
            guard let bytes = read(name) else { throw FontError(.unreadable, "\(name).ttf") }
            faces.append(try Typeface(name: name, file: bytes, index: faces.count))
        }
        faces.append(try Typeface(name: "VacaturSigns", file: SignsFont.bytes(), index: faces.count))
        self.faces = faces
    }

    /// The first character of a text that cannot be printed in every style of text.
    package func missingCharacter(in text: String) -> Unicode.Scalar? {
        // Every face has the letters of ASCII.
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return nil }
        return text.unicodeScalars.first { character in
            let value = character.value
            if value <= 0x20 || value == 0x200B || faces[Face.signs].slot(value).kind != .missing { return false }
            return faces[..<Face.mono].contains { $0.slot(value).kind == .missing }
        }
    }

    /// How many fonts a PDF can have at most.
    var fontCount: Int { faces.count * Repertoire.parts }
}
