internal import CLibXML2

/// Takes what libxml2 reports on this thread, as Swift values, while one of its functions runs.
final class ErrorCollector {
    struct Report {
        let isSchema: Bool
        let line: Int
        let column: Int
        let message: String
    }

    private(set) var reports: [Report] = []
    /// Errors seen, kept or not.
    private(set) var count = 0
    private let limit: Int
    /// The parser whose position stands in for errors that carry none.
    var parser: xmlParserCtxtPtr?

    /// - Parameter limit: how many reports are kept; the rest is only counted.
    init(limit: Int) { self.limit = limit }

    func removeAll() {
        reports.removeAll(keepingCapacity: true)
        count = 0
    }

    /// Where a source of errors has to send them to reach this collector, which has to outlive it.
    var target: vacatur_xml_target {
        vacatur_xml_target(sink: Self.sink, context: Unmanaged.passUnretained(self).toOpaque())
    }

    /// Runs `body` with this thread's errors sent here; nothing reaches standard error.
    func collect<Result>(_ body: () -> Result) -> Result {
        var target = target
        return withUnsafeMutablePointer(to: &target) { pointer in
            vacatur_xml_send_errors(pointer)
            defer { vacatur_xml_send_errors(nil) }
            return body()
        }
    }

    private static let sink: vacatur_xml_sink = { context, domain, level, line, column, message in
        guard let context, level >= XML_ERR_ERROR.rawValue else { return }
        let collector = Unmanaged<ErrorCollector>.fromOpaque(context).takeUnretainedValue()
        let isSchema = domain == XML_FROM_SCHEMASV.rawValue || domain == XML_FROM_SCHEMASP.rawValue
        collector.add(isSchema: isSchema, line: Int(line), column: Int(column), message: message)
    }

    private func add(isSchema: Bool, line: Int, column: Int, message: UnsafePointer<CChar>?) {
        count += 1
        guard reports.count < limit else { return }
        let text = message.map { String(cString: $0) } ?? ""
        // Schema errors carry at most a line; while a document streams, the parser knows better.
        let usesParser = isSchema && parser != nil
        reports.append(
            Report(
                isSchema: isSchema,
                line: usesParser ? Int(vacatur_xml_line(parser)) : line,
                column: usesParser ? Int(vacatur_xml_column(parser)) : column,
                message: Redaction.withoutValues(text)
            )
        )
    }
}

/// Takes the document's own text out of libxml2's messages, which quote it freely.
enum Redaction {
    /// The first line of a message, with the names of elements, attributes and types kept and quoted values blanked.
    static func withoutValues(_ message: String) -> String {
        var line = Array(message.utf8.prefix { $0 != UInt8(ascii: "\n") })
        for opening in ["The value '", ": '"] { blankValue(after: Array(opening.utf8), in: &line) }
        blankUnnamed(in: &line)
        return String(decoding: line, as: UTF8.self)
    }

    private static let blank = Array("…".utf8)
    private static let quote = UInt8(ascii: "'")

    /// Values may hold quotation marks themselves, so a value reaches to the last mark that its message can end with.
    private static func blankValue(after opening: [UInt8], in line: inout [UInt8]) {
        guard let start = firstRange(of: opening, in: line[...])?.upperBound else { return }
        let endings = [Array("' is not ".utf8), Array("' has ".utf8), Array("' does ".utf8), Array("' exceeds ".utf8)]
        guard let end = endings.compactMap({ lastStart(of: $0, in: line[start...]) }).max() else { return }
        line.replaceSubrange(start..<end, with: blank)
    }

    /// Keeps `'…'` only after a word that introduces a name, and only if it looks like one.
    private static func blankUnnamed(in line: inout [UInt8]) {
        let introductions = ["lement ", "ttribute ", "type ", "facet ", "refix ", "particle ", "set ", "pattern "]
            .map { Array($0.utf8) }
        var result: [UInt8] = []
        var index = 0
        while index < line.count {
            guard line[index] == quote, let close = line[(index + 1)...].firstIndex(of: quote) else {
                result.append(line[index])
                index += 1
                continue
            }
            let introduced = introductions.contains { result.suffix($0.count).elementsEqual($0) }
            result.append(quote)
            result += introduced ? Array(line[(index + 1)..<close]) : blank
            result.append(quote)
            index = close + 1
        }
        line = result
    }

    private static func firstRange(of pattern: [UInt8], in text: ArraySlice<UInt8>) -> Range<Int>? {
        guard text.count >= pattern.count else { return nil }
        for start in text.startIndex...(text.endIndex - pattern.count)
        where text[start..<(start + pattern.count)].elementsEqual(pattern) {
            return start..<(start + pattern.count)
        }
        return nil
    }

    private static func lastStart(of pattern: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        guard text.count >= pattern.count else { return nil }
        for start in (text.startIndex...(text.endIndex - pattern.count)).reversed()
        where text[start..<(start + pattern.count)].elementsEqual(pattern) {
            return start
        }
        return nil
    }
}
