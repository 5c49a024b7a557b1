import Foundation
import Testing

@testable import TemplateEngine

/// The public Mustache specification's own cases: core modules, inheritance and dynamic names.
@Suite("Mustache specification")
struct SpecificationTests {
    @Test("the folder with the test data is there and complete", .enabled(if: SpecificationCase.isAvailable))
    func allCasesAreRead() {
        #expect(SpecificationCase.all.count == 184)
    }

    @Test(.enabled(if: SpecificationCase.isAvailable, "no ../shared/mustache-spec"), arguments: SpecificationCase.all)
    func rendersAsSpecified(_ specified: SpecificationCase) throws {
        let schema = Schema("root", inferFields(specified.data))
        var sources = [TemplateSource(name: " main", path: "main", text: specified.template)]
        sources += specified.partials.sorted { $0.key < $1.key }.map {
            TemplateSource(name: $0.key, path: $0.key, text: $0.value)
        }
        let compilation = Template.compile(
            " main",
            from: TemplateSet([sources]),
            schema: schema,
            audience: .public,
            syntax: .html,
            strictness: .lenient
        )
        let template = try #require(compilation.template, "\(compilation.findings)")
        var values = Values(schema)
        fill(&values, from: specified.data, schema, row: .root, base: 0)
        var output = Output(capacity: 1)
        try template.render(values, .filing, into: &output)
        #expect(String(decoding: output.copy(), as: UTF8.self) == specified.expected)
    }
}

/// One case of the test data.
struct SpecificationCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let data: Datum
    let template: String
    let partials: [String: String]
    let expected: String

    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared/mustache-spec")

    static let isAvailable = FileManager.default.fileExists(atPath: folder.path)

    static let all: [SpecificationCase] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".json") }.sorted().flatMap(read)
    }()

    private static func read(_ file: String) -> [SpecificationCase] {
        guard let content = try? Data(contentsOf: folder.appendingPathComponent(file)),
            let module = try? JSONSerialization.jsonObject(with: content) as? [String: Any],
            let tests = module["tests"] as? [[String: Any]]
        else { return [] }
        return tests.map { test in
            SpecificationCase(
                testDescription: "\(file): \(test["name"] as? String ?? "")",
                data: Datum(test["data"]),
                template: test["template"] as? String ?? "",
                partials: test["partials"] as? [String: String] ?? [:],
                expected: test["expected"] as? String ?? ""
            )
        }
    }
}

/// JSON without `Any`.
indirect enum Datum: Sendable {
    case nothing
    case flag(Bool)
    case text(String)
    case list([Datum])
    case object([String: Datum])

    init(_ json: Any?) {
        switch json {
        case let number as NSNumber where isBoolean(number): self = .flag(number.boolValue)
        case let number as NSNumber: self = .text("\(number)")
        case let text as String: self = .text(text)
        case let list as [Any]: self = .list(list.map(Datum.init))
        case let object as [String: Any]: self = .object(object.mapValues(Datum.init))
        default: self = .nothing
        }
    }
}

/// JSON's `true` arrives as a number; only its type tells it from 1.
private func isBoolean(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
}

/// The fields that data of this form need.
private func inferFields(_ datum: Datum) -> [Field] {
    guard case .object(let members) = datum else { return [Field(".", inferKind([datum]))] }
    return inferFields(members: [members])
}

private func inferFields(members: [[String: Datum]]) -> [Field] {
    let names = Set(members.flatMap(\.keys)).sorted()
    return names.map { name in
        let found = members.compactMap { $0[name] }
        var isOptional = found.count < members.count
        for case .nothing in found { isOptional = true }
        return Field(name, inferKind(found), isOptional: isOptional)
    }
}

private func inferKind(_ data: [Datum]) -> Field.Kind {
    var texts: [String] = []
    var objects: [[String: Datum]] = []
    var rows: [Datum]?
    for datum in data {
        switch datum {
        case .text(let text): if !texts.contains(text) { texts.append(text) }
        case .object(let members): objects.append(members)
        case .list(let elements): rows = (rows ?? []) + elements
        case .nothing, .flag: break
        }
    }
    if let rows { return .list(inferRow(rows)) }
    if !objects.isEmpty { return .record(Schema("record", inferFields(members: objects))) }
    return texts.isEmpty ? .flag : .choice(texts)
}

private func inferRow(_ rows: [Datum]) -> Schema {
    var objects: [[String: Datum]] = []
    var others: [Datum] = []
    for row in rows {
        if case .object(let members) = row { objects.append(members) } else { others.append(row) }
    }
    var fields = inferFields(members: objects)
    if !others.isEmpty { fields.append(Field(".", inferKind(others))) }
    return Schema("row", fields)
}

private func fill(_ values: inout Values, from datum: Datum, _ schema: Schema, row: Values.Row, base: Int) {
    guard case .object(let members) = datum else {
        if let index = schema.index(of: ".") {
            fill(&values, datum, schema.fields[index], slot: base + schema.slots[index], row: row)
        }
        return
    }
    for (field, slot) in zip(schema.fields, schema.slots) {
        if let member = members[field.name] { fill(&values, member, field, slot: base + slot, row: row) }
    }
}

private func fill(_ values: inout Values, _ datum: Datum, _ field: Field, slot: Int, row: Values.Row) {
    switch (field.kind, datum) {
    case (.flag, .flag(let isOn)): values.setFlag(slot, isOn, in: row)
    case (.choice, .text(let text)):
        let isDeclared = values.setChoice(slot, text, in: row)
        #expect(isDeclared)
    case (.record(let inner), .object):
        values.setRecord(slot, present: true, in: row)
        fill(&values, from: datum, inner, row: row, base: slot + 1)
    case (.list(let inner), .list(let elements)):
        for element in elements {
            fill(&values, from: element, inner, row: values.appendRow(slot, in: row), base: 0)
        }
    default: break
    }
}
