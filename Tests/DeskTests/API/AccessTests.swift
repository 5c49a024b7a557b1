import Cases
import Docket
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Desk

@Suite("Who may see what through the API", .serialized, .timeLimit(.minutes(20)))
struct AccessTests {
    /// A batch of every jurisdiction, by the deputy.
    private func batch(_ client: OfficeClient) async throws -> String {
        let upload = try await client.upload(try SampleList.csv(ofEach: 6), as: "deputy")
        let job = try await client.finished(
            try await client.post(
                "/api/v1/batches", as: "deputy",
                json: #"{"uploads":["\#(upload)"],"asOf":"2020-02-13","mode":"filing","print":"none"}"#),
            as: "deputy")
        try #require(job["state"].text == "done", "\(job)")
        return job["result"]["folder"].text
    }

    @Test("A city office sees its own jurisdiction's batch, packet, cases and problems, and of others nothing at all")
    func cities() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let batch = try await batch(client)
            let own = "/api/v1/batches/\(batch)/packets/long-beach"
            let cases = try JSON(try await client.get("\(own)/cases", as: "beach"))["items"].items
            let number = try #require(cases.first)["number"].number
            let name = try #require(cases.first)["documents"].items[0]["name"].text
            let table: [(String, Int)] = [
                ("\(own)", 200), ("\(own)/cases/\(number)", 200), ("\(own)/cases/\(number)/\(name)", 200),
                ("\(own)/files/cover.html", 200), ("/api/v1/batches/\(batch)", 200),
                ("/api/v1/batches/\(batch)/packets", 200),
            ]
            for (uri, status) in table {
                #expect(try await client.get(uri, as: "beach").status.code == status, "\(uri)")
            }
            for uri in table.prefix(4).map(\.0) {
                for user in ["torrance", nil] {
                    let answer = try await client.get(uri, as: user)
                    #expect(answer.status.code == (user == nil ? 401 : 403), "\(uri)")
                    #expect(!String(buffer: answer.body).contains("sha256"))
                }
                let other = uri.replacingOccurrences(of: "long-beach", with: "district-attorney")
                #expect(try await client.get(other, as: "beach").status == .forbidden, "\(other)")
            }
            let packets = try JSON(try await client.get("/api/v1/batches/\(batch)/packets", as: "beach"))["items"].items
            #expect(packets.map { $0["jurisdiction"].text } == ["long-beach"])
            let record = try JSON(try await client.get("/api/v1/batches/\(batch)", as: "beach"))
            #expect(record["jurisdictions"].items.map { $0["id"].text } == ["long-beach"])
            #expect(record["rows"].isNull)
            #expect(record["inputs"].items.isEmpty)
            for problem in try JSON(try await client.get("/api/v1/batches/\(batch)/problems", as: "beach"))["items"]
                .items
            {
                #expect(problem["jurisdiction"].text == "long-beach")
            }
            for uri in ["/api/v1/batches/\(batch)/files", "/api/v1/batches/\(batch)/files/exceptions.csv"] {
                #expect(try await client.get(uri, as: "beach").status == .forbidden, "\(uri)")
            }
        }
    }

    @Test("A clerk ticks what the court did, case by case; a wrong number refuses the whole, and nobody else ticks")
    func outcomes() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let batch = try await batch(client)
            let uri = "/api/v1/batches/\(batch)/packets/long-beach/outcomes"
            let cases = try JSON(try await client.get(uri, as: "beach"))["items"].items
            try #require(cases.count > 1)
            #expect(cases.allSatisfy { $0["court"].isNull && $0["filing"].isNull })
            func tick(_ user: String, _ number: String, _ state: String) async throws -> TestResponse {
                let first =
                    #"{"number":1,"caseNumber":"\#(cases[0]["caseNumber"].text)","state":"granted","date":"2020-05-01"}"#
                let second = #"{"number":2,"caseNumber":"\#(number)","state":"\#(state)","date":"2020-05-01"}"#
                return try await client.post(uri, as: user, json: #"{"outcomes":[\#(first),\#(second)]}"#)
            }
            let right = cases[1]["caseNumber"].text
            for user in ["beach", "torrance", "deputy", "admin"] {
                let answer = try await tick(user, right, "struck")
                #expect(answer.status == .forbidden)
            }
            for (number, state) in [("XX000000", "struck"), (right, "sent")] {
                let answer = try await tick("clerk", number, state)
                #expect(answer.status == .unprocessableContent)
            }
            #expect(try JSON(try await client.get(uri, as: "clerk"))["items"].items[0]["court"].isNull)
            let done = try await tick("clerk", right, "struck")
            #expect(try JSON(done)["new"].number == 2, "\(String(buffer: done.body))")
            let after = try JSON(try await client.get(uri, as: "beach"))["items"].items
            #expect(after[0]["court"]["state"].text == "granted")
            #expect(after[1]["court"]["state"].text == "struck")
            #expect(try await client.get(uri, as: "torrance").status == .forbidden)
        }
    }

    @Test("Uploads and jobs of others are not there, and only administrators read the audit chain")
    func others() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let upload = try await client.upload(Array("x".utf8), as: "para")
            let job = try await client.post("/api/v1/batches", as: "para", json: #"{"screening":"abc"}"#)
            _ = try await client.finished(job, as: "para")
            let id = try JSON(job)["id"].number
            for user in ["para2", "beach", "admin"] {
                #expect(try await client.get("/api/v1/uploads/\(upload)", as: user).status == .notFound)
                #expect(try await client.send(.delete, "/api/v1/uploads/\(upload)", as: user).status == .notFound)
                #expect(try await client.piece([1], of: upload, from: 0, as: user).status == .notFound)
                let theft = try await client.post(
                    "/api/v1/batches", as: user, json: #"{"uploads":["\#(upload)"],"asOf":"2020-02-13"}"#)
                #expect([.unprocessableContent, .forbidden].contains(theft.status))
            }
            for uri in ["/api/v1/jobs/\(id)", "/api/v1/jobs/\(id)/events"] {
                #expect(try await client.get(uri, as: "beach").status == .notFound)
                #expect(try await client.get(uri, as: nil).status == .unauthorized)
            }
            #expect(try JSON(try await client.get("/api/v1/jobs", as: "beach"))["items"].items.isEmpty)
            for user in ["para", "deputy", "beach", "clerk"] {
                #expect(try await client.get("/api/v1/audit", as: user).status == .forbidden)
                #expect(try await client.get("/api/v1/audit/verification", as: user).status == .forbidden)
            }
        }
    }
}
