import Foundation

@testable import Press

/// The fonts of the machine, and a compression that leaves bytes as they are, so that tests can read them.
enum Workshop {
    static let files: [String: [UInt8]] = Dictionary(
        uniqueKeysWithValues: Typefaces.files.compactMap { name in
            FileManager.default.contents(atPath: "\(Typefaces.folder)/\(name).ttf").map { (name, Array($0)) }
        })
    static let hasFonts = files.count == Typefaces.files.count

    static func typefaces() throws -> Typefaces { try Typefaces { files[$0] } }

    /// Stored blocks of zlib (RFC 1950, 1951).
    static var stored: Compression {
        Compression(
            bound: { 6 + $0 + 5 * ($0 / 65_535 + 1) },
            compress: { source, space in
                var out: [UInt8] = [0x78, 0x01]
                var rest = source[...]
                repeat {
                    let piece = rest.prefix(65_535)
                    rest = rest.dropFirst(piece.count)
                    let count = UInt16(piece.count)
                    out += [rest.isEmpty ? 1 : 0, UInt8(count & 255), UInt8(count >> 8)]
                    out += [UInt8(~count & 255), UInt8(~count >> 8)]
                    out += piece
                } while !rest.isEmpty
                var (low, high): (UInt32, UInt32) = (1, 0)
                for byte in source {
                    low = (low + UInt32(byte)) % 65_521
                    high = (high + low) % 65_521
                }
                for sum in [high, low] { out += [UInt8(sum >> 8), UInt8(sum & 255)] }
                space.copyBytes(from: out)
                return out.count
            })
    }

    static func set(_ text: String, _ setter: Setter, into galley: inout Galley) throws(PressError) {
        let bytes = Array(text.utf8)
        try bytes.withUnsafeBufferPointer { (bytes) throws(PressError) in
            try setter.set(bytes, 0..<bytes.count, [], into: &galley)
        }
    }

    static func pdf(_ manuscript: Manuscript) throws -> [UInt8] {
        try PDFPrinter(try typefaces(), stored).pdf(of: manuscript)
    }

    /// The text of each page's content stream, in order; forms first of all.
    static func streams(_ pdf: [UInt8]) -> [String] {
        String(decoding: pdf, as: Unicode.ASCII.self).components(separatedBy: ">>stream\n").dropFirst()
            .map { $0.components(separatedBy: "\nendstream")[0] }
            .filter { $0.contains("Td\n") }
    }

    /// Where each line of text stands: x and y in points, from the lower left corner, and its codes.
    static func lines(_ stream: String) -> [(x: Double, y: Double, text: String)] {
        var lines: [(x: Double, y: Double, text: String)] = []
        var place = (x: 0.0, y: 0.0)
        for row in stream.components(separatedBy: "\n") {
            let words = row.components(separatedBy: " ")
            if row == "BT" { place = (0, 0) }
            if row.hasSuffix(" Td"), words.count == 3, let x = Double(words[0]), let y = Double(words[1]) {
                place = (place.x + x, place.y + y)
                lines.append((place.x, place.y, ""))
            }
            if row.hasSuffix("]TJ"), !lines.isEmpty { lines[lines.count - 1].text += shown(row) }
        }
        return lines
    }

    /// The strings of an array of text.
    private static func shown(_ row: String) -> String {
        var text = ""
        var isInside = false
        var isEscaped = false
        for character in row.dropLast(2) {
            if isEscaped {
                text.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "(" || character == ")" {
                isInside = character == "("
            } else if isInside {
                text.append(character)
            }
        }
        return text
    }
}

/// A small generator with a fixed start, so that random tests are the same every time.
struct SplitMix64 {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
