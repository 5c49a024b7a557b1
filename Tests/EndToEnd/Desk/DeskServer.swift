import Foundation
import Testing

/// The service as an office runs it, but without TLS: on a free port, with the project's templates.
final class DeskServer: Sendable {
    static let program: String? = Program.vacatur.map { $0 + "-desk" }
    static let isThere = program.map { FileManager.default.isExecutableFile(atPath: $0) } ?? false

    let office: Office
    /// `http://localhost:PORT`
    let address: String
    private let companion: Companion

    /// Starts the service on the folder `out` of an office, which gets the templates of the pages.
    init(_ office: Office) async throws {
        if !office.scratch.exists("Templates/desk") {
            try FileManager.default.copyItem(
                atPath: "\(Office.templates)/desk", toPath: office.scratch.path("Templates/desk"))
        }
        self.office = office
        let program = try #require(DeskServer.program)
        companion = try Companion(
            [program, "serve", "--insecure-loopback", "--port", "0"] + Self.places, in: office.scratch,
            errors: "desk.log")
        var port: Substring?
        while port == nil {
            let log = try office.scratch.text("desk.log")
            try #require(companion.isRunning, "\(log)")
            port = log.components(separatedBy: "listening on 127.0.0.1:").dropFirst().first?.prefix { $0.isNumber }
            if port == nil { try await Task.sleep(for: .milliseconds(2)) }
        }
        address = "http://localhost:\(try #require(port))"
    }

    static let places = ["--docket", "out/docket.sqlite", "--output", "out", "--templates", "Templates"]

    /// Makes the first administrator by command line.
    ///
    /// - Returns: the password to begin with.
    static func administrator(_ name: String, in office: Office) async throws -> String {
        let program = try #require(DeskServer.program)
        let made = try await Program.run(
            program, ["administrator", name, "--full-name", "Ada Min"] + places, in: office.scratch)
        try #require(made.code == 0, "\(made.err)")
        return made.lastLine
    }

    var log: String { (try? office.scratch.text("desk.log")) ?? "" }
}
