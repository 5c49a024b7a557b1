import Cases
import Testing

/// Random texts, the same on every run.
struct OffenseFuzzTests {
    private static let pieces = [
        "187", "11357", "11358", "11359", "11360", "246", "186.22(B)(4)", "288A", "261", "286", "190", "664", "182",
        "(A)",
        "(D)(3)", "(", ")", ".5", ".", "/", "-", " ", "\n", "PC", " PC", " HS", " MV", "1", "2", "647(F)", "11364",
        "1320", "\u{00A0}", "\u{00E9}", "SEE COMMENT FOR CHARGE",
    ]

    private var random = RepeatableRandom(state: 64)

    private mutating func text() -> [UInt8] {
        (0..<Int.random(in: 0...7, using: &random)).flatMap { _ in
            Int.random(in: 0..<12, using: &random) == 0
                ? [UInt8.random(in: 0...255, using: &random)]
                : Array(Self.pieces.randomElement(using: &random)?.utf8 ?? "".utf8)
        }
    }

    @Test("Correctly read, a text says no more than the reference finds, unless a hyphen or blank was in its way")
    mutating func correctedSaysLess() {
        for _ in 0..<8_000 {
            let bytes = text()
            let (reference, corrected) = bytes.withUnsafeBytes { Offense.readings(of: $0) }
            guard reference.text == corrected.text else { continue }
            for mark in [Offense.Marks.superstrike, .pc290, .gangOffense, .gangEnhancement]
            where corrected.marks.contains(mark) {
                #expect(reference.marks.contains(mark), "\(bytes)")
            }
            if corrected.proposition64 != nil { #expect(reference.proposition64 != nil, "\(bytes)") }
            #expect(!reference.marks.contains(.attempt))
        }
    }

    @Test("No text and no comment is too strange")
    mutating func nothingCrashes() {
        var possible = 0
        for _ in 0..<8_000 {
            let (description, comment) = (text(), text())
            description.withUnsafeBytes { description in
                comment.withUnsafeBytes { comment in
                    let isPossible = Offense.isPossibleOtherCharge(description: description, comment: comment)
                    if isPossible {
                        possible += 1
                        #expect(!Offense.isInComment(description: description))
                    }
                }
            }
        }
        #expect(possible > 200)
    }
}

/// A small generator of numbers (SplitMix64).
private struct RepeatableRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
