import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Desk

/// Whoever knows the number of somebody else's thing has nothing of it. The routes are those of the service, one by one.
@Suite("Attempts: what is another's", .serialized, .timeLimit(.minutes(20)))
struct OfficeAttempts {
    @Test("No address shows a city office anything of another's cases, with a token or in a browser")
    func reading() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let filled = try await FilledOffice(client)
            let session = try await filled.session(of: "torrance")
            var seen = 0
            for route in office.routes where route.method == .get && !route.path.contains("events") {
                let path = filled.path(route)
                for (user, headers) in [("torrance", HTTPFields()), (nil, session)] {
                    let answer = try await client.get(path, as: user, headers)
                    let text = String(buffer: answer.body)
                    for secret in filled.secrets where text.contains(secret) { Issue.record("\(path): \(secret)") }
                    if route.path.contains("{jurisdiction}"), !route.path.contains("templates") {
                        #expect(answer.status == .forbidden, "\(path)")
                    }
                    if route.path.contains("{upload}") || route.path.contains("{job}") {
                        #expect(answer.status == .notFound, "\(path)")
                    }
                }
                // The county sees it, or the attempt would prove nothing.
                let county = try await client.get(path, as: "deputy")
                if filled.secrets.contains(where: String(buffer: county.body).contains) { seen += 1 }
            }
            #expect(seen > 5)
        }
    }

    @Test("No address lets a city office change anything of another's")
    func writing() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let filled = try await FilledOffice(client)
            let session = try await filled.session(of: "torrance")
            let before = try await state(filled)
            for route in office.routes where route.method != .get && route.path.contains("{") {
                let path = filled.path(route)
                for body in try bodies(filled, session) {
                    for (user, headers) in [("torrance", HTTPFields()), (nil, session)] {
                        var headers = headers
                        headers[.contentType] = body.kind
                        headers[.uploadOffset] = "0"
                        let answer = try await client.send(
                            route.method, path, as: user, headers, body: ByteBuffer(string: body.text))
                        let isRefused = answer.status.code >= 400 || String(buffer: answer.body).contains("refused")
                        #expect(isRefused || answer.status == .seeOther, "\(route.name): \(answer.status.code)")
                    }
                }
            }
            #expect(try await state(filled) == before)
        }
    }

    /// Bodies that would do something if they were let.
    private func bodies(_ filled: FilledOffice, _ session: HTTPFields) throws -> [(kind: String, text: String)] {
        let form = "csrf=\(session[.formToken] ?? "")&decision=approve&state=granted&date=2020-05-01&number=1"
        let key = filled.conviction.key
        return [
            ("application/x-www-form-urlencoded", form),
            ("application/json", #"{"rulings":[{"key":"\#(key)","decision":"approve"}]}"#),
            ("application/offset+octet-stream", "x"),
        ]
    }

    /// Everything that could have been changed.
    private func state(_ filled: FilledOffice) async throws -> [String] {
        var state: [String] = []
        for uri in [
            "/api/v1/screenings/\(filled.screening)/status",
            "/api/v1/screenings/\(filled.screening)/convictions?limit=1000", "/api/v1/batches/\(filled.batch)",
            "/api/v1/batches/\(filled.batch)/packets/long-beach/outcomes", "/api/v1/jobs",
        ] {
            state.append(String(buffer: try await filled.client.get(uri, as: "deputy").body))
        }
        let upload = try await filled.client.get("/api/v1/uploads/\(filled.upload)", as: "para")
        return state + [String(buffer: upload.body)]
    }

    @Test(
        "An upload is nobody's but its sender's, whatever the role", arguments: ["para2", "deputy", "admin", "clerk"])
    func uploads(user: String) async throws {
        let office = try TestOffice()
        try await office.test { client in
            let upload = try await client.upload(Array("a,b\r\n1,2\r\n".utf8), as: "para")
            for method in [HTTPRequest.Method.get, .delete] {
                let answer = try await client.send(method, "/api/v1/uploads/\(upload)", as: user)
                #expect(answer.status == .notFound)
            }
            #expect(try await client.get("/uploads/\(upload)", as: user).status == .notFound)
            #expect(try await client.piece([1], of: upload, from: 0, as: user).status == .notFound)
            let order = #"{"uploads":["\#(upload)"],"asOf":"2020-02-13"}"#
            for uri in ["/api/v1/batches", "/api/v1/screenings"] {
                let theft = try await client.post(uri, as: user, json: order)
                #expect([.unprocessableContent, .forbidden].contains(theft.status))
            }
            #expect(try await client.get("/api/v1/uploads/\(upload)", as: "para").status == .ok)
        }
    }
}
