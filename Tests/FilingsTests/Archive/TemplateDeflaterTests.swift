import Testing

@testable import Filings
@testable import TemplateEngine

/// Whatever the template, the values and the way through it: inflating gives the document back.
@Suite struct TemplateDeflaterTests {
    private struct Literals {
        var ranges: [Range<Int>] = []
        var pool: [UInt8] = []

        mutating func add(_ text: [UInt8]) {
            ranges.append(pool.count..<pool.count + text.count)
            pool += text
        }
    }

    private static func inflate(_ stream: [UInt8], count: Int) -> [UInt8]? {
        var result = [UInt8](repeating: 0, count: count)
        let isWhole = stream.withUnsafeBytes { stream in
            result.withUnsafeMutableBytes { Inflater().inflate(stream, filling: $0) }
        }
        return isWhole ? result : nil
    }

    private static func deflate(
        _ output: borrowing Output,
        _ code: TemplateCode,
        with deflater: inout TemplateDeflater
    ) -> [UInt8]? {
        let space = UnsafeMutableRawBufferPointer.allocate(
            byteCount: TemplateDeflater.bound(output.count, code),
            alignment: 8
        )
        defer { space.deallocate() }
        let size = output.withBytes { bytes in
            output.withPieces { deflater.deflate(bytes, $0, code, into: space) }
        }
        return size.map { Array(space[0..<$0]) }
    }

    private static let words = [
        "<p>", "</p>\n", "the People ", "of the State ", "California", "section 11361.8", " and ", "§ ", "é",
        "<td class=\"x\">", "</td>", "\n", "  ", "aaaaaaaaaaaaaaaa", "MARÍA", "0123456789", "-", "convictions ",
    ].map { Array($0.utf8) }

    private static func text(_ words: Int, _ random: inout SplitMix) -> [UInt8] {
        (0..<words).flatMap { _ in Self.words[random.below(Self.words.count)] }
    }

    @Test func randomTemplatesAndTraces() {
        var random = SplitMix(seed: 7)
        var deflater = TemplateDeflater()
        for round in 0..<30 {
            var literals = Literals()
            let isLong = round % 10 == 0
            for _ in 0..<(1 + random.below(isLong ? 6 : 20)) {
                literals.add(Self.text(random.below(isLong ? 300 : 15), &random))
            }
            let code = TemplateCode(literals: literals.ranges, pool: literals.pool)
            for _ in 0..<8 {
                var output = Output(capacity: 256, tracing: true)
                for _ in 0..<random.below(120) {
                    if random.below(2) == 0 {
                        let number = random.below(literals.ranges.count)
                        output.trace(literal: Int32(number), start: output.end)
                        output.append(Array(literals.pool[literals.ranges[number]]))
                    } else {
                        output.trace(literal: -1, start: output.end)
                        output.append(Self.text(random.below(random.below(20) == 0 ? 200 : 6), &random))
                    }
                }
                let stream = Self.deflate(output, code, with: &deflater)
                let isSame = stream.flatMap { Self.inflate($0, count: output.count) } == output.copy()
                #expect(isSame, "round \(round)")
            }
        }
    }

    /// Matches must not reach farther back than 32 KiB, nor into the document before.
    @Test func windowAndNeighbours() {
        var random = SplitMix(seed: 9)
        var literals = Literals()
        literals.add(Self.text(50, &random))
        literals.add(Array(literals.pool.suffix(60)) + Self.text(5, &random))
        literals.add(Array(literals.pool.prefix(300)))
        let code = TemplateCode(literals: literals.ranges, pool: literals.pool)
        var deflater = TemplateDeflater()
        for gap in [0, 1, 30_000, 32_000, 32_767, 32_768, 32_769, 33_500, 70_000] {
            for order in [[0, 1, 2], [2, 1, 0], [1], [2], [0, 0], [1, 0, 1]] {
                var output = Output(tracing: true)
                for number in order {
                    output.trace(literal: Int32(number), start: output.end)
                    output.append(Array(literals.pool[literals.ranges[number]]))
                    output.trace(literal: -1, start: output.end)
                    output.append((0..<gap).map { _ in UInt8(97 + random.below(26)) })
                }
                let stream = Self.deflate(output, code, with: &deflater)
                let isSame = stream.flatMap { Self.inflate($0, count: output.count) } == output.copy()
                #expect(isSame, "gap \(gap), order \(order)")
            }
        }
    }

    @Test func refusesWhatItCannotWrite() {
        var literals = Literals()
        literals.add(Array("<p>some text</p>".utf8))
        let code = TemplateCode(literals: literals.ranges, pool: literals.pool)
        var deflater = TemplateDeflater()

        var binary = Output(tracing: true)
        binary.trace(literal: -1, start: binary.end)
        binary.append([0x41, 0x00, 0xFF])
        #expect(Self.deflate(binary, code, with: &deflater) == nil)

        var untraced = Output(tracing: true)
        untraced.append("written beside the template")
        #expect(Self.deflate(untraced, code, with: &deflater) == nil)

        var shifted = Output(tracing: true)
        shifted.trace(literal: 0, start: shifted.end)
        shifted.append("<p>some text")
        #expect(Self.deflate(shifted, code, with: &deflater) == nil)

        let empty = Output(tracing: true)
        #expect(Self.deflate(empty, code, with: &deflater).flatMap { Self.inflate($0, count: 0) } == [])
    }

    /// Repeats are found: within a literal, of a literal, between literals, of a value.
    @Test func compresses() {
        var literals = Literals()
        literals.add(Array("<tr><td>a cell of the table</td><td>a cell of the table</td></tr>".utf8))
        literals.add(Array("<p>a cell of the table, once more</p>".utf8))
        let code = TemplateCode(literals: literals.ranges, pool: literals.pool)
        var deflater = TemplateDeflater()
        var output = Output(tracing: true)
        for _ in 0..<20 {
            for number in [0, 1] {
                output.trace(literal: Int32(number), start: output.end)
                output.append(Array(literals.pool[literals.ranges[number]]))
                output.trace(literal: -1, start: output.end)
                output.append("a value that comes again and again")
            }
        }
        let stream = Self.deflate(output, code, with: &deflater)
        #expect((stream?.count ?? .max) < output.count / 8)
    }
}
