package import Digests
private import Glibc
package import Press

/// The fonts of the machine, with a digest of their files: the bytes of a PDF depend on them.
package struct Fonts: Sendable {
    package let typefaces: Typefaces
    package let digest: Digest

    /// Reads the fonts; `folder` is where Liberation's files lie.
    package static func installed(in folder: String = Typefaces.folder) throws(PaperError) -> Fonts {
        let hasher = SHA256()
        do {
            let typefaces = try Typefaces { name in
                guard let bytes = bytes("\(folder)/\(name).ttf") else { return nil }
                hasher.update(bytes)
                return bytes
            }
            return Fonts(typefaces: typefaces, digest: hasher.finish())
        } catch {
            throw PaperError(.press(.font(error)))
        }
    }

    /// No font that is meant here is larger.
    private static let most = 16 << 20

    private static func bytes(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rbe") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            bytes += piece[..<count]
            if bytes.count > most || (count < piece.count && ferror(file) != 0) { return nil }
            if count < piece.count { return bytes }
        }
    }
}
