import Cases
import XMLGate

/// What a court answers to GetFilingList (ECF 5.0, `filinglistresponse`).
package struct FilingList: Hashable, Sendable {
    /// The filings that match. Each is told like a callback.
    package private(set) var filings: [CourtAnswer] = []
    private var isAnswer = false
    private var isRefused = false

    private static let ecf = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/"

    /// Reads an answer, in its SOAP envelope.
    ///
    /// - Returns: nil unless the court has looked and says what it has found, be it nothing.
    package static func read(_ bytes: [UInt8]) -> FilingList? {
        var list = FilingList()
        do throws(XMLGateError) {
            let reader = try XMLReader(bytes: bytes, names: AnswerName.texts)
            while let event = try reader.next() {
                if event == .start { try list.take(reader) }
            }
        } catch {
            return nil
        }
        return list.isAnswer && !list.isRefused ? list : nil
    }

    private mutating func take(_ reader: XMLReader) throws(XMLGateError) {
        switch reader.name {
        case "Envelope", "Body", "GetFilingListResponse": break
        case "GetFilingListResponseMessage" where reader.isIn(namespace: "\(Self.ecf)filinglistresponse"):
            isAnswer = true
        case "MatchingFiling" where isAnswer && reader.isIn(namespace: "\(Self.ecf)ecf"):
            filings.append(try AnswerReader.answer(.callback, reader))
        case "MessageStatus" where isAnswer:
            if try AnswerReader.answer(.reply, reader).state != .received { isRefused = true }
        default: try reader.skip()
        }
    }
}
