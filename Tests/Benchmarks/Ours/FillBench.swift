import Foundation
import TemplateEngine

/// Fills the case motion from prepared values: the work that every engine of the comparison does.
///
/// What is timed begins with the values of a case as pointers and lengths (as C has them) and ends with the document's
/// bytes: setting all values of the case, then rendering. What all cases share is set once and kept.
struct FillBench {
    private let template: Template
    private let values: ValueTable

    init(templates folder: String, name: String, contexts: String) throws {
        let schema = CaseMotionSchema.motion
        let compilation = Template.compile(
            name,
            from: try Self.load(folder),
            schema: schema,
            audience: .public,
            syntax: .html
        )
        guard let template = compilation.template else { throw Unusable(findings: compilation.findings) }
        self.template = template
        values = try ValueTable(contexts: contexts, schema: schema)
    }

    /// The template does not compile.
    struct Unusable: Error {
        let findings: [Finding]
    }

    /// Writes all documents to a file (`write`), or times filling (`time`) or rendering alone with values already set
    /// (`render`) for as many seconds as the argument says.
    func run(_ mode: String, _ argument: String) throws {
        switch mode {
        case "write": try write(to: argument)
        case "time": try time(Double(argument) ?? 1)
        case "render": try render(Double(argument) ?? 1)
        default: throw Misuse()
        }
    }

    private func write(to path: String) throws {
        var values = makeValues()
        var output = Output(capacity: 1 << 20)
        for index in 0..<self.values.count {
            values.reset()
            self.values.fill(&values, with: index)
            try template.render(values, .filing, into: &output)
        }
        try Data(output.copy()).write(to: URL(filePath: path))
    }

    private func time(_ limit: Double) throws {
        var values = makeValues()
        var output = Output()
        try repeatedly(limit) {
            var bytes = 0
            for index in 0..<self.values.count {
                output.removeAll()
                values.reset()
                self.values.fill(&values, with: index)
                try template.render(values, .filing, into: &output)
                bytes += output.count
            }
            return bytes
        }
    }

    private func render(_ limit: Double) throws {
        var values = makeValues()
        var output = Output()
        self.values.fill(&values, with: 0)
        try repeatedly(limit) {
            var bytes = 0
            for _ in 0..<self.values.count {
                output.removeAll()
                try template.render(values, .filing, into: &output)
                bytes += output.count
            }
            return bytes
        }
    }

    private func makeValues() -> Values {
        var values = Values(CaseMotionSchema.motion)
        self.values.fillShared(&values)
        values.keepSoFar()
        return values
    }

    /// Calls `pass`, which makes one document of each case and says how long all of them were, until the time is over.
    private func repeatedly(_ limit: Double, _ pass: () throws -> Int) rethrows {
        let start = ProcessClock.seconds
        var documents = 0
        var bytes = 0
        var seconds = 0.0
        repeat {
            bytes += try pass()
            documents += values.count
            seconds = ProcessClock.seconds - start
        } while seconds < limit
        print("{\"documents\": \(documents), \"bytes\": \(bytes), \"seconds\": \(seconds)}")
    }

    /// All templates of a folder; inheritance may call them `base/NAME` too.
    private static func load(_ folder: String) throws -> TemplateSet {
        let ending = ".html.mustache"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(ending) }
        var sources: [TemplateSource] = []
        for file in files.sorted() {
            let text = Array(try Data(contentsOf: URL(filePath: folder + "/" + file)))
            for name in ["", "base/"].map({ $0 + file.dropLast(ending.count) }) {
                sources.append(TemplateSource(name: name, path: file, text: text))
            }
        }
        return TemplateSet([sources])
    }
}
