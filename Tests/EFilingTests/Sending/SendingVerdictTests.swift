import Cases
import Testing

@testable import EFiling

/// What a court's answer means for a request.
@Suite struct SendingVerdictTests {
    private static let message = "0b6f3c1e-6c0e-8f0a-9a0f-3f1d2c4b5a60"

    private static func reply(
        _ code: String, error: String = "0", credentials: String = "Authenticated", simulated: Bool = false,
        message: String = message
    ) -> String {
        """
        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><w:ReviewFilingResponse
          xmlns:w="https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/wrappers"
          xmlns:ecf="https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/ecf"
          xmlns:c="http://release.niem.gov/niem/domains/cbrn/4.1/" xmlns:nc="http://release.niem.gov/niem/niem-core/4.0/">
        <c:MessageStatus c:systemSimulatedIndicator="\(simulated)">
        <c:SystemEventDateTime>2020-02-18T17:05:04Z</c:SystemEventDateTime>
        <c:SystemOperatingModeCode>Ops</c:SystemOperatingModeCode>
        <c:CredentialsAuthenticatedCode>\(credentials)</c:CredentialsAuthenticatedCode>
        <c:MessageStatusCode>\(code)</c:MessageStatusCode>
        <c:MessageHandlingError><c:ErrorCodeText>\(error)</c:ErrorCodeText></c:MessageHandlingError>
        <c:ResendRequestIndicator>false</c:ResendRequestIndicator>
        <ecf:MessageStatusAugmentation>
        \(identification(message, "messageID", "FilingAssembly"))\(identification("F-7", "filingID", "FilingReview"))
        </ecf:MessageStatusAugmentation></c:MessageStatus></w:ReviewFilingResponse></s:Body></s:Envelope>
        """
    }

    private static func identification(_ identifier: String, _ category: String, _ source: String) -> String {
        """
        <nc:DocumentIdentification><nc:IdentificationID>\(identifier)</nc:IdentificationID>
        <nc:IdentificationCategoryDescriptionText>\(category)</nc:IdentificationCategoryDescriptionText>
        <nc:IdentificationSourceText>\(source)</nc:IdentificationSourceText></nc:DocumentIdentification>
        """
    }

    private static let fault =
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault/></s:Body></s:Envelope>"

    private static func inParts(_ reply: String) -> String {
        "\r\n--b\r\nContent-Type: application/xop+xml\r\nContent-ID: <1>\r\n\r\n\(reply)\r\n--b--\r\n"
    }

    private static func cut(_ reply: String) -> String { String(reply.dropLast(9)) }

    private static func verdict(_ status: Int, _ body: String, after: Int? = nil) -> SendingVerdict {
        .of(status: status, retryAfter: after, body: Array(body.utf8), message: message)
    }

    /// Its kind, without the words.
    private static func kind(_ verdict: SendingVerdict) -> String {
        switch verdict {
        case .settled(let receipt): receipt.state.rawValue
        case .again: "again"
        case .doubtful: "doubtful"
        case .refused: "refused"
        case .halt: "halt"
        }
    }

    private static let replies: [(String, String)] = [
        (reply("Success"), "received"), (reply("DuplicateMessage"), "received"),
        (reply("DataError", error: "4"), "rejected"), (reply("InvalidSchema", error: "1"), "rejected"),
        (reply("Success", error: "4"), "rejected"), (reply("SystemError", error: "-1"), "doubtful"),
        (reply("Unheard"), "doubtful"), (reply("Success", credentials: "Not Authenticated"), "halt"),
        (reply("Success", simulated: true), "refused"), (reply("Success", message: "another"), "doubtful"),
        (reply("Success").replacing("ReviewFilingResponse", with: "Unheard"), "doubtful"),
        (cut(reply("Success")), "doubtful"), ("", "doubtful"), ("<html/>", "doubtful"),
        ("<!DOCTYPE a>\(reply("Success"))", "doubtful"), ("\(reply("Success"))\(reply("Success"))", "doubtful"),
        (fault, "doubtful"),
        (inParts(reply("Success")), "received"),
    ]

    @Test("answers of the court's system", arguments: replies)
    func answers(_ body: String, _ expected: String) {
        #expect(Self.kind(Self.verdict(200, body)) == expected)
    }

    @Test("what is received has the court's number and time")
    func receipt() {
        #expect(
            Self.verdict(200, Self.reply("Success"))
                == .settled(.init(state: .received, time: 1_582_045_504, reason: "", reference: "F-7")))
    }

    @Test(
        "statuses of HTTP",
        arguments: [
            (201, "doubtful"), (202, "doubtful"), (204, "doubtful"), (301, "halt"), (307, "halt"), (400, "refused"),
            (401, "halt"), (403, "halt"), (404, "halt"), (405, "halt"), (408, "doubtful"), (413, "refused"),
            (415, "refused"), (429, "again"), (500, "doubtful"), (502, "doubtful"), (503, "again"), (504, "doubtful"),
            (0, "doubtful"), (999, "doubtful"),
        ])
    func statuses(_ status: Int, _ expected: String) {
        // An error page may say what it wants.
        #expect(Self.kind(Self.verdict(status, Self.reply("Success"))) == expected)
    }

    @Test("the court's wish to wait is heard")
    func patience() {
        #expect(Self.verdict(503, "", after: 7) == .again("HTTP 503", after: 7))
    }

    private static func list(_ content: String) -> String {
        """
        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><w:GetFilingListResponse
          xmlns:w="https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/wrappers"
          xmlns:l="https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/filinglistresponse"
          xmlns:ecf="https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/ecf"
          xmlns:c="http://release.niem.gov/niem/domains/cbrn/4.1/" xmlns:nc="http://release.niem.gov/niem/niem-core/4.0/">
        <l:GetFilingListResponseMessage>\(identification("l-1", "messageID", "FilingReview"))\(content)
        </l:GetFilingListResponseMessage></w:GetFilingListResponse></s:Body></s:Envelope>
        """
    }

    private static func match(_ message: String, _ status: String) -> String {
        """
        <ecf:MatchingFiling>\(identification(message, "messageID", "FilingAssembly"))
        \(identification("F-7", "filingID", "FilingReview"))
        <nc:DocumentPostDate><nc:DateTime>2020-02-18T17:05:04Z</nc:DateTime></nc:DocumentPostDate>
        <ecf:FilingStatus><ecf:FilingReviewStatusCode>\(status)</ecf:FilingReviewStatusCode></ecf:FilingStatus>
        </ecf:MatchingFiling>
        """
    }

    private static let lists: [(Int, String, String)] = [
        (200, list(""), "no"), (200, list(match("another", "received")), "no"),
        (200, list("\(match("another", "received"))\(match(message.uppercased(), "received"))"), "received"),
        (200, list(match(message, "accepted")), "accepted"), (200, list(match(message, "unheard")), "received"),
        (200, list("<c:MessageStatus><c:MessageStatusCode>SystemError</c:MessageStatusCode></c:MessageStatus>"), "?"),
        (200, reply("Success"), "?"), (200, "", "?"), (200, cut(list("")), "?"), (500, list(""), "?"),
        (404, "", "halt"), (401, "", "halt"), (503, "", "?"),
        (200, fault, "?"),
    ]

    @Test("only a list without the message means that the court does not have it", arguments: lists)
    func known(_ status: Int, _ body: String, _ expected: String) {
        let known = SendingVerdict.known(
            status: status, retryAfter: nil, body: Array(body.utf8), message: Self.message)
        let kind =
            switch known {
            case .yes(let receipt): receipt.state.rawValue
            case .no: "no"
            case .unclear: "?"
            case .halt: "halt"
            }
        #expect(kind == expected)
    }

    @Test("a filing goes as MIME parts: envelope first, then every file under its Content-ID, nothing copied wrongly")
    func parts() throws {
        let message = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>é</a>".utf8)
        let file: [UInt8] = [0x25, 0x50, 0x44, 0x46, 0x0D, 0x0A, 0x00, 0xFF, 0x0A]
        let post = try #require(
            FilingPost(message, identifier: "m-1", attachments: [.init(name: "1-motion.pdf", bytes: file)]))
        let body = post.body.flatMap { $0 }
        let head = """
            --vacatur-m-1\r
            Content-Type: application/xop+xml; charset=UTF-8; type="text/xml"\r
            Content-Transfer-Encoding: 8bit\r
            Content-ID: <m-1>\r
            \r
            <?xml version="1.0" encoding="UTF-8"?>
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
            <a>é</a></soap:Body></soap:Envelope>\r
            --vacatur-m-1\r
            Content-Type: application/pdf\r
            Content-Transfer-Encoding: binary\r
            Content-ID: <1-motion.pdf>\r
            \r\n
            """
        #expect(body == Array(head.utf8) + file + Array("\r\n--vacatur-m-1--\r\n".utf8))
        #expect(post.headers.count == 2 && post.headers[0].contains(#"start="<m-1>""#))
        #expect(FilingPost(message, identifier: "m 1", attachments: []) == nil)
        #expect(FilingPost(message, identifier: "m", attachments: [.init(name: "a>\r\nX: y", bytes: [])]) == nil)
    }
}
