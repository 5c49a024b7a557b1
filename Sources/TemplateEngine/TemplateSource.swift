/// Who may read a document.
package enum Audience: Sendable {
    /// Filed in the open: a confidential field does not compile.
    case `public`
    /// Lodged under seal or kept in the office.
    case confidential
}

/// What a template's output is; decides escaping and which checks of form apply.
package enum Syntax: Sendable {
    /// HTML written so that an XML reader accepts it too.
    case html
    case xml
    /// Text without markup: nothing is escaped.
    case text

    /// Chosen by file name: `motion.html.mustache` is HTML, `filing.xml.mustache` XML, all else text.
    package init(path: String) {
        let stem = path.hasSuffix(".mustache") ? String(path.dropLast(9)) : path
        if stem.hasSuffix(".html") {
            self = .html
        } else if stem.hasSuffix(".xml") || stem.hasSuffix(".svg") {
            self = .xml
        } else {
            self = .text
        }
    }
}

/// How much a template may leave open.
package enum Strictness: Sendable {
    /// Whatever could come out blank, unescaped or ill-formed is a finding.
    case strict
    /// As the Mustache specification asks: unknown names render as nothing. For its test data only.
    case lenient
}

/// The text of one template.
package struct TemplateSource: Sendable {
    /// The name that other templates use for it: `motion`, `caption`.
    package let name: String
    /// The file for messages, as the reader knows it.
    package let path: String
    /// UTF-8.
    package let text: [UInt8]

    package init(name: String, path: String, text: [UInt8]) {
        self.name = name
        self.path = path
        self.text = text
    }

    package init(name: String, path: String, text: String) {
        self.init(name: name, path: path, text: Array(text.utf8))
    }
}

/// Templates by name, in layers: a jurisdiction's own first, then those that every jurisdiction starts from.
package struct TemplateSet: Sendable {
    private let sources: [String: TemplateSource]
    /// All names, sorted.
    package let names: [String]

    /// - Parameter layers: the first layer that has a name wins; inside a layer the first source does.
    package init(_ layers: [[TemplateSource]]) {
        var sources: [String: TemplateSource] = [:]
        for source in layers.joined() where sources[source.name] == nil {
            sources[source.name] = source
        }
        self.sources = sources
        names = sources.keys.sorted()
    }

    package func source(named name: String) -> TemplateSource? {
        sources[name]
    }
}
