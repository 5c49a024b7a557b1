/// Answers of an invented court, as XML. All that a test does not set is as a court sets it that has no complaint.
enum InventedAnswer {
    static let message = "0b6f3c1e-6c0e-4f0a-9a0f-3f1d2c4b5a60"
    private static let ecf = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/"

    private static let namespaces = """
        xmlns:wrappers="\(ecf)wrappers" xmlns:reviewfilingcallback="\(ecf)reviewfilingcallback" xmlns:ecf="\(ecf)ecf" \
        xmlns:cbrn="http://release.niem.gov/niem/domains/cbrn/4.1/" \
        xmlns:nc="http://release.niem.gov/niem/niem-core/4.0/" \
        xmlns:j="http://release.niem.gov/niem/domains/jxdm/6.1/"
        """

    private static func identification(_ identifier: String, _ category: String, _ source: String) -> String {
        """
        <nc:DocumentIdentification><nc:IdentificationID>\(identifier)</nc:IdentificationID>\
        <nc:IdentificationCategoryDescriptionText>\(category)</nc:IdentificationCategoryDescriptionText>\
        <nc:IdentificationSourceText>\(source)</nc:IdentificationSourceText></nc:DocumentIdentification>
        """
    }

    static func reply(
        _ messages: [String] = [message], filing: String? = "F-1", status: String = "Success", error: String = "0",
        content: String = "", again: Bool = false, mode: String = "Ops", simulated: Bool = false,
        credentials: String = "Authenticated", time: String = "2020-02-18T17:05:04Z"
    ) -> String {
        let names =
            identification("fr-1", "messageID", "FilingReview")
            + messages.map { identification($0, "messageID", "FilingAssembly") }.joined()
            + (filing.map { identification($0, "filingID", "FilingReview") } ?? "")
        let contentError =
            content.isEmpty
            ? ""
            : """
            <cbrn:MessageContentError><cbrn:ErrorNodeName>\(content)</cbrn:ErrorNodeName>\
            <cbrn:ErrorDescription><cbrn:ErrorCodeText>4</cbrn:ErrorCodeText>\
            <cbrn:ErrorCodeDescriptionText>too long</cbrn:ErrorCodeDescriptionText></cbrn:ErrorDescription>\
            </cbrn:MessageContentError>
            """
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <wrappers:ReviewFilingResponse \(namespaces)><cbrn:MessageStatus \
            cbrn:systemSimulatedIndicator="\(simulated)"><cbrn:SystemEventDateTime>\(time)</cbrn:SystemEventDateTime>\
            <cbrn:SystemOperatingModeCode>\(mode)</cbrn:SystemOperatingModeCode>\
            <cbrn:CredentialsAuthenticatedCode>\(credentials)</cbrn:CredentialsAuthenticatedCode>\
            <cbrn:MessageStatusCode>\(status)</cbrn:MessageStatusCode>\(contentError)\
            <cbrn:MessageHandlingError><cbrn:ErrorCodeText>\(error)</cbrn:ErrorCodeText></cbrn:MessageHandlingError>\
            <cbrn:ResendRequestIndicator>\(again)</cbrn:ResendRequestIndicator>\
            <ecf:MessageStatusAugmentation>\(names)</ecf:MessageStatusAugmentation></cbrn:MessageStatus>\
            </wrappers:ReviewFilingResponse>
            """
    }

    /// A document of a callback: `text` and `code` are its status in the two places that have one.
    struct Document {
        var number: String
        var text: String?
        var code: String?
        var reason: String?
        var isLead = false
        var hash: String? = String(repeating: "ab", count: 32)
        var time = "2020-02-20T18:30:00Z"

        var xml: String {
            let name = isLead ? "LeadDocumentReview" : "ConnectedDocumentReview"
            let why = reason.map { "<nc:StatusDescriptionText>\($0)</nc:StatusDescriptionText>" } ?? ""
            let status = text.map { "<nc:StatusText>\($0)</nc:StatusText>" } ?? ""
            let coded = code.map { "<ecf:DocumentReviewStatusCode>\($0)</ecf:DocumentReviewStatusCode>" } ?? ""
            let rendition =
                hash.map {
                    """
                    <ecf:DocumentRendition><nc:DocumentIdentification/>\
                    <ecf:DocumentRenditionHash>\($0)</ecf:DocumentRenditionHash><nc:Attachment/>\
                    </ecf:DocumentRendition>
                    """
                } ?? ""
            return """
                <ecf:\(name)><ecf:DocumentReviewDisposition><ecf:DocumentReviewStatus>\(status)\(why)\
                <nc:StatusDate><nc:DateTime>\(time)</nc:DateTime></nc:StatusDate></ecf:DocumentReviewStatus>\
                </ecf:DocumentReviewDisposition><ecf:ReviewedDocument>\
                <nc:DocumentFileControlID>D-\(number)</nc:DocumentFileControlID>\
                <nc:DocumentIdentification><nc:IdentificationID>\(number)</nc:IdentificationID>\
                <nc:IdentificationSourceText>FilingAssembly</nc:IdentificationSourceText></nc:DocumentIdentification>\
                <ecf:DocumentAugmentation>\(rendition)<ecf:DocumentStatus>\(coded)</ecf:DocumentStatus>\
                </ecf:DocumentAugmentation></ecf:ReviewedDocument></ecf:\(name)>
                """
        }
    }

    static func message(
        _ message: String = message, status: String? = "accepted", docketing: String? = nil, reason: String? = nil,
        documents: [Document] = [], filing: String = "F-1", caseNumber: String = "BA000001",
        time: String? = "2020-02-20T18:30:00Z"
    ) -> String {
        let names =
            identification("fr-2", "messageID", "FilingReview") + identification(message, "messageID", "FilingAssembly")
            + identification(filing, "filingID", "FilingReview")
        let posted = time.map { "<nc:DocumentPostDate><nc:DateTime>\($0)</nc:DateTime></nc:DocumentPostDate>" } ?? ""
        let why = reason.map { "<nc:StatusDescriptionText>\($0)</nc:StatusDescriptionText>" } ?? ""
        let docketed =
            docketing.map { "<ecf:FilingDocketingStatusCode>\($0)</ecf:FilingDocketingStatusCode>" } ?? ""
        let reviewed = status.map { "<ecf:FilingReviewStatusCode>\($0)</ecf:FilingReviewStatusCode>" } ?? ""
        return """
            <reviewfilingcallback:NotifyFilingReviewCompleteMessage \(namespaces)>\(names)\(posted)\
            \(documents.filter { !$0.isLead }.map(\.xml).joined())<ecf:FilingStatus>\(why)\(docketed)\(reviewed)\
            </ecf:FilingStatus>\(documents.filter(\.isLead).map(\.xml).joined())<nc:Case><ecf:CaseAugmentation>\
            <j:CaseNumberText>\(caseNumber)</j:CaseNumberText></ecf:CaseAugmentation></nc:Case>\
            </reviewfilingcallback:NotifyFilingReviewCompleteMessage>
            """
    }

    static func callback(_ messages: [String]) -> String {
        """
        <wrappers:NotifyFilingReviewCompleteRequest \(namespaces)>\(messages.joined(separator: "\n"))\
        </wrappers:NotifyFilingReviewCompleteRequest>
        """
    }

    static func inEnvelope(_ xml: String) -> String {
        let inner = xml.replacing("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", with: "")
        return """
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header>\
            <w:Security xmlns:w="urn:x"><w:Token>t</w:Token></w:Security></soap:Header><soap:Body>\(inner)</soap:Body>\
            </soap:Envelope>
            """
    }
}
