internal import Digests

/// The manifest of a volume, growing as documents are added.
struct VolumeManifestText {
    private var text = ManifestText()
    /// The element of the current case or letter.
    private var open = ""

    mutating func begin(_ kind: Volume.Kind, _ number: Int, jurisdiction: String, _ run: RunStamp) {
        text.xml.removeAll()
        open = ""
        text.begin(
            "volume",
            run,
            [("jurisdiction", jurisdiction), ("kind", kind.rawValue), ("number", String(number))]
        )
    }

    mutating func beginCase(_ sequence: Int, _ number: String, folder: ArraySlice<UInt8>) {
        begin("case")
        text.xml.attribute("sequence", sequence)
        text.xml.attribute("number", number)
        end(folder)
    }

    mutating func beginLetter(_ number: Int, folder: ArraySlice<UInt8>) {
        begin("letter")
        text.xml.attribute("number", number)
        end(folder)
    }

    mutating func add(_ name: String, size: Int, _ digest: Digest) {
        text.xml.raw("<document")
        text.xml.attribute("name", name)
        text.xml.attribute("size", size)
        text.xml.attribute("sha256", digest)
        text.xml.raw("/>\n")
    }

    mutating func finish() -> [UInt8] {
        closeItem()
        text.xml.seal("volume")
        return text.xml.bytes
    }

    private mutating func begin(_ element: String) {
        closeItem()
        open = element
        text.xml.raw("<\(element)")
    }

    private mutating func end(_ folder: ArraySlice<UInt8>) {
        text.xml.attribute("folder", String(decoding: folder, as: UTF8.self))
        text.xml.raw(">\n")
    }

    private mutating func closeItem() {
        if !open.isEmpty { text.xml.raw("</\(open)>\n") }
    }
}
