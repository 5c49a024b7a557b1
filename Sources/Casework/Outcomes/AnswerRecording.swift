import Cases
import Digests
import Docket
import EFiling
import Intake
import XMLGate

/// Records the answers of one XML file.
struct AnswerRecording {
    private let file: InputFingerprint
    private let now: Int64
    /// A clock of the court's may be ahead of ours, and its days begin earlier than ours end.
    static let patience: Int64 = 2 * 86_400

    init(_ file: InputFingerprint, now: Int64) {
        self.file = file
        self.now = now
    }

    func read(
        _ validator: SchemaValidator?, _ admission: inout OutcomeAdmission, _ log: inout OutcomeLog
    ) throws {
        let flaw = try AnswerReader.read(path: file.path) { answer in
            log.set(answer.kind == .reply ? .replies : .callbacks)
            try take(answer, &admission, &log)
        }
        if let flaw {
            log.count(items: 1)
            log.stopped()
            return log.add(flaw.code, place: flaw.line, item: "", detail: flaw.detail)
        }
        if let found = try validator?.validate(path: file.path).first {
            log.add(.notAsSchema, place: found.line, item: "", detail: found.message)
        }
    }

    private func take(
        _ answer: CourtAnswer, _ admission: inout OutcomeAdmission, _ log: inout OutcomeLog
    ) throws {
        let item = answer.messages.first ?? ""
        for flaw in answer.flaws { log.add(flaw.code, place: flaw.line, item: item, detail: flaw.detail) }
        log.count(items: max(1, answer.messages.count))
        guard let state = answer.state, let time = answer.time, !answer.messages.isEmpty else {
            return log.stopped(max(1, answer.messages.count))
        }
        guard time <= now + Self.patience else {
            log.add(.futureAnswer, place: answer.line, item: item)
            return log.stopped(answer.messages.count)
        }
        for identifier in answer.messages {
            guard let message = try admission.message(identifier) else {
                log.add(.unknownMessage, place: answer.line, item: identifier)
                log.stopped()
                continue
            }
            let found = outcomes(answer, state, time, of: message, &log)
            let source = Answer(
                answer.kind == .reply ? .reply : .callback, name: file.name, sha256: file.digest.hex)
            let recorded = try admission.record(found.outcomes, from: source)
            if found.isWhole, !answer.flaws.contains(where: { !$0.code.isWarning }) {
                if recorded.new > 0 { log.recorded(state) } else { log.known() }
            } else {
                log.stopped()
            }
            if recorded.new > 0, try admission.history(at: message.place).isContradictory {
                log.add(.contradictoryAnswers, place: answer.line, item: message.caseNumber)
            }
        }
    }

    /// What an answer says about one of the messages that it is about.
    private func outcomes(
        _ answer: CourtAnswer, _ state: CaseState, _ time: Int64, of message: FiledMessage, _ log: inout OutcomeLog
    ) -> (outcomes: [CourtOutcome], isWhole: Bool) {
        if !answer.caseNumber.isEmpty, Routing.key(answer.caseNumber) != Routing.key(message.caseNumber) {
            log.add(.caseNumbersDiffer, place: answer.line, item: message.caseNumber)
        }
        var isWhole = true
        var found = [outcome(message, "", state, time, answer.reason, answer.filing)]
        for document in answer.documents {
            let number = Int(document.number)
            guard let known = message.documents.first(where: { $0.number == number }) else {
                log.add(.unknownDocument, place: document.line, item: message.caseNumber)
                isWhole = false
                continue
            }
            guard let state = document.state else { continue }
            let moment = document.time ?? time
            guard moment <= now + Self.patience else {
                log.add(.futureAnswer, place: document.line, item: message.caseNumber)
                isWhole = false
                continue
            }
            let hash = document.hash.isEmpty ? "" : "sha256:\(document.hash)"
            let reference = [document.reference, hash].filter { !$0.isEmpty }.joined(separator: " ")
            found.append(outcome(message, known.kind, state, moment, document.reason, reference))
        }
        return (found, isWhole)
    }

    private func outcome(
        _ message: FiledMessage, _ document: String, _ state: CaseState, _ time: Int64, _ reason: String,
        _ reference: String
    ) -> CourtOutcome {
        CourtOutcome(
            place: message.place, caseNumber: message.caseNumber, message: message.identifier, document: document,
            state: state, time: time, reason: reason, reference: reference)
    }
}
