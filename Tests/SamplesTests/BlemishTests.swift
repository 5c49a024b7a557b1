import Testing

@testable import Samples

@Suite("A dirty sample")
struct BlemishTests {
    @Test("has every kind of blemish, and spoils as many cases as asked")
    func share() throws {
        let sample = Sample(cases: 2_000, seed: 8, format: .csv, dirtyShare: 0.25)
        let summary = try sample.generate { _ in }
        #expect((400...600).contains(summary.dirtyCases))
        #expect(summary.dirtyCases > Blemish.allCases.count)
    }

    @Test("leaves the other cases as they are in the clean batch")
    func others() throws {
        let clean = Set(try text(400, seed: 8, .jsonLines).split(separator: "\n"))
        let dirty = try text(400, seed: 8, .jsonLines, dirty: 0.2).split(separator: "\n")
        let untouched = dirty.count { clean.contains($0) }
        #expect((300...370).contains(untouched))
    }

    @Test("changes what it spoils", arguments: Blemish.allCases)
    func changes(kind: Blemish) throws {
        let clean = try record()
        var random = SeededGenerator(seed: 1)
        let spoiled = kind.spoil(clean, random: &random)
        for format in Sample.Format.allCases {
            #expect(written([clean], format) != written(spoiled, format), "\(format)")
        }
    }

    @Test("counts rows as an intake has to", arguments: Sample.Format.allCases)
    func rows(format: Sample.Format) throws {
        let clean = try record()
        var random = SeededGenerator(seed: 1)
        for kind in Blemish.allCases {
            var writer = BatchWriter(format)
            for record in kind.spoil(clean, random: &random) { writer.write(record) }
            let expected = kind == .duplicateCount || kind == .twoPeople ? 2 : 1
            #expect(writer.rows == expected, "\(kind)")
        }
    }

    @Test("keeps XML well-formed: no control characters but the one that XML allows")
    func xml() throws {
        let xml = try text(500, seed: 2, .xml, dirty: 1)
        #expect(!xml.utf8.contains { $0 < 0x20 && $0 != 10 })
        #expect(xml.utf8.contains(0x7F))
        #expect(xml.hasSuffix("</batch>\n"))
    }

    /// A felony with one count.
    private func record() throws -> SampleRecord {
        var maker = CaseMaker(seed: 11)
        for _ in 0..<100 {
            let record = maker.next()
            if record.counts.count == 1, record.counts[0][.level] == "felony", record[.jurisdiction] != "" {
                return record
            }
        }
        throw SampleError(errorNumber: 0)
    }

    private func written(_ records: [SampleRecord], _ format: Sample.Format) -> [UInt8] {
        var writer = BatchWriter(format)
        for record in records { writer.write(record) }
        return writer.bytes
    }
}
