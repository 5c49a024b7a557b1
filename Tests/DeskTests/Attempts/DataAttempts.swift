import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Desk

/// What stands in a list goes into documents, tables, archives and names of files; nothing of it is to do anything there.
@Suite("Attempts: what stands in lists", .serialized, .timeLimit(.minutes(20)))
struct DataAttempts {
    private static let evil = [
        "=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(1)", "../../../etc/cron", "/etc/passwd", "..\\\\x",
        "<script>alert(1)</script>",
        "{{password}}", "a\u{202E}b", "CON", "x;y",
    ]

    /// A good row of Long Beach, then one for every field and every evil text.
    private static func list() throws -> [UInt8] {
        let lines = String(decoding: try SampleList.csv(ofEach: 3), as: UTF8.self).components(separatedBy: "\r\n")
        let columns = lines[0].components(separatedBy: ",")
        var rows = Array(lines.prefix(4))
        // A row in which nothing is quoted.
        let good = try #require(lines[1...].first { !$0.contains("\"") }).components(separatedBy: ",")
        for (index, text) in evil.enumerated() {
            for (column, name) in columns.enumerated() where name != "count" {
                var row = good
                row[0] = "NA7\(index)\(column < 10 ? "0" : "")\(column)1"
                row[column] = text
                rows.append(row.joined(separator: ","))
            }
        }
        return Array(rows.joined(separator: "\r\n").utf8)
    }

    @Test("No cell of any table is a formula, no name in any archive leads out of it, no page runs what a list says")
    func lists() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let upload = try await client.upload(try Self.list(), name: "=1+1/../<b>.csv", as: "deputy")
            let job = try await client.finished(
                try await client.post(
                    "/api/v1/batches", as: "deputy",
                    json: #"{"uploads":["\#(upload)"],"asOf":"2020-02-13","mode":"filing","print":"none"}"#),
                as: "deputy")
            try #require(job["state"].text == "done", "\(job)")
            let folder = "\(office.path)/\(job["result"]["folder"].text)"
            let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
            var defused = 0
            for file in files {
                #expect(file.utf8.allSatisfy(Self.isPlain), "\(file)")
                if file.hasSuffix(".csv") {
                    defused += Self.check(try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8), file)
                }
                if file.hasSuffix(".html") {
                    Self.checkPage(try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8), file)
                }
                guard file.hasSuffix(".zip") else { continue }
                for name in try Self.unzip("-Z1", "\(folder)/\(file)").split(separator: "\n") {
                    let leadsOut = name.first == "/" || name.split(separator: "/").contains("..")
                    #expect(name.utf8.allSatisfy(Self.isPlain) && !leadsOut, "\(name)")
                }
                Self.checkPage(try Self.unzip("-p", "\(folder)/\(file)", "*.html"), file)
            }
            #expect(defused > 0 && files.contains { $0.hasSuffix(".zip") })
            for path in ["/batches/\(job["result"]["folder"].text)/problems", "/batches", "/jobs"] {
                Self.checkPage(String(buffer: try await client.get(path, as: "deputy").body), path)
            }
        }
    }

    @Test("An archive, and a list that says it is none, are not unpacked", arguments: ["list.zip", "list.csv"])
    func archives(name: String) async throws {
        let office = try TestOffice()
        try await office.test { client in
            // The head of an entry `../../evil`, as archives that lead out begin.
            let archive =
                Array("PK\u{3}\u{4}".utf8) + [20, 0, 0, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 12)
                + [10, 0, 0, 0] + Array("../../evil".utf8)
            let upload = try await client.upload(archive, name: name, as: "para")
            let job = try await client.finished(
                try await client.post(
                    "/api/v1/batches", as: "para", json: #"{"uploads":["\#(upload)"],"asOf":"2020-02-13"}"#),
                as: "para")
            #expect(job["state"].text == "failed" && job["failure"]["exit"].number == 3, "\(job)")
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        48...57 ~= byte || 65...90 ~= byte || 97...122 ~= byte || "-_./".utf8.contains(byte)
    }

    /// - Returns: how many cells would be formulas without their apostrophe.
    private static func check(_ table: String, _ file: String) -> Int {
        var defused = 0
        for line in table.split(whereSeparator: \.isNewline) {
            for cell in line.split(separator: ",") {
                let cell = cell.first == "\"" ? cell.dropFirst() : cell
                #expect(!"=+-@\t".contains(cell.first ?? "x"), "\(file): \(line)")
                if cell.first == "'", let next = cell.dropFirst().first, "=+-@".contains(next) { defused += 1 }
            }
        }
        return defused
    }

    private static func checkPage(_ page: String, _ file: String) {
        #expect(!page.contains("<script>alert"), "\(file)")
        #expect(!page.contains("\u{202E}"), "\(file)")
    }

    private static func unzip(_ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unzip")
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}
