import Cases
import Testing
import XMLGate

@testable import Intake

private let count =
    "<count><section>11359</section><level>felony</level><conviction_date>1994-03-02</conviction_date></count>"
private let good = "<case><case_number>BA1</case_number><name>OCHOA,MARIA</name>\(count)</case>"

private func readCases(_ cases: String, close: String = "</batch>") throws -> Reading {
    try read(Array("<batch xmlns='urn:vacatur:batch:1'>\n\(cases)\n\(close)".utf8))
}

@Suite struct XMLBatchTests {
    @Test func `cases and counts`() throws {
        let two = """
            <case><name>Ñ &amp; Co,<![CDATA[X<Y]]></name><aka>A;B</aka><aka>C</aka><case_number> BA2 </case_number>
              <count><count>1</count><section>11357</section><level>M</level><conviction_date>1990-01-01</conviction_date></count>
              <count><conviction_date>1991-01-01</conviction_date><section>11358</section><level>F</level><count>2</count></count>
            </case>
            """
        let reading = try readCases(good + two)
        #expect(reading.rows.map(\.caseNumber) == ["BA1", "BA2", "BA2"])
        #expect(reading.rows.map(\.count.number) == ["", "1", "2"])
        #expect(reading.rows.map(\.count.place.row) == [1, 2, 2])
        #expect(reading.rows.last?.person.aliases == ["A", "B", "C"])
        #expect(reading.rows.last?.person.name == PersonName(last: "Ñ & Co", first: "X<Y"))
        #expect(reading.summary?.format == .xml && reading.summary?.rows == 3 && reading.notes.isEmpty)
        #expect(reading.rows.allSatisfy { $0.count.determination == .dismissal })
    }

    @Test(arguments: [
        "<case><case_number>A<b/></case_number></case>",
        "<case><case_number>A</case_number><case_number>B</case_number></case>",
        "<case>text<case_number>A</case_number></case>", "<case><count>text<section>11357</section></count></case>",
        "stray text",
    ])
    func `a record of another shape stops itself alone`(bad: String) throws {
        let reading = try readCases(good + bad + good)
        #expect(reading.rows.map(\.count.place.row) == [1, 3])
        #expect(reading.codes.contains(.badXML) && reading.places == [2] && reading.stoppedCount == 1)
    }

    @Test func `values are judged as in the other formats`() throws {
        let reading = try readCases(
            "<case><case_number>A;B</case_number><name>X</name><count><section>1</section></count></case><case/>"
        )
        #expect(reading.stoppedCount == 2 && reading.places == [1, 2])
        #expect(reading.codes.contains(.severalCaseNumbers) && reading.codes.contains(.unknownSection))
    }

    @Test func `unknown elements are noted once`() throws {
        let extra = good.replacing("<count>", with: "<shoe><size>9</size></shoe><count><hat/>")
        let reading = try readCases(extra + extra + "<trailer/>")
        #expect(reading.rows.count == 2 && reading.notes.map(\.column) == ["shoe", "hat", "trailer"])
    }

    @Test func `a file that breaks off or breaks down keeps the cases before`() throws {
        let cut = try readCases(good + good + "<case><case_number>A", close: "")
        #expect(cut.rows.count == 2 && cut.codes == [.truncated] && cut.places == [3])
        let broken = try readCases(good + "<case></wrong>" + good)
        #expect(broken.rows.count == 1 && broken.codes == [.badXML] && broken.places == [2])
        #expect(broken.stopped.values.first?.first?.detail.contains("line 2") == true)
        let between = try readCases(good + "&nothing;" + good)
        #expect(between.rows.count == 1 && between.codes == [.badXML] && between.places == [2])
        let deep = try readCases(good + String(repeating: "<x>", count: 5_000))
        #expect(deep.rows.count == 1 && deep.codes == [.badXML])
    }

    @Test(arguments: [
        (
            "<!DOCTYPE batch [<!ENTITY a 'b'>]><batch xmlns='urn:vacatur:batch:1'>&a;</batch>",
            IntakeError.Code.forbiddenXML
        ),
        ("<!DOCTYPE b SYSTEM 'file:///etc/passwd'><b/>", .forbiddenXML), ("<batch/>", .unknownFormat),
        ("<html><body/></html>", .unknownFormat), ("<", .badXML),
    ])
    func `documents that cannot be used`(text: String, code: IntakeError.Code) {
        #expect(errorCode(Array(text.utf8)) == code)
    }

    @Test func `the schema compiles, and accepts and refuses as the reader does`() throws {
        let validator = try SchemaValidator(Schema(bytes: Array(BatchSchema.xsd.utf8)))
        func flaws(_ cases: String) -> [XMLFlaw] {
            validator.validate(bytes: Array("<batch xmlns='urn:vacatur:batch:1'>\(cases)</batch>".utf8))
        }
        #expect(flaws("").isEmpty && flaws(good).isEmpty)
        let full = """
            <case><case_number>A</case_number><last_name>X</last_name><suffix>JR</suffix><aka>Y</aka><aka>Z</aka>
            <birth_date>1970-01-01</birth_date><deceased>true</deceased><jurisdiction>Torrance</jurisdiction>
            <count><count>1</count><section>11357</section><level>infraction</level>
            <conviction_date>1990-01-01</conviction_date><sentence_status>completed</sentence_status>
            <determination>Eligible for Dismissal</determination></count></case>
            """
        #expect(flaws(full).isEmpty)
        #expect(try readCases(full).rows.count == 1)
        for (old, new) in [
            ("<case_number>A</case_number>", ""), ("1990-01-01", "1/1/1990"), ("infraction", "I"),
            ("<suffix>", "<sufix>"),
            (">A<", "><"), ("<last_name>X</last_name>", ""),
        ] {
            #expect(!flaws(full.replacing(old, with: new)).isEmpty, "\(old)")
        }
    }

    @Test func `the field table describes every field once, in order`() {
        #expect(FieldTable.all.map(\.field) == Field.allCases)
        var keys: [String: String] = [:]
        for description in FieldTable.all {
            for alias in [description.field.name] + description.aliases {
                let other = keys.updateValue(description.field.name, forKey: Aliases.key(alias.utf8))
                #expect(other == nil || other == description.field.name, "\(alias)")
            }
        }
    }
}
