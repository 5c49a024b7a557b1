import Cases
import Filings
import Foundation
import TemplateEngine
import Testing

/// The templates and packs that the project ships.
struct ShippedTemplatesTests {
    private let library: TemplateLibrary
    private let asOf: CalendarDate

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        library = try TemplateLibrary(folder: root.appending(path: "Templates").path)
        asOf = try #require(CalendarDate(iso: "2020-02-13"))
    }

    @Test func compileWithoutErrors() {
        let check = TemplateCheck(library)
        #expect(check.findings.map(\.description) == [])
    }

    @Test func describeTheDistrictAttorneyAndTenCities() throws {
        let county = try CountyPack.load(from: library, asOf: asOf)
        #expect(
            county.jurisdictions.map(\.id) == [
                "district-attorney", "burbank", "hawthorne", "hermosa-beach", "inglewood", "long-beach", "los-angeles",
                "pasadena", "redondo-beach", "santa-monica", "torrance",
            ])
        #expect(county.jurisdictions.filter(\.prosecutesFelonies).map(\.id) == ["district-attorney"])
        #expect(county.jurisdiction("hermosa-beach")?.office == county.jurisdiction("redondo-beach")?.office)
        #expect(county.jurisdiction("los-angeles")?.grouping == .courthouse)
    }
}
