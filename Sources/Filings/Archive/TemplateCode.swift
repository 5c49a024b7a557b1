package import TemplateEngine

/// A compiled template, prepared for DEFLATE (RFC 1951): all that can be known of the compressed form of its documents
/// before the first value is.
///
/// The documents of a template share its literals, so these are compressed once. One prefix code serves all documents,
/// and the block header that tells it. Each literal is kept as bit strings with matches among themselves; between the
/// strings stand the matches whose distance differs from document to document, as they lead to other literals.
/// `TemplateDeflater` puts a document's stream together from that.
package final class TemplateCode: Sendable {
    /// A match that leads from one literal into another one, which may be missing in a document, or too far away.
    struct Reference {
        /// The symbol of the length and its extra bits.
        let length: UInt64
        let lengthCount: UInt64
        /// The literals it may lead to, and what to add to the distance of their starts; both alike if only one fits.
        let near: Int32
        let nearShift: Int32
        let far: Int32
        let farShift: Int32
        /// What to write when neither is at hand.
        let fallback: Stretch
    }

    /// A part of `words`.
    struct Stretch {
        let word: Int32
        let count: Int32
    }

    /// A literal's bits up to a reference or to its end.
    struct Step {
        let bits: Stretch
        /// Number of the reference that follows; -1 for none.
        let reference: Int32
    }

    struct Literal {
        let count: Int
        let firstStep: Int32
        let stepCount: Int32
        /// The lengths of the matches that repeat the whole literal, in `repeats`; none if it does not pay.
        let firstRepeat: Int32
        let repeatCount: Int32
    }

    /// A code word with its extra bits, and how many bits that is.
    struct Word {
        let bits: UInt32
        let count: UInt32
    }

    let header: Stretch
    let words: [UInt64]
    let literals: [Literal]
    let steps: [Step]
    let references: [Reference]
    let repeats: [Word]
    /// By byte value: the code word, from bit 8 on, and its length; zero for a byte that cannot be written.
    let bytes: [UInt32]
    /// By match length, 0 to 258.
    let lengths: [Word]
    /// By distance symbol, without extra bits.
    let distances: [Word]
    let endOfBlock: Word
    /// No byte, of a literal or of a value, takes more bits.
    static let widestByte = 14

    package convenience init(_ template: Template) {
        self.init(literals: template.literals, pool: template.pool)
    }

    init(literals: [Range<Int>], pool: [UInt8]) {
        let text = LiteralText(literals, of: pool)
        var parser = LiteralParser(text: text, costs: DeflateCosts())
        var parsed = text.ranges.indices.map(parser.parse)
        var codes = TemplateStatistics(of: parsed.joined()).codes
        // The cheapest way to write depends on the code, and the code on what is written: twice round is enough.
        for _ in 0..<2 {
            parser = LiteralParser(
                text: text,
                costs: DeflateCosts(literals: codes.literals, distances: codes.distances)
            )
            parsed = text.ranges.indices.map(parser.parse)
            codes = TemplateStatistics(of: parsed.joined()).codes
        }
        var builder = TemplateCodeBuilder(text: text, literals: codes.literals, distances: codes.distances)
        header = builder.keep(BlockHeader.bits(literals: codes.literals, distances: codes.distances))
        self.literals = parsed.enumerated().map { builder.literal($0, $1) }
        words = builder.words
        steps = builder.steps
        references = builder.references
        repeats = builder.repeats
        bytes = (0..<256).map { UInt32(codes.literals.words[$0]) << 8 | UInt32(codes.literals.lengths[$0]) }
        lengths = (0...258).map {
            DeflateAlphabet.matchLengths.contains($0) ? builder.word(ofLength: $0) : Word(bits: 0, count: 0)
        }
        distances = zip(codes.distances.words, codes.distances.lengths).map {
            Word(bits: UInt32($0), count: UInt32($1))
        }
        endOfBlock = Word(bits: UInt32(codes.literals.words[256]), count: UInt32(codes.literals.lengths[256]))
    }
}
