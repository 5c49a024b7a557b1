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

    @Test("every courthouse has names in the state's file, and most courts a prosecutor of misdemeanors")
    func mapTheStatesCourts() throws {
        let county = try CountyPack.load(from: library, asOf: asOf)
        #expect(county.courthouses.allSatisfy { !$0.stateNames.isEmpty })
        let routing = Routing(county: county)
        #expect(routing.courthouse(ofCourt: "CAMC VAN NUYS") == "van-nuys")
        #expect(county.jurisdiction("long-beach")?.courts == ["CASC LONG BEACH", "CAMC LONG BEACH"])
    }

    @Test("the statute's dates")
    func statute() throws {
        let statute = try StatutePack.load(from: library)
        #expect(statute.dates.map(\.date.iso) == ["2020-07-01", "2023-03-01", "2023-07-01"])
        #expect(statute[.challenge]?.days(from: asOf) == 139)
        #expect(statute.dates.allSatisfy { !$0.citation.isEmpty })
    }

    @Test("A rule set is told from itself with another parameter")
    func digestsOfRuleSets() throws {
        let rules = try RulePack.load("los-angeles-2019", from: library)
        let digest = try RulePack.digest(of: rules, from: library)
        let other = try rules.with(parameters: ["age": 55])
        #expect(try RulePack.digest(of: other, from: library) != digest)
        #expect(try RulePack.digest(of: try other.with(parameters: ["age": 50]), from: library) == digest)
    }
}
