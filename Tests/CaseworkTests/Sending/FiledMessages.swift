import Cases
import Courier
import Digests
import Docket
import Filings
import Foundation
import Synchronization
import Testing

@testable import Casework

/// A batch of Long Beach with messages in its e-filing folder, and a court that is a function.
final class FiledMessages: Sendable {
    static let batch = "2020-02-13-f11ed001"
    let path: String

    /// Takes how many cases each request has.
    init(_ requests: [Int]) throws {
        path = NSTemporaryDirectory() + "sending-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try admit(cases: requests.reduce(0, +))
        try write(requests)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    private func admit(cases: Int) throws {
        let docket = try Docket(path: "\(path)/docket.sqlite")
        let date = try #require(CalendarDate(iso: "2020-02-13"))
        let convicted = try #require(CalendarDate(iso: "2009-04-17"))
        let description = BatchDescription(
            identity: Self.batch, folder: Self.batch, asOf: date, mode: .filing,
            reviewer: Reviewer(name: "Dana Whitfield", barNumber: "123456"), selection: "", templates: "t",
            program: "1", inputs: [BatchInput(name: "list.csv", size: 1, sha256: "00")])
        let batch = try docket.admit(description, at: 1) { admission in
            for place in 1...cases {
                let read = Count(
                    place: RowPlace(file: 0, row: place), number: "1", section: try #require(CodeSection("11358")),
                    level: .felony, convictionDate: convicted, sentence: .completed, determination: .dismissal)
                let row = CaseRow(
                    caseNumber: Self.number(place),
                    person: Person(identifier: "\(place)", name: PersonName(last: "MADEUP", first: "ANA")),
                    count: read, jurisdiction: "", courthouse: "")
                try admission.add(
                    row, route: Route(jurisdiction: "long-beach", courthouse: "deukmejian"),
                    count: try #require(EligibleCount(read)))
            }
            try admission.close(input: 0, rows: cases, format: "csv", encoding: "UTF-8")
        }
        _ = try docket.finish(docket.number(batch, at: 2), at: 3)
        try docket.close()
    }

    private static func number(_ sequence: Int) -> String { "NA\(100_000 + sequence)" }

    static func identifier(_ sequence: Int) -> String { "m-\(sequence)" }

    private func write(_ requests: [Int]) throws {
        let folder = try BatchFolder(output: path, name: "\(Self.batch)-efiling")
        let packet = try folder.packet("long-beach")
        let messages = ZipWriter(try packet.file("messages-0001.zip"))
        let uploads = ZipWriter(try packet.file("uploads-0001-01.zip"))
        let compressor = DocumentCompressor()
        var list = CSVText()
        list.row(["sequence", "case_number", "message_id", "archive", "file", "bytes", "sha256"])
        var index = CSVText()
        index.row(["role", "archive", "file", "sha256", "message_id"])
        var sequence = 0
        for cases in requests {
            let file = "\(sequence + 1).xml"
            let message = Array("<?xml version=\"1.0\"?><message>\(sequence + 1)</message>".utf8)
            try compressor.add(message, Array(file.utf8), to: messages)
            for _ in 0..<cases {
                sequence += 1
                let pdf = Array("%PDF-1.7 \(sequence)".utf8)
                try compressor.store(pdf, Array("\(sequence)-motion.pdf".utf8), to: uploads)
                list.row([
                    "\(sequence)", Self.number(sequence), Self.identifier(sequence), "messages-0001.zip", file,
                    "\(message.count)", Self.digest(of: message),
                ])
                index.row([
                    "lead", "uploads-0001-01.zip", "\(sequence)-motion.pdf", Self.digest(of: pdf),
                    Self.identifier(sequence),
                ])
            }
        }
        _ = try messages.finish()
        _ = try uploads.finish()
        _ = try packet.write("messages-0001.csv", list.bytes)
        _ = try packet.write("upload-index-0001.csv", index.bytes)
        try folder.publish(durably: false)
    }

    private static func digest(of bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { SHA256().digest(of: $0) }.hex
    }

    /// Sends, with a court that answers what `answer` says and a clock that only waiting moves.
    func send(
        again: Bool = false, stopAfter: Int = .max,
        _ answer: @escaping @Sendable (Call) throws(CourierError) -> CourierReply
    ) async throws -> (line: SendingReport.Line, calls: [Call]) {
        let court = CourtLog(stopAfter: stopAfter)
        let clock = SendingClock(
            now: { court.now }, wait: { court.pass($0) }, isStopping: { court.isStopping })
        let request = SendingRequest(
            batch: "\(path)/\(Self.batch)", templates: Self.templates, docket: "\(path)/docket.sqlite",
            endpoint: "https://court.example.org/", again: again)
        let report = try await SendingRun(
            request, clock: clock,
            connect: { _, _, _ throws(CourierError) in
                { body, headers throws(CourierError) in try answer(court.call(body, headers)) }
            }, progress: { _ in }
        ).run()
        return (try #require(report.lines.first), court.calls)
    }

    private static let templates = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Templates").standardized.path
}

/// One request that the court got.
struct Call: Sendable {
    /// Milliseconds of the test's clock.
    let time: Int64
    let isQuestion: Bool
    /// The message that is filed, or asked about: `m-1`.
    let message: String
    /// How often this message was filed, or asked about, this time included.
    let nth: Int
}

/// The calls, and the time.
private final class CourtLog: Sendable {
    private struct State {
        var now: Int64 = 1_600_000_000_000
        var calls: [Call] = []
    }

    private let state = Mutex(State())
    private let stopAfter: Int

    init(stopAfter: Int) { self.stopAfter = stopAfter }

    var now: Int64 { state.withLock { $0.now } }
    var calls: [Call] { state.withLock { $0.calls } }
    var isStopping: Bool { state.withLock { $0.calls.count >= stopAfter } }

    func pass(_ milliseconds: Int64) { state.withLock { $0.now += milliseconds } }

    func call(_ body: [[UInt8]], _ headers: [String]) -> Call {
        let text = String(decoding: body.joined(), as: UTF8.self)
        let isQuestion = headers.contains { $0.hasSuffix("GetFilingList\"") }
        let mark = isQuestion ? "FilingListQueryCriteria>" : "vacatur-"
        let rest = text[(text.range(of: mark)?.upperBound ?? text.startIndex)...]
        let start = rest.range(of: "m-")?.lowerBound ?? rest.endIndex
        let message = String(rest[start...].prefix { $0.isNumber || $0 == "m" || $0 == "-" })
        return state.withLock { state in
            let nth = state.calls.count { $0.message == message && $0.isQuestion == isQuestion } + 1
            let call = Call(time: state.now, isQuestion: isQuestion, message: message, nth: nth)
            state.calls.append(call)
            return call
        }
    }
}
