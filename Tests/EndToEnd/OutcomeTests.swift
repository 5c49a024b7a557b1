import Foundation
import Testing

/// From a batch to its messages, to what the court answers, to what is sent again.
@Suite(.timeLimit(.minutes(20))) struct OutcomeTests {
    private static let ecf = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/"

    /// A callback about one message, with the status of documents by their numbers.
    private static func callback(
        _ message: String, _ status: String, _ documents: [(Int, String)] = [], day: Int = 20
    ) -> String {
        let reviews = documents.map { number, status in
            """
            <ecf:ConnectedDocumentReview><ecf:DocumentReviewDisposition><ecf:DocumentReviewStatus>\
            <nc:StatusText>\(status)</nc:StatusText><nc:StatusDescriptionText>page 1</nc:StatusDescriptionText>\
            </ecf:DocumentReviewStatus></ecf:DocumentReviewDisposition><ecf:ReviewedDocument><nc:DocumentIdentification>\
            <nc:IdentificationID>\(number)</nc:IdentificationID></nc:DocumentIdentification></ecf:ReviewedDocument>\
            </ecf:ConnectedDocumentReview>
            """
        }
        return """
            <r:NotifyFilingReviewCompleteMessage xmlns:r="\(ecf)reviewfilingcallback" xmlns:ecf="\(ecf)ecf" \
            xmlns:nc="http://release.niem.gov/niem/niem-core/4.0/"><nc:DocumentIdentification>\
            <nc:IdentificationID>\(message)</nc:IdentificationID><nc:IdentificationCategoryDescriptionText>messageID\
            </nc:IdentificationCategoryDescriptionText></nc:DocumentIdentification><nc:DocumentPostDate>\
            <nc:DateTime>2020-02-\(day)T18:30:00Z</nc:DateTime></nc:DocumentPostDate>\(reviews.joined())\
            <ecf:FilingStatus><nc:StatusDescriptionText>wrong number</nc:StatusDescriptionText>\
            <ecf:FilingReviewStatusCode>\(status)</ecf:FilingReviewStatusCode></ecf:FilingStatus>\
            </r:NotifyFilingReviewCompleteMessage>
            """
    }

    private func states(_ office: Office, _ folder: String) async throws -> [String: Int] {
        let shown = try json(await office.vacatur("outcomes", "show", folder, "--json"))
        let lines = try #require(shown["jurisdictions"] as? [[String: Any]])
        let line = try #require(lines.first { $0["jurisdiction"] as? String == "long-beach" })
        var states = line["states"] as? [String: Int] ?? [:]
        states["pending"] = line["pending"] as? Int
        return states
    }

    @Test("answers come to states, and only what was rejected is sent again")
    func roundTrip() async throws {
        let office = try Office()
        for answers in ["answers", "later"] { _ = try office.scratch.makeFolder(answers) }
        let pack = "Templates/long-beach/jurisdiction.yaml"
        try office.scratch.write(office.scratch.text(pack) + "\ndelivery: efile\n", to: pack)
        try office.write(Row.misdemeanors(1..<5))
        let folder = try await office.generate("list.csv").lastLine
        let first = try await office.vacatur("efile", folder)
        try #require(first.code == 0, "\(first.err)")
        let none = try await office.vacatur("efile", folder, "--rejected")
        #expect(none.code == 64 && none.err.contains("nothing is rejected"), "\(none.err)")
        let sent = table(try office.scratch.text("\(folder)-efiling/long-beach/messages-0001.csv"))
        let messages = sent.compactMap { $0["message_id"] }
        try #require(messages.count == 4)
        try office.scratch.write(Self.callback(messages[0], "accepted"), to: "answers/1.xml")
        try office.scratch.write(Self.callback(messages[1], "rejected"), to: "answers/2.xml")
        try office.scratch.write(
            Self.callback(messages[2], "partially-accepted", [(1, "accepted"), (2, "rejected"), (3, "accepted")]),
            to: "answers/3.xml")
        let imported = try await office.vacatur("outcomes", "import", "answers", "--docket", "out/docket.sqlite")
        #expect(imported.code == 0, "\(imported.out)\(imported.err)")
        #expect(
            try await states(office, folder) == ["accepted": 1, "rejected": 1, "partially-accepted": 1, "pending": 1])
        let again = try await office.vacatur("outcomes", "import", "answers", "--docket", "out/docket.sqlite")
        #expect(again.code == 0 && again.out.contains("Nothing new."))

        let second = try await office.vacatur("efile", folder, "--rejected")
        #expect(second.code == 0 && second.lastLine == "\(folder)-efiling-2", "\(second.out)\(second.err)")
        let made = "\(folder)-efiling-2/long-beach"
        let resent = table(try office.scratch.text("\(made)/messages-0001.csv"))
        #expect(resent.map { $0["case_number"] } == ["NA100002", "NA100003"])
        let newMessages = resent.compactMap { $0["message_id"] }
        #expect(Set(newMessages).isDisjoint(with: messages))
        let uploads = table(try office.scratch.text("\(made)/upload-index-0001.csv"))
        let ofPart = uploads.filter { $0["case_number"] == "NA100003" }
        #expect(ofPart.map { $0["role"] } == ["lead", "editable"])
        #expect(uploads.count == 4 + 2)
        let before = try office.scratch.tree("\(folder)-efiling-2")
        _ = try await office.vacatur("efile", folder, "--rejected")
        #expect(differences(before, try office.scratch.tree("\(folder)-efiling-2")) == [])

        for (index, message) in newMessages.enumerated() {
            try office.scratch.write(Self.callback(message, "accepted", day: 25), to: "later/\(index).xml")
        }
        try office.scratch.write(
            "case_number,outcome,date\nNA100001,granted,2020-03-02\nNA100004,no file found,2020-03-02\n",
            to: "later/clerk.csv")
        let last = try await office.vacatur("outcomes", "import", "later", "--docket", "out/docket.sqlite")
        #expect(last.code == 0, "\(last.out)\(last.err)")
        #expect(
            try await states(office, folder) == ["accepted": 3, "granted": 1, "no-file": 1, "pending": 0])
        let shown = try await office.vacatur("outcomes", "show", folder, "--case", "NA100003")
        #expect(shown.out.contains("case-order: accepted") && shown.out.contains("wrong number"), "\(shown.out)")
        let audit = try await office.vacatur("audit", "--docket", "out/docket.sqlite")
        #expect(audit.code == 0, "\(audit.out)\(audit.err)")
    }
}
