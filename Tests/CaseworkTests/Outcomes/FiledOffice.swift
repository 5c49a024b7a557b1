import Cases
import Foundation
import Testing

@testable import Casework
@testable import Docket

/// An office that filed one batch: three cases of the county and two of Long Beach, with a message for each.
final class FiledOffice {
    static let folder = "2020-02-13-f11ed000"
    static let now: Int64 = 1_600_000_000
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "filed-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try file(Self.folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var docketPath: String { "\(path)/docket.sqlite" }

    /// Admits, numbers and finishes a batch of that folder; all are one list, made again.
    func file(_ folder: String) throws {
        let docket = try Docket(path: docketPath)
        let date = try #require(CalendarDate(iso: "2020-02-13"))
        let description = BatchDescription(
            identity: folder, folder: folder, asOf: date, mode: .filing,
            reviewer: Reviewer(name: "Dana Whitfield", barNumber: "123456"), selection: "", templates: "t",
            program: "1", inputs: [BatchInput(name: "list.csv", size: 1, sha256: "list")])
        let cases = [
            ("district-attorney", "BA100001", 2), ("district-attorney", "BA100002", 1),
            ("district-attorney", "0012345", 1), ("long-beach", "NA100001", 1), ("long-beach", "NA100002", 1),
        ]
        let batch = try docket.admit(description, at: 1) { admission in
            var place = 0
            for (jurisdiction, number, counts) in cases {
                for count in 1...counts {
                    place += 1
                    let read = Count(
                        place: RowPlace(file: 0, row: place), number: "\(count)",
                        section: try #require(CodeSection("11358")), level: .felony,
                        convictionDate: try #require(CalendarDate(iso: "1998-05-06")),
                        sentence: .completed, determination: .dismissal)
                    let row = CaseRow(
                        caseNumber: number,
                        person: Person(identifier: number, name: PersonName(last: "MADEUP", first: "ANA")), count: read,
                        jurisdiction: "", courthouse: "")
                    try admission.add(
                        row, route: Route(jurisdiction: jurisdiction, courthouse: "foltz"),
                        count: try #require(EligibleCount(read)))
                }
            }
            try admission.close(input: 0, rows: place, format: "csv", encoding: "UTF-8")
        }
        let packed = try docket.finish(docket.number(batch, at: 2), at: 3)
        var messages: [FiledMessage] = []
        for jurisdiction in ["district-attorney", "long-beach"] {
            try docket.caseStates(of: packed, in: jurisdiction) { case_ in
                let place = CourtOutcome.Place(
                    batch: packed.id, jurisdiction: jurisdiction, sequence: case_.sequence)
                messages.append(
                    FiledMessage(
                        identifier: "m-\(case_.number.lowercased())", place: place, caseNumber: case_.number, round: 1,
                        documents: [.init(number: 1, kind: "case-motion"), .init(number: 2, kind: "case-order")]))
            }
        }
        try docket.recordMessages(messages)
        try docket.close()
    }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = "\(path)/\(name)"
        try FileManager.default.createDirectory(
            atPath: URL(filePath: file).deletingLastPathComponent().path, withIntermediateDirectories: true)
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        return file
    }

    func importing(
        _ files: [String], batch: String? = nil, jurisdiction: String? = nil, date: String? = nil
    ) throws -> OutcomeImportReport {
        let request = OutcomeImportRequest(
            files: files, batch: batch, jurisdiction: jurisdiction, date: date.flatMap { CalendarDate(iso: $0) },
            problems: "\(path)/problems.csv", schemas: "\(path)/none", docket: docketPath, now: Self.now)
        return try OutcomeImport(request, progress: { _ in }).run()
    }

    /// Problems and warnings as `file:place item code`.
    func problems() throws -> [String] {
        guard let text = try? String(contentsOfFile: "\(path)/problems.csv", encoding: .utf8) else { return [] }
        return text.split(separator: "\r\n").dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            return "\(cells[0]):\(cells[1]) \(cells[2]) \(cells[4])"
        }
    }

    /// What every case has come to: `NA100001 accepted granted`; pending cases are left out.
    func states(of folder: String = FiledOffice.folder) throws -> [String] {
        let docket = try Docket(path: docketPath)
        defer { try? docket.close() }
        let batch = try #require(try docket.batches().first { $0.description.folder == folder })
        var states: [String] = []
        for jurisdiction in ["district-attorney", "long-beach"] {
            try docket.caseStates(of: batch, in: jurisdiction) { case_ in
                let found = [case_.filing?.state.rawValue, case_.court?.state.rawValue].compactMap { $0 }
                if !found.isEmpty { states.append(([case_.number] + found).joined(separator: " ")) }
            }
        }
        return states
    }

    /// A callback about one message, with documents as `1 accepted`.
    static func callback(
        _ message: String, _ status: String, _ documents: [String] = [], reason: String = "why",
        time: String = "2020-02-20T18:30:00Z", number: String = ""
    ) -> String {
        let reviews = documents.map { document -> String in
            let words = document.split(separator: " ")
            return """
                <ecf:ConnectedDocumentReview><ecf:DocumentReviewDisposition><ecf:DocumentReviewStatus>\
                <nc:StatusText>\(words[1])</nc:StatusText><nc:StatusDescriptionText>\(reason)</nc:StatusDescriptionText>\
                </ecf:DocumentReviewStatus></ecf:DocumentReviewDisposition><ecf:ReviewedDocument>\
                <nc:DocumentIdentification><nc:IdentificationID>\(words[0])</nc:IdentificationID>\
                </nc:DocumentIdentification></ecf:ReviewedDocument></ecf:ConnectedDocumentReview>
                """
        }
        return """
            <r:NotifyFilingReviewCompleteMessage \(namespaces)><nc:DocumentIdentification>\
            <nc:IdentificationID>\(message)</nc:IdentificationID>\
            <nc:IdentificationCategoryDescriptionText>messageID</nc:IdentificationCategoryDescriptionText>\
            <nc:IdentificationSourceText>FilingAssembly</nc:IdentificationSourceText></nc:DocumentIdentification>\
            <nc:DocumentPostDate><nc:DateTime>\(time)</nc:DateTime></nc:DocumentPostDate>\(reviews.joined())\
            <ecf:FilingStatus><nc:StatusDescriptionText>\(reason)</nc:StatusDescriptionText>\
            <ecf:FilingReviewStatusCode>\(status)</ecf:FilingReviewStatusCode></ecf:FilingStatus>\
            <j:CaseNumberText>\(number)</j:CaseNumberText></r:NotifyFilingReviewCompleteMessage>
            """
    }

    static func callbacks(_ messages: [String]) -> String {
        "<w:NotifyFilingReviewCompleteRequest \(namespaces)>\(messages.joined())</w:NotifyFilingReviewCompleteRequest>"
    }

    static func reply(_ message: String, time: String = "2020-02-18T17:05:04Z") -> String {
        """
        <w:ReviewFilingResponse \(namespaces)><cbrn:MessageStatus cbrn:systemSimulatedIndicator="false">\
        <cbrn:SystemEventDateTime>\(time)</cbrn:SystemEventDateTime><cbrn:SystemOperatingModeCode>Ops\
        </cbrn:SystemOperatingModeCode><cbrn:MessageStatusCode>Success</cbrn:MessageStatusCode>\
        <ecf:MessageStatusAugmentation><nc:DocumentIdentification><nc:IdentificationID>\(message)\
        </nc:IdentificationID><nc:IdentificationCategoryDescriptionText>messageID\
        </nc:IdentificationCategoryDescriptionText></nc:DocumentIdentification></ecf:MessageStatusAugmentation>\
        </cbrn:MessageStatus></w:ReviewFilingResponse>
        """
    }

    private static let ecf = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/"
    private static let namespaces = """
        xmlns:w="\(ecf)wrappers" xmlns:r="\(ecf)reviewfilingcallback" xmlns:ecf="\(ecf)ecf" \
        xmlns:cbrn="http://release.niem.gov/niem/domains/cbrn/4.1/" \
        xmlns:nc="http://release.niem.gov/niem/niem-core/4.0/" xmlns:j="http://release.niem.gov/niem/domains/jxdm/6.1/"
        """
}
