import Foundation
import Glibc
import Testing

/// Asks the service as a program does, over a socket and nothing else, with the session of somebody who has signed in.
struct DeskCaller: Sendable {
    struct Reply {
        let status: Int
        let head, body: String

        /// The value of a field of JSON, or of an HTML form, behind its name.
        func value(_ name: String, ending: Set<Character> = ["\"", ",", "}"]) -> String? {
            guard let start = body.range(of: name) else { return nil }
            return String(body[start.upperBound...].prefix { !ending.contains($0) })
        }
    }

    let port: UInt16
    private var cookie = ""
    private var token = ""

    /// Signs in.
    init(_ desk: DeskServer, as name: String, _ password: String) async throws {
        port = try #require(desk.address.split(separator: ":").last.flatMap { UInt16($0) })
        let page = try await send("GET", "/sign-in")
        cookie = try #require(Self.cookie(page))
        let csrf = try #require(page.value("name=\"csrf\" value=\""))
        let words = password.replacingOccurrences(of: " ", with: "+")
        let signedIn = try await send(
            "POST", "/sign-in", "application/x-www-form-urlencoded",
            Data("name=\(name)&password=\(words)&next=/&csrf=\(csrf)".utf8))
        cookie = try #require(Self.cookie(signedIn), "\(signedIn)")
        token = try #require(try await send("GET", "/account").value("name=\"csrf\" value=\""))
    }

    /// The same session at a service that was begun again.
    init(_ desk: DeskServer, like other: DeskCaller) throws {
        port = try #require(desk.address.split(separator: ":").last.flatMap { UInt16($0) })
        (cookie, token) = (other.cookie, other.token)
    }

    private static func cookie(_ reply: Reply) -> String? {
        reply.head.components(separatedBy: "\r\n").first {
            $0.lowercased().hasPrefix("set-cookie: ") && !$0.contains("=;")
        }
        .map { String($0.dropFirst(12).prefix { $0 != ";" }) }
    }

    func send(
        _ method: String, _ path: String, _ kind: String = "application/json", _ body: Data = Data(),
        _ more: String = ""
    ) async throws -> Reply {
        let line = try Line(port)
        let bytes = try await line.exchange(request(method, path, kind, body, more)) { _ in false }
        let text = String(decoding: bytes, as: UTF8.self)
        let parts = text.components(separatedBy: "\r\n\r\n")
        let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return Reply(status: status, head: parts[0], body: parts.dropFirst().joined(separator: "\r\n\r\n"))
    }

    /// Sends a list in one piece.
    ///
    /// - Returns: the id of the upload.
    func upload(_ bytes: Data) async throws -> String {
        let made = try await send(
            "POST", "/api/v1/uploads", "application/json", Data(#"{"name":"list.csv","size":\#(bytes.count)}"#.utf8))
        let id = try #require(made.value("\"id\":\""), "\(made)")
        let sent = try await send(
            "PATCH", "/api/v1/uploads/\(id)", "application/offset+octet-stream", bytes, "Upload-Offset: 0\r\n")
        try #require(sent.status == 204, "\(sent)")
        return id
    }

    /// Watches a job until so many events have come, or nothing more will.
    ///
    /// - Returns: how many came.
    func watch(job: Int, events most: Int) async throws -> Int {
        let line = try Line(port)
        let bytes = try await line.exchange(request("GET", "/api/v1/jobs/\(job)/events", "", Data(), "")) {
            Self.events(in: $0) >= most
        }
        return Self.events(in: bytes)
    }

    private static func events(in bytes: [UInt8]) -> Int {
        String(decoding: bytes, as: UTF8.self).components(separatedBy: "\nevent: ").count - 1
    }

    private func request(_ method: String, _ path: String, _ kind: String, _ body: Data, _ more: String) -> [UInt8] {
        let head = """
            \(method) \(path) HTTP/1.1\r
            Host: localhost:\(port)\r
            Cookie: \(cookie)\r
            X-CSRF-Token: \(token)\r
            Content-Type: \(kind)\r
            Content-Length: \(body.count)\r
            Connection: close\r
            \(more)\r

            """
        return Array(head.utf8) + body
    }
}

/// A connection to a port of this machine.
private final class Line: Sendable {
    private let socket: Int32

    init(_ port: UInt16) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        address.sin_port = port.bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { [socket] in
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        try #require(isConnected)
    }

    deinit { close(socket) }

    /// Sends bytes and reads until the other side ends, or enough has come.
    func exchange(
        _ bytes: [UInt8], until isEnough: @escaping @Sendable ([UInt8]) -> Bool
    ) async throws -> [UInt8] {
        await withCheckedContinuation { waiting in
            DispatchQueue.global().async { [self] in
                var sent = 0
                while sent < bytes.count {
                    let count = bytes.withUnsafeBytes {
                        Glibc.send(
                            socket, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL))
                    }
                    if count <= 0 { break }
                    sent += count
                }
                var (answer, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
                while !isEnough(answer), case let count = recv(socket, &buffer, buffer.count, 0), count > 0 {
                    answer += buffer[..<count]
                }
                waiting.resume(returning: answer)
            }
        }
    }
}
