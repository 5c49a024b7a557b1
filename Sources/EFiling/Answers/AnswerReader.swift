package import Cases
internal import XMLGate

/// Reads files of a court's answers: replies to ReviewFiling and NotifyFilingReviewComplete of ECF 5.0, in their wrappers or
/// bare, in a SOAP envelope or not, one answer in a file or many.
///
/// Memory is that of one answer, whatever the file's size. The files are anybody's: no document type, no entity, nothing
/// is opened besides them.
package enum AnswerReader {
    /// What a file says about no filing in particular.
    package struct FileFlaw: Hashable, Sendable {
        package let code: ProblemCode
        /// From 1; 0 when unknown.
        package let line: Int
        /// Where to look; holds no value of the file.
        package let detail: String
    }

    /// A stamped copy may come with the answer, as base64 in one text.
    private static let limits = XMLLimits(depth: 64, textBytes: 64 << 20)

    /// Reads a file from front to back.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - receive: gets every whole answer.
    /// - Throws: what `receive` throws, unchanged.
    /// - Returns: why the file was not read to its end, or that it holds no answer; nil where all is well.
    package static func read(path: String, _ receive: (CourtAnswer) throws -> Void) throws -> FileFlaw? {
        try read(
            { () throws(XMLGateError) in
                try XMLReader(path: path, names: AnswerName.texts, limits: limits)
            }, receive)
    }

    package static func read(_ bytes: [UInt8], _ receive: (CourtAnswer) throws -> Void) throws -> FileFlaw? {
        try read(
            { () throws(XMLGateError) in
                try XMLReader(bytes: bytes, names: AnswerName.texts, limits: limits)
            }, receive)
    }

    private static func read(
        _ open: () throws(XMLGateError) -> XMLReader, _ receive: (CourtAnswer) throws -> Void
    ) throws -> FileFlaw? {
        var file = FileReading()
        do {
            let reader = try open()
            while let event = try reader.next() {
                if event == .start, try !file.take(reader, receive) { break }
            }
        } catch let error as XMLGateError {
            return FileFlaw(code: .unreadableAnswer, line: error.line, detail: error.code.rawValue)
        }
        return file.flaw
    }

    /// What a file has come to so far.
    private struct FileReading {
        var answers = 0
        var hasFault = false
        /// Where the root element is of another kind.
        var strangeRoot: Int?

        var flaw: FileFlaw? {
            if let strangeRoot { return FileFlaw(code: .notAnAnswer, line: strangeRoot, detail: "") }
            if hasFault { return FileFlaw(code: .courtFault, line: 1, detail: "SOAP fault") }
            return answers > 0 ? nil : FileFlaw(code: .notAnAnswer, line: 1, detail: "")
        }

        /// - Returns: whether to go on.
        mutating func take(_ reader: XMLReader, _ receive: (CourtAnswer) throws -> Void) throws -> Bool {
            switch AnswerReader.place(of: reader) {
            case .around: break
            case .fault: hasFault = true
            case .strange where reader.depth == 1:
                strangeRoot = reader.line
                return false
            case .strange: try reader.skip()
            case .answer(let kind):
                try receive(AnswerReader.answer(kind, reader))
                answers += 1
            }
            return true
        }
    }

    private enum Place {
        case around, fault, strange
        case answer(CourtAnswer.Kind)
    }

    private static func place(of reader: XMLReader) -> Place {
        guard reader.nameIndex >= 0 else { return .strange }
        let name = AnswerName.all[reader.nameIndex]
        guard let namespaces = name.namespaces, namespaces.contains(where: { reader.isIn(namespace: $0) }) else {
            return .strange
        }
        switch name {
        case .callback: return .answer(.callback)
        case .messageStatus: return .answer(.reply)
        case .fault: return .fault
        case .header: return .strange
        default: return .around
        }
    }

    /// Reads one answer up to and with its end.
    private static func answer(_ kind: CourtAnswer.Kind, _ reader: XMLReader) throws(XMLGateError) -> CourtAnswer {
        let depth = reader.depth
        var reading = CourtAnswerReading(kind, reader)
        while let event = try reader.next() {
            switch event {
            case .start: reading.start(reader)
            case .text: reading.text(reader)
            case .end:
                if reader.depth == depth { return reading.finish() }
                reading.end(reader)
            }
        }
        throw XMLGateError(.truncated, line: reader.line, message: "the document ends inside an answer")
    }
}
