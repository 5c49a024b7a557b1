package import Cases

/// What a court's answer to a request means for that request.
package enum SendingVerdict: Hashable, Sendable {
    /// What the court says of it.
    package struct Receipt: Hashable, Sendable {
        /// `received` or `rejected`.
        package let state: CaseState
        /// The court's, in seconds since 1970, UTC; nil where it does not say.
        package let time: Int64?
        /// In the court's words, for a rejection.
        package let reason: String
        /// The court's number for the filing; may be empty.
        package let reference: String
    }

    /// The court has decided about it.
    case settled(Receipt)
    /// The court does not have it: again later, not before so many seconds if it says so.
    case again(String, after: Int?)
    /// The court may have it, and has to be asked.
    case doubtful(String)
    /// The court does not take this request as it is.
    case refused(String)
    /// Every further request would meet the same.
    case halt(String)

    /// Judges the answer to the filing of an identifier; the status is that of HTTP (RFC 9110, section 15).
    ///
    /// Whatever is not clear is doubtful: to ask once too often costs a request, to send twice is a second filing.
    package static func of(status: Int, retryAfter: Int?, body: [UInt8], message: String) -> SendingVerdict {
        if let verdict = common(status, retryAfter) { return verdict }
        switch status {
        case 200: return reply(SoapPart.root(of: body), message)
        case 400..<500 where status != 408: return .refused("HTTP \(status)")
        default: return .doubtful("HTTP \(status)")
        }
    }

    /// What statuses mean whatever was asked; nil where that depends.
    private static func common(_ status: Int, _ retryAfter: Int?) -> SendingVerdict? {
        switch status {
        case 300..<400: .halt("the court's address answers with a redirect (HTTP \(status)), which is not followed")
        case 401, 403, 407: .halt("the court does not let us in (HTTP \(status)); check the credentials")
        case 404, 405, 410: .halt("there is no filing service at the court's address (HTTP \(status))")
        case 429, 503: .again("HTTP \(status)", after: retryAfter)
        default: nil
        }
    }

    private static func reply(_ body: [UInt8], _ message: String) -> SendingVerdict {
        var answers: [CourtAnswer] = []
        // Nothing is thrown but by the closure, which throws nothing.
        guard let flaw = try? AnswerReader.read(body, { answers.append($0) }) else {
            return judge(answers, message)
        }
        return .doubtful(flaw.code == .courtFault ? "a SOAP fault" : "not an answer of ECF 5.0")
    }

    private static func judge(_ answers: [CourtAnswer], _ message: String) -> SendingVerdict {
        guard answers.count == 1, let answer = answers.first, answer.kind == .reply else {
            return .doubtful("not an answer to a filing")
        }
        guard answer.messages.isEmpty || answer.messages.contains(message) else {
            return .doubtful("an answer to another message")
        }
        if answer.flaws.contains(where: { $0.code == .testAnswer }) {
            return .refused("the court's system says that it is a test")
        }
        if let again = answer.flaws.first(where: { $0.code == .sendAgain }) {
            return again.detail == "not authenticated"
                ? .halt("the court does not let us in (Not Authenticated); check the credentials")
                : .doubtful("the court's system failed")
        }
        guard let state = answer.state, state == .received || state == .rejected else {
            return .doubtful("an answer without a known status")
        }
        return .settled(
            Receipt(state: state, time: answer.time, reason: answer.reason, reference: answer.filing))
    }

    // MARK: Asking

    /// What a court answers when it is asked for a message.
    package enum Known: Hashable, Sendable {
        case yes(Receipt)
        /// It has looked, and does not have it.
        case no
        /// It has to be asked again.
        case unclear(String, after: Int?)
        case halt(String)
    }

    /// Judges the answer to a `FilingQuery`.
    package static func known(status: Int, retryAfter: Int?, body: [UInt8], message: String) -> Known {
        switch common(status, retryAfter) {
        case .halt(let note): return .halt(note)
        case .again(let note, let after): return .unclear(note, after: after)
        default: break
        }
        guard status == 200, let list = FilingList.read(SoapPart.root(of: body)) else {
            return .unclear("asked for the message, no clear answer (HTTP \(status))", after: retryAfter)
        }
        guard let filing = list.filings.first(where: { $0.messages.contains(message) }) else { return .no }
        return .yes(
            Receipt(
                state: filing.state ?? .received, time: filing.time, reason: filing.reason, reference: filing.filing))
    }
}

/// The envelope in a reply that comes as MIME parts, as some servers answer what came so.
enum SoapPart {
    /// - Returns: the first part of a `multipart/related` body; the body itself if it is no such.
    static func root(of body: [UInt8]) -> [UInt8] {
        let start = body.firstIndex { $0 != 0x0D && $0 != 0x0A } ?? 0
        guard body[start...].starts(with: "--".utf8),
            let line = find([0x0D, 0x0A], in: body[start...]),
            let content = find([0x0D, 0x0A, 0x0D, 0x0A], in: body[line...])
        else { return body }
        let inside = body[(content + 4)...]
        let end = find([0x0D, 0x0A] + body[start..<line], in: inside) ?? body.endIndex
        return Array(inside[..<end])
    }

    private static func find(_ bytes: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        text.indices.first { text[$0] == bytes[0] && text[$0...].starts(with: bytes) }
    }
}
