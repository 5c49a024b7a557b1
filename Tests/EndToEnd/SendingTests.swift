import Foundation
import Testing

/// Messages on their way to a court that is another program, over TLS.
@Suite(.timeLimit(.minutes(20)), .enabled(if: MockCourt.isThere, "no python3, openssl or xmllint"))
struct SendingTests {
    /// An office whose Long Beach e-files, with messages of so many cases; no waits, and no limit of speed to speak of.
    private func office(_ cases: Int, perMessage: Int = 1, attempts: Int = 6) async throws -> (Office, String) {
        let office = try Office()
        let pack = "Templates/long-beach/jurisdiction.yaml"
        try office.scratch.write(office.scratch.text(pack) + "\ndelivery: efile\n", to: pack)
        let policy = try office.scratch.text("Templates/base/court-policy.yaml")
        let sending = """
                sending: { endpoint: "https://court.example.org/", requestsPerMinute: 60000, attempts: \(attempts),\
             firstWait: 0, timeout: 60 }

            """
        try office.scratch.write(policy + sending, to: "Templates/long-beach/court-policy.yaml")
        try office.write(Row.misdemeanors(1..<cases + 1))
        let ran = try await office.generate("list.csv")
        try #require(ran.code == 0, "\(ran.err)")
        let made = try await office.vacatur("efile", ran.lastLine, "--cases-per-message", "\(perMessage)")
        try #require(made.code == 0, "\(made.err)")
        return (office, ran.lastLine)
    }

    private func command(_ court: MockCourt, _ folder: String, _ more: [String] = []) -> [String] {
        ["send", folder, "--endpoint", court.address, "--ca-file", court.certificate] + more
    }

    private func send(_ office: Office, _ court: MockCourt, _ folder: String, _ more: String...) async throws -> Ran {
        try await Program.vacatur(command(court, folder, more), in: office.scratch)
    }

    @Test(
        "a whole city's packet is received by a court that validates all of it, and its answers are in the docket",
        arguments: [1, 3])
    func received(_ perMessage: Int) async throws {
        let (office, folder) = try await office(7, perMessage: perMessage)
        let court = try await MockCourt(in: office.scratch, checking: true)
        let sent = try await send(office, court, folder, "--json")
        #expect(sent.code == 0, "\(sent.out)\(sent.err)")
        #expect(try court.troubles() == [])
        let filings = try court.filings()
        #expect(filings.map(\.case).sorted() == (1...7).map { "NA10000\($0)" })
        let line = try #require((try json(sent)["jurisdictions"] as? [[String: Any]])?.first)
        #expect(line["requests"] as? Int == (perMessage == 1 ? 7 : 3))
        #expect(line["received"] as? Int == line["requests"] as? Int)

        let again = try await send(office, court, folder)
        #expect(try again.code == 0 && court.filings().count == 7, "\(again.err)")
        #expect(try court.log().count == filings.count / perMessage + (perMessage == 1 ? 0 : 1))
        let imported = try await office.vacatur(
            "outcomes", "import", "court/callbacks", "--docket", "out/docket.sqlite")
        #expect(imported.code == 0, "\(imported.out)\(imported.err)")
        let one = try await office.vacatur(
            "outcomes", "show", folder, "--docket", "out/docket.sqlite", "--case", "NA100003")
        #expect(one.out.contains("accepted") && one.out.contains("F-00000"), "\(one.out)\(one.err)")
        let audited = try await office.vacatur("audit", "--docket", "out/docket.sqlite")
        #expect(audited.code == 0, "\(audited.out)")
    }

    @Test("whatever the court does, every request ends somewhere, and none is taken twice")
    func troubled() async throws {
        let (office, folder) = try await office(14)
        let court = try await MockCourt(
            in: office.scratch,
            """
            {"rules": [{"case": "NA100001", "do": "reject"}, {"case": "NA100002", "do": "partial"},
              {"case": "NA100003", "do": "error", "times": 2}, {"case": "NA100004", "do": "unavailable"},
              {"case": "NA100005", "do": "slow"}, {"case": "NA100006", "do": "drop-before"},
              {"case": "NA100007", "do": "drop-after"}, {"case": "NA100008", "do": "malformed"},
              {"case": "NA100009", "do": "oversize"}, {"case": "NA100010", "do": "duplicate"},
              {"case": "NA100011", "do": "fault"}, {"case": "NA100012", "do": "busy"},
              {"case": "NA100013", "do": "refuse"}]}
            """)
        let sent = try await send(office, court, folder, "--json")
        #expect(sent.code == 2, "\(sent.out)\(sent.err)")
        let line = try #require((try json(sent)["jurisdictions"] as? [[String: Any]])?.first)
        #expect(
            line["received"] as? Int == 12 && line["rejected"] as? Int == 1 && line["givenUp"] as? Int == 1, "\(line)")
        #expect(line["waiting"] as? Int == 0 && line["inDoubt"] as? Int == 0)
        let filings = try court.filings()
        #expect(filings.count == 12 && Set(filings.map(\.message)).count == 12)
        // What left without an answer was asked about; only what the court did not know was sent again.
        let log = try court.log()
        #expect(log.count { $0.asked != nil } == 7, "\(log)")
        #expect(log.count { $0.did == "duplicate" } == 1)

        let status = try await office.vacatur("send", folder, "--status")
        #expect(status.out.contains("NA100013: failed after 1, HTTP 400"), "\(status.out)\(status.err)")
        let imported = try await office.vacatur(
            "outcomes", "import", "court/callbacks", "--docket", "out/docket.sqlite")
        #expect(imported.code == 0, "\(imported.out)\(imported.err)")
        let rejected = try await office.vacatur(
            "outcomes", "show", folder, "--docket", "out/docket.sqlite", "--case", "NA100001")
        #expect(rejected.out.contains("rejected") && rejected.out.contains("4"), "\(rejected.out)")
        let partial = try await office.vacatur(
            "outcomes", "show", folder, "--docket", "out/docket.sqlite", "--case", "NA100002")
        #expect(partial.out.contains("partially-accepted"), "\(partial.out)")

        let retried = try await send(office, court, folder, "--retry")
        #expect(try retried.code == 2 && court.filings().count == 13, "\(retried.out)\(retried.err)")
    }

    @Test("what was rejected is made anew, is verified, and goes to the court; and only that")
    func secondRound() async throws {
        let (office, folder) = try await office(4)
        let court = try await MockCourt(in: office.scratch, #"{"rules": [{"case": "NA100002", "do": "reject"}]}"#)
        _ = try await send(office, court, folder)
        let first = Set(try court.filings().map(\.case))
        #expect(!first.contains("NA100002") && first.count == 3)
        // A case that is rejected at once was answered at once; the docket has it without any import.
        let made = try await office.vacatur("efile", folder, "--rejected")
        #expect(made.code == 0, "\(made.out)\(made.err)")
        let second = "\(folder)-efiling-2"
        let verified = try await office.vacatur("verify", second)
        #expect(verified.code == 0, "\(verified.out)\(verified.err)")
        try court.follow("{}")
        let sent = try await send(office, court, second)
        #expect(sent.code == 0, "\(sent.out)\(sent.err)")
        #expect(try court.filings().map(\.case).sorted() == (1...4).map { "NA10000\($0)" })
        #expect(try court.troubles() == [])
        let again = try await send(office, court, second)
        #expect(try again.code == 0 && court.filings().count == 4)
        let messages = office.scratch.files(in: second).filter { $0.hasSuffix(".zip") }
        let damaged = try #require(messages.first)
        var bytes = try office.scratch.bytes("\(second)/\(damaged)")
        bytes[bytes.count / 2] ^= 1
        try office.scratch.write(bytes, to: "\(second)/\(damaged)")
        #expect(try await office.vacatur("verify", second).code == 1)
    }

    @Test("killed while sending, again and again: nothing is stored twice, and nothing is missing")
    func killed() async throws {
        let (office, folder) = try await office(9)
        // Of the two requests that are under way, the court has one, or both, when the program dies.
        let first = """
            {"rules": [{"case": "NA100001", "do": "hang"}, {"case": "NA100002", "do": "hang"},
              {"case": "NA100005", "do": "hang"}, {"case": "NA100006", "do": "lose"}]}
            """
        let second = #"{"rules": [{"case": "NA100007", "do": "lose"}, {"case": "NA100008", "do": "hang"}]}"#
        var court = try await MockCourt(in: office.scratch, first)
        let program = try #require(Program.vacatur)
        for (round, hanging) in [("NA100001", "NA100002"), ("NA100005", "NA100006"), ("NA100007", "NA100008")]
            .enumerated()
        {
            // The court falls over as well, and forgets all but what it took.
            if round == 2 { court = try await MockCourt(in: office.scratch, second) }
            let running = try Running(program, command(court, folder), in: office.scratch)
            while running.isRunning, try court.hanging() != [hanging.0, hanging.1] {
                try await Task.sleep(for: .milliseconds(2))
            }
            running.kill()
            #expect(try await running.result().code == 128 + SIGKILL, "round \(round)")
            try court.scratch.remove("court/hanging.jsonl")
        }
        let sent = try await send(office, court, folder)
        #expect(sent.code == 0, "\(sent.out)\(sent.err)")
        let filings = try court.filings()
        #expect(filings.map(\.case).sorted() == (1...9).map { "NA10000\($0)" })
        #expect(Set(filings.map(\.message)).count == 9)
        let log = try court.log()
        #expect(log.allSatisfy { $0.did != "duplicate" } && log.count { $0.known == true } == 4)
        #expect(log.count { $0.known == false } == 2)
        #expect(try court.troubles() == [])
    }

    @Test("Ctrl-C ends after what is under way, and the next run goes on")
    func stopped() async throws {
        let (office, folder) = try await office(6)
        let court = try await MockCourt(
            in: office.scratch, #"{"rules": [{"nth": 2, "do": "wait-file", "file": "go"}]}"#)
        let program = try #require(Program.vacatur)
        let running = try Running(program, command(court, folder), in: office.scratch)
        while running.isRunning, try court.log().isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        running.interrupt()
        try court.scratch.write("", to: "court/go")
        let stopped = try await running.result()
        #expect(stopped.code == 2 && stopped.out.contains("Stopped"), "\(stopped.out)\(stopped.err)")
        let first = try court.filings().count
        #expect(first >= 1 && first < 6)
        let sent = try await send(office, court, folder)
        #expect(try sent.code == 0 && court.filings().count == 6, "\(sent.out)\(sent.err)")
        #expect(try court.log().allSatisfy { $0.asked == nil })
    }

    @Test("credentials are asked for, and appear nowhere: not in what is printed, not in the docket")
    func credentials() async throws {
        let (office, folder) = try await office(3)
        let script =
            #"{"user": "longbeach", "password": "x-geheim-x", "rules": [{"all": true, "do": "echo", "times": 9}]}"#
        let court = try await MockCourt(in: office.scratch, script)
        let locked = try await send(office, court, folder)
        #expect(locked.code == 2 && locked.out.contains("check the credentials"), "\(locked.out)\(locked.err)")
        let wrong = try await Program.vacatur(
            command(court, folder), in: office.scratch,
            environment: ["VACATUR_COURT_USER": "longbeach", "VACATUR_COURT_PASSWORD": "falsch-geheim"])
        #expect(wrong.code == 2 && wrong.out.contains("check the credentials"), "\(wrong.out)\(wrong.err)")
        #expect(try court.log().count <= 4, "one for each request under way, and no more")

        try office.scratch.write("user: longbeach\npassword: x-geheim-x\n", to: "secret")
        chmod(office.scratch.path("secret"), 0o644)
        let open = try await send(office, court, folder, "--credentials", "secret")
        #expect(open.code == 64 && open.err.contains("chmod 600"), "\(open.err)")
        chmod(office.scratch.path("secret"), 0o600)
        let sent = try await send(office, court, folder, "--credentials", "secret", "--json")
        #expect(sent.code == 2, "\(sent.out)\(sent.err)")
        #expect(try court.filings().count == 3)
        let status = try await office.vacatur("send", folder, "--status", "--json")
        let encoded = Data("longbeach:x-geheim-x".utf8).base64EncodedString()
        for ran in [locked, open, sent, status, wrong] {
            #expect(!ran.out.contains("geheim") && !ran.err.contains("geheim"))
            #expect(!ran.out.contains(encoded) && !ran.err.contains(encoded))
        }
        for name in office.scratch.names(in: "out") where name.hasPrefix("docket") {
            let bytes = try office.scratch.bytes("out/\(name)")
            for secret in ["geheim", encoded] { #expect(bytes.firstRange(of: secret.utf8) == nil, "\(name)") }
        }
    }

    @Test("what is not safe is refused before anything leaves")
    func refused() async throws {
        let (office, folder) = try await office(2)
        let court = try await MockCourt(in: office.scratch)
        let plain = try await office.vacatur("send", folder, "--endpoint", "http://court.example.org/")
        #expect(plain.code == 64 && plain.err.contains("https only"), "\(plain.err)")
        let local = try await office.vacatur("send", folder, "--endpoint", "http://127.0.0.1:9/")
        #expect(local.code == 64 && local.err.contains("https only"), "\(local.err)")
        let secret = try await office.vacatur("send", folder, "--endpoint", "https://a:geheim@court.example.org/")
        #expect(secret.code == 64 && !secret.err.contains("geheim"), "\(secret.err)")
        let strange = try await office.vacatur("send", folder, "--endpoint", court.address)
        #expect(strange.code == 2 && strange.out.contains("no safe connection"), "\(strange.out)\(strange.err)")
        #expect(try court.log().isEmpty)

        let elsewhere = try await MockCourt(in: try Scratch())
        try court.follow(#"{"rules": [{"all": true, "do": "redirect", "to": "\#(elsewhere.address)", "times": 9}]}"#)
        let redirected = try await send(office, court, folder)
        #expect(redirected.code == 2 && redirected.out.contains("redirect"), "\(redirected.out)\(redirected.err)")
        #expect(try elsewhere.log().isEmpty)
        try court.follow(#"{"rules": [{"all": true, "do": "unknown-path", "times": 9}]}"#)
        let nowhere = try await send(office, court, folder)
        #expect(nowhere.code == 2 && nowhere.out.contains("HTTP 404"), "\(nowhere.out)")
        #expect(try court.filings().isEmpty)

        try court.follow("{}")
        let sent = try await send(office, court, folder)
        #expect(try sent.code == 0 && court.filings().count == 2, "\(sent.out)\(sent.err)")
    }

    @Test("a court that wants our certificate lets in who has it; http to this machine goes where that is asked for")
    func certificates() async throws {
        let (office, folder) = try await office(2)
        let plain = try await MockCourt(
            in: office.scratch, #"{"rules": [{"case": "NA100002", "do": "refuse"}]}"#, tls: false)
        let one = try await office.vacatur("send", folder, "--endpoint", plain.address, "--plain-loopback")
        #expect(try one.code == 2 && plain.filings().map(\.case) == ["NA100001"], "\(one.out)\(one.err)")
        let court = try await MockCourt(in: office.scratch, clients: true)
        let without = try await send(office, court, folder, "--retry")
        #expect(try without.code == 2 && court.filings().count == 1, "\(without.out)")
        let with = try await send(
            office, court, folder, "--retry", "--client-certificate", court.certificate, "--client-key",
            office.scratch.path("court/key.pem"))
        #expect(try with.code == 0 && court.filings().count == 2, "\(with.out)\(with.err)")
    }

    @Test("messages that were made anew go only if the court has none of the case, or rejected it")
    func madeAnew() async throws {
        let (office, folder) = try await office(4)
        let court = try await MockCourt(in: office.scratch, #"{"rules": [{"case": "NA100002", "do": "reject"}]}"#)
        let sent = try await send(office, court, folder)
        #expect(sent.code == 2, "\(sent.out)\(sent.err)")
        let made = try await office.vacatur("efile", folder, "--posted-at", "2020-03-01T20:00:00Z")
        #expect(made.code == 0, "\(made.err)")
        let again = try await send(office, court, folder)
        #expect(again.code == 2 && again.out.contains("3 cases were sent before"), "\(again.out)\(again.err)")
        #expect(try court.filings().map(\.case).sorted() == (1...4).map { "NA10000\($0)" })
    }

    @Test("a docket that may not be written, a folder that was changed, and no messages at all end with their reasons")
    func places() async throws {
        let (office, folder) = try await office(2)
        let court = try await MockCourt(in: office.scratch)
        let made = "\(folder)-efiling/long-beach"
        let archive = try #require(office.scratch.names(in: made).first { $0.hasPrefix("uploads-") })
        let whole = try office.scratch.bytes("\(made)/\(archive)")
        var changed = whole
        changed[changed.count / 3] ^= 1
        try Data(changed).write(to: URL(filePath: office.scratch.path("\(made)/\(archive)")))
        let damaged = try await send(office, court, folder)
        #expect(damaged.code == 73 && damaged.err.contains(archive), "\(damaged.err)")
        try Data(whole).write(to: URL(filePath: office.scratch.path("\(made)/\(archive)")))

        if let reader = try await reading(office, command(court, folder)) {
            #expect(reader.code == 73 && reader.err.contains("docket"), "\(reader.out)\(reader.err)")
            #expect(try court.filings().count <= 1)
        }
        let nothing = try await office.vacatur("send", "out/2020-01-01-00000000")
        #expect(nothing.code == 64, "\(nothing.err)")
        let none = try await office.vacatur("send", folder, "--docket", "none/docket.sqlite")
        #expect(none.code == 73, "\(none.err)")
        let unknown = try await office.vacatur("send", folder, "--jurisdiction", "torrance")
        #expect(unknown.code == 64, "\(unknown.err)")
        let sent = try await send(office, court, "\(folder)-efiling/")
        #expect(try sent.code == 0 && court.filings().count == 2, "\(sent.out)\(sent.err)")
    }

    /// Runs the program as somebody who may read the docket and not write it; nil where nobody can be found.
    private func reading(_ office: Office, _ command: [String]) async throws -> Ran? {
        let program = try #require(Program.vacatur)
        let (docket, out) = (office.scratch.path("out/docket.sqlite"), office.scratch.path("out"))
        chmod(docket, 0o444)
        chmod(out, 0o555)
        defer {
            chmod(docket, 0o600)
            chmod(out, 0o755)
        }
        guard getuid() == 0 else { return try await Program.run(program, command, in: office.scratch) }
        guard Program.has("setpriv") else { return nil }
        try FileManager.default.copyItem(atPath: program, toPath: office.scratch.path("vacatur"))
        return try await Program.tool(
            "setpriv",
            ["--reuid", "65534", "--regid", "65534", "--clear-groups", office.scratch.path("vacatur")] + command
                + ["--templates", office.scratch.path("Templates")], in: office.scratch)
    }
}
