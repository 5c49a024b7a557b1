import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing
import Yams

@testable import Desk

@Suite("The OpenAPI document")
struct OpenAPITests {
    private func document() throws -> [String: Any] {
        let text = try String(contentsOfFile: "\(TestOffice.templates)/desk/openapi.yaml", encoding: .utf8)
        return try #require(try Yams.load(yaml: text) as? [String: Any])
    }

    @Test("It has every route of the API and no other, and every parameter of their paths")
    func routes() throws {
        let office = try TestOffice()
        let router = Router(context: DeskContext.self)
        let registered = office.service.routes(into: router).table.filter { $0.path.hasPrefix("/api/") }
            .map { "\($0.method.rawValue) \($0.path.replacingOccurrences(of: "**", with: "{path}"))" }
        let paths = try #require(try document()["paths"] as? [String: [String: Any]])
        let methods = Set(["get", "post", "put", "patch", "delete"])
        var described: [String] = []
        for (path, item) in paths {
            for (method, operation) in item where methods.contains(method) {
                described.append("\(method.uppercased()) \(path)")
                let all = try Self.parameters(item, operation, try document())
                let named = path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
                    String($0.dropFirst().dropLast())
                }
                #expect(Set(all) == Set(named), "\(path)")
            }
        }
        #expect(registered.sorted() == described.sorted())
    }

    /// Names of the path parameters that an operation has.
    private static func parameters(
        _ item: [String: Any], _ operation: Any, _ document: [String: Any]
    ) throws -> [String] {
        let components = try #require(document["components"] as? [String: Any])
        let shared = try #require(components["parameters"] as? [String: [String: Any]])
        let own = (operation as? [String: Any])?["parameters"] as? [[String: Any]] ?? []
        let listed = (item["parameters"] as? [[String: Any]] ?? []) + own
        let resolved = listed.map { parameter in
            (parameter["$ref"] as? String)?.split(separator: "/").last.flatMap { shared[String($0)] } ?? parameter
        }
        return resolved.filter { $0["in"] as? String == "path" }.compactMap { $0["name"] as? String }
    }

    @Test("Every reference leads somewhere, and every operation has a name of its own")
    func references() throws {
        let document = try document()
        var names: [String] = []
        func walk(_ value: Any) throws {
            if let list = value as? [Any] { for item in list { try walk(item) } }
            guard let object = value as? [String: Any] else { return }
            if let reference = object["$ref"] as? String {
                var target: Any? = document
                for part in reference.dropFirst(2).split(separator: "/") {
                    target = (target as? [String: Any])?[String(part)]
                }
                #expect(target != nil, "\(reference)")
            }
            if let name = object["operationId"] as? String { names.append(name) }
            for item in object.values { try walk(item) }
        }
        try walk(document)
        #expect(Set(names).count == names.count)
    }

    @Test("The service gives it out to everybody")
    func served() async throws {
        let office = try TestOffice()
        try await office.test { client in
            let answer = try await client.get("/api/v1/openapi.yaml", as: nil)
            #expect(answer.status == .ok)
            #expect(String(buffer: answer.body).hasPrefix("openapi: 3.1.0"))
        }
    }
}
