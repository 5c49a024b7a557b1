package import Cases
import XMLGate

/// What a court answered to GetPolicy (ECF 5.0, `policyresponse:GetPolicyResponseMessage`).
package struct PolicyAnswer: Hashable, Sendable {
    /// A list of codes that is the court's own.
    package struct CodeList: Hashable, Sendable {
        /// The element that it is for, with prefix.
        package var element = ""
        /// Where the court keeps it.
        package var location = ""
    }

    package var version = ""
    /// The day from which it holds; nil where the answer does not say.
    package var effective: CalendarDate?
    package var courtIdentifier = ""
    package var courtName = ""
    package var acceptsConfidential = false
    package var acceptsSeveralLeadDocuments = false
    /// Bytes, and pages; nil where the court has no limit.
    package var attachmentBytes: Int?
    package var messageBytes: Int?
    package var attachmentPages: Int?
    package var caseTypes: [String] = []
    package var signatures: [String] = []
    package var interactionProfiles: [String] = []
    package var codeLists: [CodeList] = []

    /// A file that is no such answer, and where.
    package struct Flaw: Error, Hashable, Sendable, CustomStringConvertible {
        package let line: Int
        package let message: String

        package var description: String { "line \(line): \(message)" }
    }

    /// Reads an answer, in its wrapper or bare.
    package static func read(_ bytes: [UInt8]) throws(Flaw) -> PolicyAnswer {
        do throws(XMLGateError) {
            var reading = AnswerReading()
            let reader = try XMLReader(bytes: bytes)
            while let event = try reader.next() {
                switch event {
                case .start: reading.start(reader)
                case .text: reading.text(reader.text, line: reader.line)
                case .end: reading.end()
                }
            }
            if let flaw = reading.flaw { throw XMLGateError(.unexpected, line: flaw.line, message: flaw.message) }
            guard reading.isAnswer else {
                throw XMLGateError(.unexpected, line: 1, message: "not an answer to GetPolicy of ECF 5.0")
            }
            return reading.answer
        } catch {
            throw Flaw(line: error.line, message: error.message)
        }
    }
}

/// Follows an answer element by element.
private struct AnswerReading {
    var answer = PolicyAnswer()
    var isAnswer = false
    var flaw: PolicyAnswer.Flaw?
    private var path: [String] = []
    private var size: (value: Int, line: Int)?
    private var list = PolicyAnswer.CodeList()

    private static let namespace = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/policyresponse"
    /// How units of sizes are written; a size without unit is in bytes.
    private static let units = [
        "": 1, "b": 1, "byte": 1, "bytes": 1, "kb": 1_000, "kilobytes": 1_000, "mb": 1_000_000, "megabytes": 1_000_000,
    ]

    mutating func start(_ reader: XMLReader) {
        path.append(reader.name)
        if reader.name == "GetPolicyResponseMessage", reader.isIn(namespace: Self.namespace) { isAnswer = true }
    }

    private func isIn(_ name: String) -> Bool { path.contains(name) }

    mutating func text(_ text: String, line: Int) {
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        switch path.last ?? "" {
        case "AcceptConfidentialFilingsIndicator": answer.acceptsConfidential = Self.isTrue(text)
        case "AcceptMultipleLeadDocumentsIndicator": answer.acceptsSeveralLeadDocuments = Self.isTrue(text)
        case "MaximumAllowedAttachmentPageQuantity": answer.attachmentPages = number(text, line)
        case "MeasureDecimalValue", "MeasureIntegerValue":
            if let value = number(text, line) { size = (value, line) }
        case "MeasureUnitText": scale(by: text, line)
        case "IdentificationID" where isIn("PolicyVersionID"): answer.version = text
        case "IdentificationID" where isIn("CaseCourt"): answer.courtIdentifier = text
        case "CourtName": answer.courtName = text
        case "Date" where isIn("EffectiveDate"): answer.effective = CalendarDate(iso: text)
        case "DateTime" where isIn("EffectiveDate"): answer.effective = CalendarDate(iso: text.prefix(10))
        case "CaseTypeCode" where isIn("SupportedCaseCategories"): answer.caseTypes.append(text)
        case "SignatureProfileCode" where isIn("SupportedSignaturesProfiles"): answer.signatures.append(text)
        case "ServiceInteractionProfileCode" where isIn("SupportedServiceInteractionProfiles"):
            if !answer.interactionProfiles.contains(text) { answer.interactionProfiles.append(text) }
        case "ECFElementNameText": list.element = text
        case "ExtensionLocationURI" where isIn("CodeListExtension"): list.location = text
        default: break
        }
    }

    mutating func end() {
        switch path.popLast() ?? "" {
        case "MaximumAllowedAttachmentSize": answer.attachmentBytes = size?.value ?? answer.attachmentBytes
        case "MaximumAllowedMessageSize": answer.messageBytes = size?.value ?? answer.messageBytes
        case "CodeListExtension":
            answer.codeLists.append(list)
            list = PolicyAnswer.CodeList()
        default: return
        }
        size = nil
    }

    private mutating func scale(by unit: String, _ line: Int) {
        guard let factor = Self.units[unit.lowercased()] else {
            return fail("a size is in a unit that is not known", line)
        }
        size = size.map { ($0.value * factor, $0.line) }
    }

    /// A whole number, of at most a million million; a fraction is left out.
    private mutating func number(_ text: String, _ line: Int) -> Int? {
        guard let value = Int(text.prefix { $0 != "." }), (1...1_000_000_000_000).contains(value) else {
            fail("a limit is no number above 0", line)
            return nil
        }
        return value
    }

    private mutating func fail(_ message: String, _ line: Int) {
        if flaw == nil { flaw = PolicyAnswer.Flaw(line: line, message: message) }
    }

    private static func isTrue(_ text: String) -> Bool { text == "true" || text == "1" }
}
