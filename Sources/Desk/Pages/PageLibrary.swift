internal import Digests
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import TemplateEngine

/// The pages of the service, read and checked once, when it starts: a folder with a template that does not fit what its page
/// declares does not start.
struct PageLibrary: Sendable {
    /// A file that pages link to: the style and the script.
    struct Asset: Sendable {
        let bytes: ByteBuffer
        let contentType: String
        let tag: String
    }

    private let templates: [String: Template]
    private let assets: [String: Asset]

    private static let suffix = ".html.mustache"
    private static let sizeLimit = 1 << 20

    /// Reads `desk` of the template folder, and compiles every page in it.
    init(folder: String, forms: [PageForm] = DeskPages.all) throws(PageError) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
        var sources: [TemplateSource] = []
        var assets: [String: Asset] = [:]
        for name in names {
            let path = "desk/\(name)"
            if name.hasSuffix(Self.suffix) {
                let text = try Self.read("\(folder)/\(name)", as: path)
                sources.append(TemplateSource(name: String(name.dropLast(Self.suffix.count)), path: path, text: text))
            } else if let type = Self.assetTypes[name] {
                let bytes = try Self.read("\(folder)/\(name)", as: path)
                let digest = SHA256()
                digest.update(bytes)
                assets[name] = Asset(
                    bytes: ByteBuffer(bytes: bytes), contentType: type, tag: "\"\(digest.finish().hex.prefix(32))\"")
            }
        }
        for name in Self.assetTypes.keys.sorted() where assets[name] == nil {
            throw PageError(description: "\(folder)/\(name) is missing; name the template folder with --templates")
        }
        self.assets = assets
        templates = try Self.compile(forms, from: TemplateSet([sources]))
    }

    private static let assetTypes = [
        "desk.css": "text/css; charset=utf-8", "desk.svg": "image/svg+xml",
        "desk.js": "text/javascript; charset=utf-8", "upload.js": "text/javascript; charset=utf-8",
        "job.js": "text/javascript; charset=utf-8", "review.js": "text/javascript; charset=utf-8",
    ]

    private static func compile(_ forms: [PageForm], from set: TemplateSet) throws(PageError) -> [String: Template] {
        var templates: [String: Template] = [:]
        var errors: [String] = []
        for form in forms {
            let compiled = Template.compile(
                form.name, from: set, schema: form.schema, audience: .confidential, syntax: .html)
            errors += compiled.findings.map(\.description).filter { !errors.contains($0) }
            templates[form.name] = compiled.template
        }
        guard errors.isEmpty else { throw PageError(description: errors.joined(separator: "\n")) }
        return templates
    }

    private static func read(_ path: String, as name: String) throws(PageError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path), data.count <= sizeLimit else {
            throw PageError(description: "\(name) cannot be read, or is larger than 1 MiB")
        }
        return [UInt8](data)
    }

    func asset(_ name: String) -> Asset? { assets[name] }

    /// A page as an answer. `notice` says what the last form did, and `problem` why it did not.
    func response(
        _ form: PageForm, _ fields: PageFields = [:], title: String, status: HTTPResponse.Status = .ok,
        notice: String? = nil, problem: String? = nil, _ context: DeskContext
    ) throws -> Response {
        guard let template = templates[form.name] else {
            throw PageError(description: "\(form.name) was not compiled")
        }
        let frame = PageFrame.values(title: title, notice: notice, problem: problem, context)
        var values = Values(form.schema)
        try values.fill(form.schema, frame.merging(fields) { _, own in own })
        var output = Output(capacity: 16_384)
        try template.render(values, .filing, into: &output)
        let bytes = output.withBytes { ByteBuffer(bytes: $0) }
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"], body: ResponseBody(byteBuffer: bytes))
    }
}
