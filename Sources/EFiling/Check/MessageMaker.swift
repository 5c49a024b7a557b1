import TemplateEngine
package import XMLGate

/// A request with the cases that it is of.
package struct MadeMessage: Sendable {
    package struct Case: Sendable {
        package let filing: CaseFiling
        /// The message identifier, which comes back in every answer of the court.
        package let identifier: String
    }

    package let bytes: [UInt8]
    package let cases: [Case]
}

/// A case that is not sent, with the reasons.
package struct HeldCase: Sendable {
    package let filing: CaseFiling
    /// Never empty.
    package let findings: [MessageFinding]
}

/// Makes messages of approved cases and checks each of them. One for each thread, kept for many messages.
package final class MessageMaker {
    private let writer: MessageWriter
    private let check: MessageCheck

    package init(
        _ form: MessageForm, _ setting: MessageSetting, _ schemas: MessageSchemas
    ) throws(XMLGateError) {
        writer = MessageWriter(form, setting)
        check = try MessageCheck(schemas, setting.policy)
    }

    /// Makes one request of these cases.
    ///
    /// - Returns: the request, which is free of findings; nil if no case could go into it. And the cases that are held
    ///   back, each with its reasons; the others go without them.
    package func make(_ filings: [CaseFiling]) -> (message: MadeMessage?, held: [HeldCase]) {
        var going = filings
        var held: [HeldCase] = []
        while !going.isEmpty {
            let (bytes, whole, cases) = attempt(going)
            if whole.isEmpty, cases.allSatisfy(\.isEmpty) {
                let made = zip(going, writer.identifiersOfLast).map { MadeMessage.Case(filing: $0, identifier: $1) }
                return (MadeMessage(bytes: bytes, cases: made), held)
            }
            // What is wrong with the whole is the fault of cases that have it by themselves, or, if none has, of all.
            let alone = going.count == 1 ? [whole + cases[0]] : going.map { blame($0) }
            let isAnyBlamed = alone.contains { !$0.isEmpty }
            var left: [CaseFiling] = []
            for (index, filing) in going.enumerated() {
                let findings = isAnyBlamed ? alone[index] : whole + cases[index]
                if findings.isEmpty {
                    left.append(filing)
                } else {
                    held.append(HeldCase(filing: filing, findings: findings))
                }
            }
            going = left
        }
        return (nil, held)
    }

    private func blame(_ filing: CaseFiling) -> [MessageFinding] {
        let (_, whole, cases) = attempt([filing])
        return whole + cases[0]
    }

    private func attempt(
        _ filings: [CaseFiling]
    ) -> (bytes: [UInt8], whole: [MessageFinding], cases: [[MessageFinding]]) {
        do throws(MissingValue) {
            let bytes = try writer.message(filings)
            let (whole, cases) = check.findings(in: bytes, of: filings)
            return (bytes, whole, cases)
        } catch {
            let finding = MessageFinding(.missingValue, "", "\(error)")
            return ([], [finding], filings.map { _ in [] })
        }
    }
}
