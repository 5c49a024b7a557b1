import Cases

/// Asks a court whether it has a message: GetFilingList of ECF 5.0, which may be answered with an empty list.
/// (GetFilingStatus asks by the court's own number, and has no answer for what the court does not know.)
package enum FilingQuery {
    /// The question for the message of an identifier. `attempt` tells several questions about one message apart; the time is
    /// now, in seconds since 1970, UTC.
    package static func post(
        _ message: String, caseNumber: String, attempt: Int, policy: CourtPolicy, time: Int64
    ) -> FilingPost {
        FilingPost(
            """
            <wrappers:GetFilingListRequest\
             xmlns:wrappers="https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/wrappers"\
             xmlns:filinglistrequest="https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/filinglistrequest"\
             xmlns:ecf="https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/ecf"\
             xmlns:nc="http://release.niem.gov/niem/niem-core/4.0/"\
             xmlns:j="http://release.niem.gov/niem/domains/jxdm/6.1/">\
            <filinglistrequest:GetFilingListRequestMessage>\
            \(identification("\(message)-asked-\(attempt)"))\
            <ecf:SendingMDELocationID><nc:IdentificationID>\(escaped(policy.senderLocation))</nc:IdentificationID>\
            </ecf:SendingMDELocationID>\
            <ecf:ServiceInteractionProfileCode>\(escaped(policy.interactionProfile))</ecf:ServiceInteractionProfileCode>\
            <j:CaseCourt><nc:OrganizationIdentification>\
            <nc:IdentificationID>\(escaped(policy.courtIdentifier))</nc:IdentificationID>\
            </nc:OrganizationIdentification></j:CaseCourt>\
            <nc:DocumentPostDate><nc:DateTime>\(iso(time))</nc:DateTime></nc:DocumentPostDate>\
            <filinglistrequest:FilingListQueryCriteria>\
            <j:CaseNumberText>\(escaped(caseNumber))</j:CaseNumberText>\(identification(message))\
            </filinglistrequest:FilingListQueryCriteria>\
            </filinglistrequest:GetFilingListRequestMessage></wrappers:GetFilingListRequest>
            """, .getFilingList)
    }

    private static func identification(_ identifier: String) -> String {
        """
        <nc:DocumentIdentification><nc:IdentificationID>\(escaped(identifier))</nc:IdentificationID>\
        <nc:IdentificationCategoryDescriptionText>messageID</nc:IdentificationCategoryDescriptionText>\
        <nc:IdentificationSourceText>FilingAssembly</nc:IdentificationSourceText></nc:DocumentIdentification>
        """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    private static func iso(_ time: Int64) -> String {
        let second = Int(((time % 86_400) + 86_400) % 86_400)
        let clock = [second / 3_600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(CourtTime.day(of: time)?.iso ?? "1970-01-01")T\(clock.joined(separator: ":"))Z"
    }
}
