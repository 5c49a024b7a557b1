import Foundation
import Testing

@testable import Courier

@Suite struct CredentialsTests {
    private func file(_ text: String, mode: mode_t = 0o600) throws -> String {
        let path = NSTemporaryDirectory() + "credentials-" + UUID().uuidString
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        chmod(path, mode)
        return path
    }

    @Test(
        "a file of the owner's alone, of a user and a password or of a token",
        arguments: [
            ("user: lb\npassword: geheim: x \n", true), ("token: geheim\r\n", true), ("user: lb\n", false),
            ("password: geheim", false), ("user: lb\npassword: geheim\ntoken: geheim\n", false), ("", false),
            ("geheim", false), ("user: l:b\npassword: geheim", false), ("token: \n", false),
            (String(repeating: "token: geheim\n", count: 400), false),
        ])
    func files(_ text: String, _ isGood: Bool) throws {
        let path = try file(text)
        defer { unlink(path) }
        if isGood {
            let credentials = try Credentials(file: path)
            #expect(!"\(credentials)".contains("geheim") && !String(reflecting: credentials).contains("geheim"))
        } else {
            let flaw = #expect(throws: Credentials.Flaw.self) { try Credentials(file: path) }
            #expect(flaw?.description.contains("geheim") == false)
        }
    }

    @Test("a file that others may read, a folder, and nothing at all are refused", arguments: [0o640, 0o604, 0o620])
    func open(_ mode: Int) throws {
        let path = try file("token: geheim\n", mode: mode_t(mode))
        defer { unlink(path) }
        for place in [path, NSTemporaryDirectory(), path + ".none"] {
            #expect(throws: Credentials.Flaw.self) { try Credentials(file: place) }
        }
    }

    @Test("from the environment, all that belongs together or nothing")
    func environment() throws {
        #expect(try Credentials.fromEnvironment { _ in nil } == nil)
        let whole = ["VACATUR_COURT_USER": "lb", "VACATUR_COURT_PASSWORD": "geheim"]
        #expect(try Credentials.fromEnvironment { whole[$0] } != nil)
        #expect(try Credentials.fromEnvironment { ["VACATUR_COURT_TOKEN": "geheim"][$0] } != nil)
        #expect(throws: Credentials.Flaw.self) {
            try Credentials.fromEnvironment { ["VACATUR_COURT_USER": "lb"][$0] }
        }
        #expect(throws: Credentials.Flaw.self) { try Credentials.fromEnvironment { _ in "geheim" } }
    }

    @Test("a secret that an answer repeats is overwritten, also as the header has it")
    func blank() {
        var bytes = Array("<a>geheim bGI6Z2VoZWlt gehei</a>geheimgeheim".utf8)
        Credentials(user: "lb", password: "geheim").blank(in: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "<a>****** ************ gehei</a>************")
        var token = Array("Bearer abc".utf8)
        Credentials(token: "abc").blank(in: &token)
        #expect(String(decoding: token, as: UTF8.self) == "Bearer ***")
        var short = Array("a".utf8)
        Credentials(token: "abc").blank(in: &short)
        #expect(short == [0x61])
    }
}
