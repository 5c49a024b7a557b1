import Casework
import Docket
import FoundationEssentials
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Desk

@Suite("Pages of packets", .serialized, .timeLimit(.minutes(20)))
struct PacketPageTests {
    /// A draft of a few cases of the county and of Long Beach, with a row that is wrong.
    private func batch(_ client: OfficeClient) async throws -> String {
        let list = String(decoding: try SampleList.csv(ofEach: 4), as: UTF8.self)
        let wrong = list.components(separatedBy: "\r\n")[1].replacing("Long Beach", with: "Atlantis")
        let upload = try await client.upload(Array((list + "\r\n" + wrong).utf8), as: "para")
        let asked = try await client.post(
            "/api/v1/batches", as: "para", json: #"{"uploads":["\#(upload)"],"asOf":"2020-02-13","print":"none"}"#)
        return try await client.finished(asked, as: "para")["result"]["folder"].text
    }

    private func page(_ path: String, as user: String, _ client: OfficeClient) async throws -> (Int, String) {
        let answer = try await client.get(path, as: user)
        return (answer.status.code, String(buffer: answer.body))
    }

    @Test("A city office sees its own packets and rows on every page, and nothing of others")
    func offices() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let batch = try await batch(client)
            let county = try await page("/batches/\(batch)", as: "para", client)
            #expect(
                county.0 == 200 && county.1.contains("packets/district-attorney\"")
                    && county.1.contains("exceptions.csv"))
            let own = try await page("/batches/\(batch)", as: "beach", client)
            #expect(own.0 == 200 && own.1.contains("packets/long-beach\""))
            for word in ["district-attorney", "County of Los Angeles", "exceptions.csv", "Make messages", ".csv</th>"] {
                #expect(!own.1.contains(word), "\(word)")
            }
            #expect(try await page("/batches/\(batch)", as: "torrance", client).0 == 404)
            #expect(try await page("/batches/\(batch)/problems", as: "torrance", client).0 == 404)
            #expect(try await page("/batches", as: "torrance", client).1.contains("There are no packets yet"))
            for path in ["", "/cases", "/cases/1", "/letters", "/letters/1"] {
                let other = "/batches/\(batch)/packets/district-attorney\(path)"
                #expect(try await page(other, as: "beach", client).0 == 403, "\(other)")
                #expect(try await page(other, as: "clerk", client).0 == 200, "\(other)")
                let own = "/batches/\(batch)/packets/long-beach\(path)"
                #expect(try await page(own, as: "beach", client).0 == 200, "\(own)")
            }
        }
    }

    @Test("Problems of rows have their row, what is wrong and what to do, and can be chosen by reason and office")
    func problems() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let batch = try await batch(client)
            let all = try await page("/batches/\(batch)/problems", as: "para", client).1
            #expect(all.contains("<th scope=\"row\" class=\"no\">10</th>"))
            #expect(all.contains("What to do") && !all.contains("Atlantis"))
            let code = try #require(
                all.components(separatedBy: "<option value=\"").dropFirst(2).first?.prefix { $0 != "\"" })
            let some = try await page("/batches/\(batch)/problems?code=\(code)", as: "para", client).1
            #expect(some.contains("<th scope=\"row\" class=\"no\">10</th>"))
            let none = try await page("/batches/\(batch)/problems?jurisdiction=long-beach", as: "para", client).1
            #expect(none.contains("There are none."))
            #expect(try await page("/batches/\(batch)/problems?after=-5", as: "para", client).0 == 200)
            #expect(try await page("/batches/\(batch)/problems", as: "beach", client).1.contains("There are none."))
        }
    }

    @Test("A case is found by its number or its place, shown document by document, and led through")
    func cases() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let packet = "/batches/\(try await batch(client))/packets/long-beach"
            let list = try await page("\(packet)/cases", as: "beach", client).1
            let number = try #require(
                list.components(separatedBy: "\(packet)/cases/2\">").dropFirst().first?.prefix { $0 != "<" })
            for find in [String(number), number.lowercased(), "2"] {
                let found = try await client.get("\(packet)/cases?find=\(find)", as: "beach")
                #expect(found.status == .seeOther && found.headers[.location] == "\(packet)/cases/2", "\(find)")
            }
            #expect(
                try await page("\(packet)/cases?find=XX1", as: "beach", client).1.contains(
                    "There is none of the number XX1"))
            let one = try await page("\(packet)/cases/2", as: "beach", client).1
            #expect(one.contains("Case \(number)") && one.contains("rel=\"prev\"") && one.contains("rel=\"next\""))
            #expect(one.contains("src=\"/api/v1\(packet)/cases/2/motion.html\""))
            let order = try await page("\(packet)/cases/2?document=order.html", as: "beach", client).1
            #expect(order.contains("src=\"/api/v1\(packet)/cases/2/order.html\""))
            let odd = try await page("\(packet)/cases/2?document=../../x", as: "beach", client).1
            #expect(odd.contains("src=\"/api/v1\(packet)/cases/2/motion.html\""))
            for path in ["/cases/0", "/cases/99", "/cases/x", "/challenges/1"] {
                #expect(try await page(packet + path, as: "beach", client).0 == 404, "\(path)")
            }
        }
    }

    @Test("A deputy files what a draft was made of, in the deputy's own name")
    func approved() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let folder = try await batch(client)
            let draft = try #require(try await office.service.room.reading { try $0.batch(folder: folder) })
            let orders = office.service.api.orders
            let deputy = try await office.service.room.reading { try $0.users() }.first { $0.name == "deputy" }
            let clerk = try await office.service.room.reading { try $0.users() }.first { $0.name == "clerk" }
            let (job, isNew) = try await orders.approve(draft, by: try #require(deputy))
            #expect(isNew && job.asked.owner == "deputy")
            _ = try await client.get("/api/v1/jobs/\(job.id)/events", as: "deputy")
            let result = try JSON(try await client.get("/api/v1/jobs/\(job.id)", as: "deputy"))["result"]
            #expect(result["summary"]["draft"].isTrue == false && result["summary"]["filed"].number == 8)
            let filed = try await page("/batches/\(result["folder"].text)", as: "clerk", client).1
            #expect(filed.contains("Dana Whitfield, 123456") && filed.contains("For filing"))
            await #expect(throws: Refusal.self) { try await orders.approve(draft, by: try #require(clerk)) }
        }
    }
}
