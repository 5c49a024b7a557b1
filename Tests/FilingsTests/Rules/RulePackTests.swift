import Cases
import Filings
import Foundation
import Testing

/// What the loader says of a rule file that cannot be used.
struct RulePackTests {
    private static let good = """
        id: sample
        name: Sample
        sources: [policy]
        reading: corrected
        parameters:
          age: { value: 50, least: 40, most: 65, canBeOff: true, meaning: Age. }
        steps:
          - rule: age
            when: { ageAtLeast: age }
            determination: Eligible for Dismissal
            reason: "{age} years or older"
          - rule: otherwise
            when: always
            determination: Hand Review
            reason: No rule applies
        """

    private func load(_ text: String) throws -> RuleSet {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)")
        let rules = folder.appending(path: "base/rules")
        try FileManager.default.createDirectory(at: rules, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(text.utf8).write(to: rules.appending(path: "sample.yaml"))
        try Data("{{x}}".utf8).write(to: folder.appending(path: "base/x.html.mustache"))
        return try RulePack.load("sample", from: TemplateLibrary(folder: folder.path))
    }

    @Test func aGoodFileIsRead() throws {
        let rules = try load(Self.good)
        #expect(rules.id == "sample")
        #expect(rules.reading == .corrected)
        #expect(rules.parameters.map(\.name) == ["age"])
        #expect(rules.steps.map(\.rule) == ["age", "otherwise"])
        #expect(rules.steps[0].conditions == [.ageAtLeast(.parameter(0))])
    }

    @Test(
        "A mistake is named with its line and the nearest known word",
        arguments: [
            ("ageAtLeast: age", "ageAtLest: age", "9", "unknown condition \"ageAtLest\"; did you mean \"ageAtLeast\"?"),
            ("ageAtLeast: age", "ageAtLeast: ages", "9", "unknown parameter \"ages\"; did you mean \"age\"?"),
            (
                "Eligible for Dismissal", "Eligible for dismisal", "10",
                "unknown determination \"Eligible for dismisal\"; did you mean \"Eligible for Dismissal\"?"
            ),
            ("value: 50", "value: 30", "6", "age is 30, outside of 40 to 65"),
            ("value: 50", "value: many", "6", "\"many\" is not a whole number"),
            ("least: 40", "least: 70", "6", "least is more than most"),
            (
                "when: always", "when: { deceased: true }", "13",
                "the last step has to apply always: write `when: always`"
            ),
            (
                "when: { ageAtLeast: age }", "when: always", "9",
                "\"always\" before the last step: no later one would apply"
            ),
            ("rule: otherwise", "rule: age", "12", "two steps have the rule \"age\""),
            ("\"{age} years", "\"{ages} years", "11", "unknown name in a reason \"ages\"; did you mean \"age\"?"),
            (
                "\"{age} years", "\"{doubt} years", "11",
                "unknown name in a reason \"doubt\"; known are \"age\", \"section\""
            ),
            ("\"{age} years", "\"{age years", "11", "\"{\" is not closed"),
            ("ageAtLeast: age", "deceased: true", "8", "no step uses the parameter \"age\""),
            ("ageAtLeast: age", "deceased: false", "9", "write `deceased: true`, or leave it out"),
            ("ageAtLeast: age", "felony: maybe", "9", "\"maybe\" is neither true nor false"),
            ("ageAtLeast: age", "convictedOnOrAfter: 2016-11-31", "9", "\"2016-11-31\" is not a date YYYY-MM-DD"),
            ("ageAtLeast: age", "section: 11361", "9", "unknown section \"11361\"; did you mean \"11360\"?"),
            ("ageAtLeast: age", "doubts: [rejected]", "9", "unknown doubt \"rejected\";"),
            ("ageAtLeast: age", "superstrikeBefore: sure", "9", "unknown evidence \"sure\";"),
            (
                "ageAtLeast: age", "priors: { atLeast: 0, same: section, evidence: certain }", "9",
                "atLeast has to be 1 or more"
            ),
            (
                "ageAtLeast: age", "priors: { atLeast: 2, same: section, evidence: unlisted }", "9",
                "unknown evidence \"unlisted\";"
            ),
            ("ageAtLeast: age", "priors: { atLeast: 2, same: section }", "9", "\"evidence\" is missing in priors"),
            ("reading: corrected", "reading: right", "4", "unknown reading \"right\";"),
            ("id: sample", "id: simple", "1", "the id has to be the file's name, \"sample\""),
            ("name: Sample", "title: Sample", "2", "unknown key \"title\";"),
            ("name: Sample\n", "", "1", "\"name\" is missing in the rule set"),
            (
                "reason: No rule applies", "resaon: No rule applies", "15",
                "unknown key \"resaon\"; did you mean \"reason\"?"
            ),
            ("steps:\n", "steps: []\nparameters:\n", "5", "\"parameters\" is given twice"),
            ("sources: [policy]", "sources: [policy", "4", ""),
        ])
    func mistakes(good: String, bad: String, line: String, message: String) throws {
        let text = Self.good.replacing(good, with: bad, maxReplacements: 1)
        try #require(text != Self.good)
        let error = try #require(throws: PackError.self) { try load(text) }
        #expect(error.path == "base/rules/sample.yaml:\(line)")
        #expect(error.message.hasPrefix(message), "\(error.message)")
    }

    @Test("A set that is not there is named with those that are")
    func missing() throws {
        let error = #expect(throws: PackError.self) { try shippedRules("los-angeles") }
        #expect(error?.code == .missing)
        #expect(error?.message.hasSuffix("there are ab-1706, county, dismiss-all, los-angeles-2019, vacatur") == true)
    }

    @Test("The library's fingerprint covers the rule files")
    func fingerprint() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "base/rules"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("{{x}}".utf8).write(to: folder.appending(path: "base/x.html.mustache"))
        let file = folder.appending(path: "base/rules/sample.yaml")
        try Data(Self.good.utf8).write(to: file)
        let before = try TemplateLibrary(folder: folder.path)
        try Data(Self.good.replacing("value: 50", with: "value: 51").utf8).write(to: file)
        let after = try TemplateLibrary(folder: folder.path)
        #expect(before.fingerprint != after.fingerprint)
        #expect(after.ruleSets == ["sample"])
    }
}
