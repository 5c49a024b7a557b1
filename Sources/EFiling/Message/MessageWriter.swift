package import TemplateEngine

/// Writes messages of one packet. One for each thread, kept for many messages.
package final class MessageWriter {
    private let form: MessageForm
    private let setting: MessageSetting
    private let identifiers: MessageIdentifier
    private var values: Values
    private var output = Output()

    package init(_ form: MessageForm, _ setting: MessageSetting) {
        self.form = form
        self.setting = setting
        identifiers = MessageIdentifier(setting)
        values = form.values(in: setting)
    }

    /// The message identifiers of the cases in the last message.
    package private(set) var identifiersOfLast: [String] = []

    /// The message identifier of a case.
    package func identifier(of filing: CaseFiling) -> String { identifiers.identifier(of: filing) }

    /// Renders a request with these cases, one FilingMessage for each.
    ///
    /// - Returns: its bytes, without line breaks.
    /// - Throws: the first value that the template wants and a case lacks.
    package func message(_ filings: [CaseFiling]) throws(MissingValue) -> [UInt8] {
        let envelopes = filings.enumerated().map { index, filing in
            Envelope(
                setting: setting, filing: filing, identifier: identifiers.identifier(of: filing),
                prefix: "c\(index + 1)-")
        }
        identifiersOfLast = envelopes.map(\.identifier)
        form.fill(&values, with: envelopes)
        output.removeAll()
        try form.template.render(values, .filing, into: &output)
        return output.copy()
    }
}
