import Testing

@testable import Filings

@Suite struct CSVTextTests {
    private func row(_ fields: [String]) -> String {
        var csv = CSVText()
        csv.row(fields)
        return String(decoding: csv.bytes, as: UTF8.self)
    }

    @Test func quoting() {
        #expect(row(["a", "b c", ""]) == "a,b c,\r\n")
        #expect(
            row(["OCHOA, M.", "say \"no\"", "two\r\nlines", "a;b"])
                == "\"OCHOA, M.\",\"say \"\"no\"\"\",\"two\r\nlines\",\"a;b\"\r\n"
        )
        #expect(row(["MARÍA"]) == "MARÍA\r\n")
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(\"x\")"])
    func formulasAreDefused(_ formula: String) {
        let quoted = formula.replacing("\"", with: "\"\"")
        #expect(row([formula, "x"]) == "\"'\(quoted)\",x\r\n")
    }

    @Test func numbers() {
        var csv = CSVText()
        csv.field(-5)
        csv.field(0)
        csv.endRow()
        #expect(csv.bytes == Array("-5,0\r\n".utf8))
    }

    /// What `CSVText` writes, `CSVRows` reads.
    @Test func readsBack() throws {
        let folder = try TestFolder()
        var random = SplitMix(seed: 5)
        let alphabet = Array("ab,\"\r\n;é=+- '")
        var rows: [[String]] = []
        var csv = CSVText()
        for _ in 0..<300 {
            let row = (0..<(1 + random.below(6))).map { _ in
                String((0..<random.below(12)).map { _ in alphabet[random.below(alphabet.count)] })
            }
            rows.append(row)
            csv.row(row)
        }
        try folder.write(csv.bytes, to: "rows.csv")
        guard case .file(let file) = try CheckedFolder(folder.path).open("rows.csv") else {
            return #expect(Bool(false))
        }
        let reader = CSVRows(file)
        for row in rows {
            #expect(try reader.next())
            let read = (0..<reader.fieldCount).map(reader.text)
            let defused = row.map { field in
                field.utf8.first.map(CSVText.startsFormula) ?? false ? "'" + field : field
            }
            #expect(read.map { Array($0.utf8) } == defused.map { Array($0.utf8) })
        }
        #expect(try !reader.next())
    }
}
