import Foundation
import Testing

/// Lists that as a whole cannot be used. One clear line, a code that scripts can tell, and nothing left behind.
@Suite(.timeLimit(.minutes(20))) struct BadInputTests {
    struct BadFile: CustomTestStringConvertible, Sendable {
        let name: String
        let contents: Data
        /// What the message has to say, besides the file's name.
        let says: String

        var testDescription: String { name }

        init(_ name: String, _ text: String, says: String) {
            self.name = name
            contents = Data(text.utf8)
            self.says = says
        }

        init(_ name: String, bytes: [UInt8], says: String) {
            self.name = name
            contents = Data(bytes)
            self.says = says
        }
    }

    private static let files = [
        BadFile("empty.csv", "", says: "empty"),
        BadFile("blank.csv", "\n\n\n", says: "Export the batch again"),
        BadFile(
            "photo.csv", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0xFF, 0xFE], says: "."),
        BadFile("zipped.csv", bytes: Array("PK\u{3}\u{4}".utf8) + [20, 0, 8, 8, 8, 0, 0x21, 0x50], says: "."),
        BadFile("foreign.csv", "colour,size\nred,2\n", says: "Put the column names into the first line"),
        BadFile(
            "no-section.csv", "case_number,last_name,level,conviction_date\nBA1,DOE,felony,2001-01-01\n",
            says: "section"),
        BadFile("twice.csv", "case_number,case_number,last_name,section,level,conviction_date\n", says: "case"),
        BadFile(
            "bomb.xml",
            """
            <?xml version="1.0"?><!DOCTYPE cases [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
            <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><cases>&d;&d;&d;</cases>
            """, says: "document type declaration"),
        BadFile(
            "outside.xml",
            """
            <?xml version="1.0"?><!DOCTYPE cases [<!ENTITY e SYSTEM "secret.txt">]><cases><case>&e;</case></cases>
            """, says: "document type declaration"),
        BadFile("web.xml", "<?xml version=\"1.0\"?><html><body/></html>", says: "."),
    ]

    @Test(arguments: files) func aFileThatCannotBeUsed(_ file: BadFile) async throws {
        let office = try Office()
        try office.scratch.write(file.contents, to: file.name)
        try office.scratch.write("TOP-SECRET-CONTENTS", to: "secret.txt")
        try expectUnusable(try await office.generate(file.name), file.name, file.says, office)
    }

    @Test func filesThatCannotBeOpened() async throws {
        let office = try Office()
        try expectUnusable(try await office.generate("missing.csv"), "missing.csv", "check path", office)
        _ = try office.scratch.makeFolder("folder.csv")
        try expectUnusable(try await office.generate("folder.csv"), "folder.csv", "directory", office)
        try #require(mkfifo(office.scratch.path("pipe.csv"), 0o600) == 0)
        try expectUnusable(try await office.generate("pipe.csv"), "pipe.csv", "save it to a file", office)
    }

    @Test(.enabled(if: getuid() != 0, "root may read everything")) func aFileThatMayNotBeRead() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<3))
        chmod(office.scratch.path("list.csv"), 0)
        try expectUnusable(try await office.generate("list.csv"), "list.csv", "check path and permissions", office)
    }

    @Test func aGoodFileDoesNotSaveABadOne() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<4), to: "good.csv")
        try office.scratch.write("colour,size\nred,2\n", to: "bad.csv")
        try expectUnusable(try await office.generate("good.csv", "bad.csv"), "bad.csv", "column names", office)
        // Nothing of the good one was claimed.
        let alone = try await office.generate("good.csv")
        #expect(alone.code == 0, "\(alone.out)")
    }

    @Test func twoGoodFilesAreOneBatch() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<4), to: "one.csv")
        try office.write(Row.felonies(3..<6), to: "two.csv")
        let ran = try await office.generate("one.csv", "two.csv")
        #expect(ran.code == 2)
        let left = table(try office.scratch.text("\(ran.lastLine)/exceptions.csv"))
        #expect(left.map { [$0["file"], $0["row"], $0["code"]] } == [["two.csv", "1", "duplicate-count"]])
    }

    @Test(
        arguments: [
            ["--as-of", "2020-02-30", "--approve-as", Office.reviewer],
            ["--as-of", "yesterday", "--approve-as", Office.reviewer],
            ["--approve-as", Office.reviewer],
            ["--as-of", "2020-02-13", "--approve-as", "Dana Whitfield"],
            ["--as-of", "2020-02-13", "--approve-as", ", 123456"],
            ["--as-of", "2020-02-13", "--jurisdiction", "atlantis"],
            ["--as-of", "2020-02-13", "--layout", "cube"],
            ["--screening", "latest"],
            ["--as-of", "2020-02-13", "--what"],
        ])
    func wrongUsage(_ arguments: [String]) async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<3))
        let ran = try await Program.vacatur(["generate", "list.csv", "-o", "out"] + arguments, in: office.scratch)
        #expect(ran.code == 64, "\(ran.err)")
        #expect(!ran.err.isEmpty && ran.out.isEmpty)
        #expect(office.scratch.batches(in: "out") == [])
        if arguments.contains("atlantis") { #expect(ran.err.contains("long-beach")) }
    }

    @Test(
        arguments: [
            ([], "--cases"), (["--rows", "5"], "doj alone"), (["--cases", "5", "--rows", "5"], "doj alone"),
            (["--format", "doj"], "--rows"), (["--format", "doj", "--cases", "5"], "not --cases"),
            (["--format", "doj", "--rows=-1"], "negative"),
            (["--format", "doj", "--rows", "5", "--dirty", "2"], "share"),
        ] as [([String], String)])
    func samplesHaveOneSize(_ arguments: [String], _ complaint: String) async throws {
        let office = try Office()
        let ran = try await Program.vacatur(["sample", "-o", "out"] + arguments, in: office.scratch)
        #expect(ran.code == 64 && ran.err.contains(complaint), "\(ran.err)")
        #expect(!office.scratch.names(in: "").contains("out"))
    }

    @Test func aSampleOfTheStatesFileCanBeMade() async throws {
        let office = try Office()
        let ran = try await office.vacatur("sample", "--format", "doj", "--rows", "50", "-o", "history.csv")
        #expect(ran.code == 0, "\(ran.err)")
        #expect(table(try office.scratch.text("history.csv")).count == 50)
    }

    /// Q23: a comma in a name divides nothing, and a file that cannot be used leaves no folder behind.
    @Test func aNameWithACommaIsOneFile() async throws {
        let office = try Office()
        let name = "history, part 1.csv"
        #expect(try await office.vacatur("sample", "--format", "doj", "--rows", "500", "-o", name).code == 0)
        let ran = try await office.vacatur("screen", name, "--as-of", "2020-02-13", "--output", "out, one")
        #expect(ran.code == 0, "\(ran.err)")
        #expect(office.scratch.names(in: "out, one").contains("all-rows.csv"))
        let failed = try await office.vacatur("screen", "missing.csv", "--as-of", "2020-02-13", "--output", "two")
        #expect(failed.code == 3)
        #expect(!FileManager.default.fileExists(atPath: office.scratch.path("two")))
    }

    @Test func aScreeningIsNeededToFileFromOne() async throws {
        let office = try Office()
        let missing = try await office.vacatur("generate", "--screening", "latest", "-o", "out")
        #expect(missing.code == 73 && missing.err.contains("out/docket.sqlite"), "\(missing.err)")
        #expect(office.scratch.names(in: "out") == [])
        try office.write(Row.felonies(1..<3))
        _ = try await office.generate("list.csv")
        let none = try await office.vacatur("generate", "--screening", "latest", "-o", "out")
        #expect(none.code == 64 && none.err.contains("no screening"), "\(none.err)")
        let aliases = try await office.vacatur("generate", "--screening", "latest", "--aliases", "x", "-o", "out")
        #expect(aliases.code == 64, "\(aliases.err)")
        let neither = try await office.vacatur("generate", "--as-of", Office.asOf, "-o", "out")
        #expect(neither.code == 64 && neither.err.contains("--screening"), "\(neither.err)")
    }

    @Test func helpTeaches() async throws {
        let office = try Office()
        let help = try await office.vacatur("--help")
        #expect(help.code == 0)
        for word in ["generate", "verify", "preview", "Exit codes"] { #expect(help.out.contains(word), "\(word)") }
        for command in ["generate", "preview", "templates", "verify", "audit", "sample", "schema"] {
            let ran = try await office.vacatur("help", command)
            #expect(ran.code == 0 && !ran.out.isEmpty, "\(command)")
            #expect(!ran.out.contains("(number:"), "a default that shows the program's inside: \(command)")
        }
    }

    private func expectUnusable(_ ran: Ran, _ file: String, _ says: String, _ office: Office) throws {
        #expect(ran.code == 3, "\(ran.code): \(ran.err)")
        let line = try #require(ran.err.split(separator: "\n").last.map(String.init))
        #expect(line.hasPrefix("vacatur: \(file)"), "\(line)")
        #expect(line.contains(says), "\(line)")
        #expect(!(ran.err + ran.out).contains("TOP-SECRET-CONTENTS"))
        #expect(ran.out.isEmpty)
        #expect(office.scratch.batches(in: "out") == [])
    }
}
