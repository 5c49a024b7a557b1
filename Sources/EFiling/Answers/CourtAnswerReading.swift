import Cases
import XMLGate

/// Follows one answer element by element.
struct CourtAnswerReading {
    private var answer: CourtAnswer
    /// The open elements inside the answer; nil for those that are not known.
    private var path: [AnswerName?] = []
    private var text = ""
    private var identification = Identification()
    private var document: ReviewedDocument?
    private var reply = ReplyFacts()
    private var filing = FilingFacts()

    /// One of the identifiers: the answer's own, ours, the court's.
    private struct Identification {
        var identifier = ""
        var category = ""
        var source = ""
    }

    init(_ kind: CourtAnswer.Kind, _ reader: XMLReader) {
        answer = CourtAnswer(kind, line: reader.line)
        if kind == .reply {
            let mark = reader.attribute("systemSimulatedIndicator") ?? "false"
            reply.isSimulated = mark == "true" || mark == "1"
        }
    }

    private func isIn(_ name: AnswerName) -> Bool { path.contains(name) }

    private func parent(_ steps: Int = 1) -> AnswerName? {
        path.count > steps ? path[path.count - 1 - steps] : nil
    }

    mutating func start(_ reader: XMLReader) {
        let name = reader.nameIndex >= 0 ? AnswerName.all[reader.nameIndex] : nil
        path.append(name)
        text = ""
        switch name {
        case .documentIdentification: identification = Identification()
        case .leadReview, .connectedReview:
            document = ReviewedDocument()
            document?.document.line = reader.line
        case .contentError, .handlingError: reply.errors.append(ReplyFacts.Error())
        default: break
        }
    }

    mutating func text(_ reader: XMLReader) {
        // What is longer than any text of these is a stamped copy.
        guard path.last != nil, text.utf8.count < 1 << 16 else { return }
        reader.withText { bytes in
            if bytes.count < 1 << 16 { text += String(decoding: bytes, as: UTF8.self) }
        }
    }

    mutating func end(_ reader: XMLReader) {
        if let name = path.last, let name {
            let value = Self.trimmed(text)
            if document != nil {
                endOfDocument(name, value)
            } else {
                endOfAnswer(name, value, line: reader.line)
            }
        }
        text = ""
        path.removeLast()
    }

    private mutating func endOfAnswer(_ name: AnswerName, _ value: String, line: Int) {
        switch name {
        case .identificationID where parent() == .documentIdentification: identification.identifier = value
        case .identificationCategory: identification.category = value
        case .identificationSource: identification.source = value
        case .documentIdentification where parent() == nil || parent() == .messageStatusAugmentation: identify()
        case .dateTime, .date:
            if parent() == .postDate { filing.posted = CourtTime.read(value) }
            if parent() == .completionDate { filing.completed = CourtTime.read(value) }
        case .caseNumber: answer.caseNumber = value
        case .filingReviewStatus:
            filing.status = value
            filing.line = line
        case .filingDocketingStatus: filing.docketing = value
        case .statusDescription where parent() == .filingStatus: answer.reason = value
        default: endOfReply(name, value)
        }
    }

    private mutating func endOfReply(_ name: AnswerName, _ value: String) {
        switch name {
        case .systemTime: reply.time = CourtTime.read(value)
        case .operatingMode: reply.mode = value
        case .credentials: reply.credentials = value
        case .messageStatusCode: reply.status = value
        case .resendRequest: reply.wantsAgain = value == "true" || value == "1"
        case .errorNode: reply.inError { $0.node = value }
        case .errorCode: reply.inError { $0.code = value }
        case .errorDescription: reply.inError { $0.text = value }
        default: break
        }
    }

    private mutating func endOfDocument(_ name: AnswerName, _ value: String) {
        switch name {
        case .leadReview, .connectedReview:
            if let document { answer.documents.append(document.finish(&answer)) }
            document = nil
        case .statusText where parent() == .documentReviewStatus: document?.text = value
        case .documentStatusCode: document?.code = value
        case .statusDescription where parent() == .documentReviewStatus || parent() == .documentStatus,
            .rejectReason:
            if !value.isEmpty { document?.document.reason = value }
        case .dateTime where parent() == .statusDate, .date where parent() == .statusDate:
            document?.document.time = CourtTime.read(value)
        case .identificationID where parent() == .documentIdentification && parent(2) == .reviewedDocument:
            document?.document.number = value
        case .fileControlID where parent() == .reviewedDocument: document?.document.reference = value
        case .renditionHash: document?.document.hash = value.lowercased()
        default: break
        }
    }

    private mutating func identify() {
        let category = identification.category.lowercased()
        let source = identification.source.lowercased()
        if category == "filingid" {
            reply.filings.append(identification.identifier)
        } else if category == "messageid", source == "filingassembly" || source.isEmpty {
            let message = identification.identifier.lowercased()
            if !message.isEmpty, !answer.messages.contains(message) { answer.messages.append(message) }
        }
    }

    /// The answer, once it has been read.
    consuming func finish() -> CourtAnswer {
        if answer.messages.isEmpty { answer.note(.missingMessage, line: answer.line) }
        if reply.filings.count == 1, answer.messages.count <= 1 {
            answer.filing = reply.filings[0]
        } else if !reply.filings.isEmpty {
            answer.note(.unpairedNumber, line: answer.line)
        }
        switch answer.kind {
        case .reply: reply.conclude(&answer)
        case .callback: filing.conclude(&answer)
        }
        if answer.state != nil, answer.time == nil { answer.note(.missingTime, line: answer.line) }
        if answer.state == .rejected || answer.state == .partiallyAccepted,
            answer.reason.isEmpty, answer.documents.allSatisfy(\.reason.isEmpty)
        {
            answer.note(.missingReason, line: answer.line)
        }
        return answer
    }

    /// Words with one blank between them, of at most 2,000 bytes.
    private static func trimmed(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard words.utf8.count > 2_000 else { return words }
        return String(words.prefix(500))
    }
}
