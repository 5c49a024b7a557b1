import Cases
import Testing

@testable import Intake

/// Schedules as clerks return them.
@Suite struct TickedScheduleTests {
    private func read(_ bytes: [UInt8], chunk: Int = 1 << 12) throws -> [String] {
        var lines: [String] = []
        let reader = TickedScheduleReader(chunk: chunk, rowLimit: 1 << 12)
        _ = try reader.read(ByteFeed(bytes: bytes), "schedule.csv", 0) { event in
            switch event {
            case .row(let row):
                var mark = "\(row.mark)"
                if case .outcome(let state, let day) = row.mark {
                    mark = ([state.rawValue] + (day.map { [$0.iso] } ?? [])).joined(separator: " ")
                } else if case .unknown(let column) = row.mark {
                    mark = "unknown \(column.title)"
                }
                lines.append([row[.sequence], row[.caseNumber], mark].filter { !$0.isEmpty }.joined(separator: " "))
            case .stopped(let place, let problems):
                lines += problems.map { "\(place.row) \($0.code.rawValue) \($0.column)" }
            case .note(let problem): lines.append("\(problem.code.rawValue) \(problem.column)")
            }
        }
        return lines
    }

    private func read(_ text: String) throws -> [String] { try read(Array(text.utf8)) }

    @Test(
        "the packet's schedule with a column for the outcome, in the dialects of spreadsheets",
        arguments: [",", ";", "\t"])
    func oneColumn(_ separator: String) throws {
        let lines = [
            "sequence,case_number,defendant,courthouse,count,section,level,new_level,conviction_date,relief,Outcome,Date",
            "1,BA1,\"OCHOA, M.\",foltz,1,11358,felony,,1998-05-06,D,Granted,2020-03-01",
            "2,BA2,NUÑEZ,foltz,1,11358,felony,,1998-05-06,D,no file found,",
            "3,BA3,DOE,foltz,1,11358,felony,,1998-05-06,D,,",
        ]
        let text = lines.joined(separator: "\r\n").replacing("OCHOA, M.", with: "OCHOA M.")
            .replacing(",", with: separator)
        let expected = ["1 BA1 granted", "2 BA2 no-file", "3 BA3 blank"]
        #expect(try read(text) == expected)
        #expect(try read("\u{FEFF}\(text)\r\n") == expected)
        let utf16: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        #expect(try read(utf16) == expected)
        #expect(try read(text.unicodeScalars.map { UInt8($0.value) }) == ["encoding-assumed "] + expected)
    }

    @Test("one column for each outcome, ticked in whatever way")
    func ticks() throws {
        let text = """
            Case No.,Granted,DENIED,Struck out,No file found,Already done
            A1,x,,,,
            A2,,X,,,
            A3,,,yes,,no
            A4,,,,✓,
            A5,,,,,2/13/2020
            A6,x,x,,,
            A7,0,n,-,N/A,
            A8,,maybe,,,
            A9,granted,,,,
            """
        #expect(
            try read(text) == [
                "A1 granted", "A2 denied", "A3 struck", "A4 no-file", "A5 already-done 2020-02-13", "A6 several",
                "A7 blank", "A8 unknown denied", "A9 granted",
            ])
    }

    @Test(
        "words of clerks",
        arguments: [
            ("GRANTED", .granted), ("so ordered", .granted), ("dismissed and sealed", .granted), ("g", .granted),
            ("Denied", .denied), ("dn", .denied), ("STRICKEN", .struck), ("struck-out", .struck),
            ("no file", .noFile), ("NFF", .noFile), ("Not found", .noFile), ("destroyed", .noFile),
            ("already dismissed", .alreadyDone), ("AD", .alreadyDone), ("filed", .accepted), ("Returned", .rejected),
            ("received", .received), ("withdrawn", .cancelled), ("d", nil), ("s", nil), ("R", nil), ("maybe", nil),
            ("=HYPERLINK(1)", nil), ("", nil),
        ] as [(String, CaseState?)])
    func words(_ text: String, _ state: CaseState?) {
        #expect(OutcomeWords.state(text) == state)
    }

    @Test("tables that are no schedule are refused by what they lack")
    func refused() {
        for (text, code) in [
            ("name,outcome\nx,granted\n", IntakeError.Code.missingColumn), ("case_number,x\n1,2\n", .missingColumn),
            ("case_number,Case No,outcome\n1,2,granted\n", .duplicateColumn), ("", .empty),
            ("PK\u{3}\u{4}rest", .notText),
        ] {
            let error = #expect(throws: IntakeError.self) { try read(text) }
            #expect(error?.code == code)
        }
    }

    @Test("bad rows stop themselves")
    func badRows() throws {
        let text = "case_number,outcome\nA1,granted,extra\nA2,gran\u{7}ted\nA3,gr\"anted\nA4,granted\n\n,,\nA5,granted"
        #expect(
            try read(text) == [
                "1 long-row ", "2 control-character outcome", "3 stray-quote ", "A4 granted", "A5 granted",
            ])
    }

    @Test("bytes of any kind end in rows, problems or a refusal", arguments: 0..<30)
    func fuzz(_ seed: Int) throws {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func below(_ limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(limit))
        }
        let good = Array(
            "sequence,case_number,outcome,date,note\n1,A1,granted,2020-03-01,\"a, \"\"b\"\"\"\n2,A2,x,,\n".utf8)
        for _ in 0..<50 {
            var bytes = good
            for _ in 0...below(6) { bytes[below(bytes.count)] = UInt8(below(256)) }
            do {
                _ = try read(Array(bytes.prefix(below(bytes.count) + 1)), chunk: 1 + below(40))
            } catch is IntakeError {}
        }
    }
}
