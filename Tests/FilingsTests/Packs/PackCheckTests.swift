import Cases
import Filings
import Foundation
import Testing

/// Contradictions between pack files are found when they are loaded, with file and words that a clerk can act on.
struct PackCheckTests {
    private let folder: TestFolder
    private let asOf: CalendarDate

    init() throws {
        folder = try TestFolder()
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        asOf = try #require(CalendarDate(iso: "2020-02-13"))
        try FileManager.default.removeItem(atPath: folder.path)
        try FileManager.default.copyItem(atPath: root.appending(path: "Templates").path, toPath: folder.path)
    }

    private func change(_ file: String, _ old: String, _ new: String) throws {
        let text = String(decoding: try folder.bytes(file), as: UTF8.self)
        try #require(text.contains(old))
        try folder.write(Array(text.replacing(old, with: new).utf8), to: file)
    }

    private func error(_ load: (TemplateLibrary) throws -> Void) -> String? {
        do {
            try load(TemplateLibrary(folder: folder.path))
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test(
        "courts of the state's file that contradict each other",
        arguments: [
            (
                "long-beach/jurisdiction.yaml", "CASC LONG BEACH", "CASC LONG BAECH",
                "long-beach/jurisdiction.yaml: no courthouse of base/county.yaml has \"CASC LONG BAECH\" among its stateNames"
            ),
            (
                "long-beach/jurisdiction.yaml", "CASC LONG BEACH", "CASC PASADENA",
                "pasadena/jurisdiction.yaml: the court \"CASC PASADENA\" is that of \"long-beach\" too"
            ),
            (
                "base/county.yaml", "CAMC PASADENA", "casc foltz",
                "base/county.yaml: the court \"casc foltz\" is at \"foltz\" and at \"pasadena\""
            ),
        ])
    func courts(file: String, old: String, new: String, message: String) throws {
        try change(file, old, new)
        #expect(error { _ = try CountyPack.load(from: $0, asOf: asOf) } == message)
    }

    @Test(
        "print jobs and delivery",
        arguments: [
            ("print: { sides: 2, pages: 100, papers: [order, motion] }", ""), ("delivery: efile", ""),
            ("print: { sides: 3 }", "print, sides: 3 is neither 1 nor 2"),
            ("print: { pages: 19 }", "print, pages: 19 is not between 20 and 20000"),
            ("print: { papers: [order, cover] }", "print, papers: \"cover\" is none of motion, order, notice"),
            ("print: { papers: [order, order] }", "print, papers: order stands twice"),
            ("print: { papers: [] }", "print, papers: there has to be one"),
            ("delivery: fax", "delivery \"fax\" is none of paper, efile"),
        ])
    func printing(line: String, message: String) throws {
        try change("long-beach/jurisdiction.yaml", "grouping:", "\(line)\ngrouping:")
        let expected = message.isEmpty ? nil : "long-beach/jurisdiction.yaml: \(message)"
        #expect(error { _ = try CountyPack.load(from: $0, asOf: asOf) } == expected)
    }

    @Test("what the pack says of printing is what is printed")
    func printSetup() throws {
        try change(
            "long-beach/jurisdiction.yaml", "grouping:",
            "delivery: efile\nprint: { sides: 2, pages: 100, papers: [order, motion] }\ngrouping:")
        let county = try CountyPack.load(from: TemplateLibrary(folder: folder.path), asOf: asOf)
        let city = try #require(county.jurisdiction("long-beach"))
        var setup = PrintSetup()
        (setup.isTwoSided, setup.pages, setup.papers) = (true, 100, [.order, .motion])
        #expect(city.print == setup && city.delivery == .efile)
        #expect(county.jurisdiction("pasadena")?.print == PrintSetup())
        #expect(county.jurisdiction("pasadena")?.delivery == .paper)
    }

    @Test(
        "a statute that cannot be used",
        arguments: [
            ("2020-07-01", "2020-07-32", "\"2020-07-32\" is not a date YYYY-MM-DD"),
            (
                "id: orders", "id: order",
                "the date \"order\" is none of challenge, orders, state-record"
            ),
            ("id: orders", "id: challenge", "the date \"challenge\" is there twice"),
            ("what: last day to challenge relief", "why: x", "\"what\" is missing in dates, item 1"),
        ])
    func statute(old: String, new: String, message: String) throws {
        try change("base/statute.yaml", old, new)
        #expect(error { _ = try StatutePack.load(from: $0) } == "base/statute.yaml: " + message)
    }

    @Test("a statute that lacks a date, or is not there")
    func missing() throws {
        try folder.write(Array("dates: []\n".utf8), to: "base/statute.yaml")
        #expect(
            error { _ = try StatutePack.load(from: $0) }
                == "base/statute.yaml: the date \"challenge\" is missing")
        try folder.remove("base/statute.yaml")
        #expect(error { _ = try StatutePack.load(from: $0) } == "base/statute.yaml: the file is missing")
    }
}
