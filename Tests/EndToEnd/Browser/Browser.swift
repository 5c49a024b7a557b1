import Foundation
import Glibc
import Testing

/// Chromium, used as a person uses it: it finds things by the words that are read out for them, clicks where they stand, and
/// types. Whatever the pages' own scripts or policies complain about is kept.
final class Browser: Sendable {
    static let isThere = Program.has("chromium")

    private let companion: Companion
    private let pipe: DebuggingPipe
    private let session: String
    private let scratch: Scratch

    /// A browser without a past, with its window at `address`.
    init(at address: String, in scratch: Scratch) async throws {
        signal(SIGPIPE, SIG_IGN)
        self.scratch = scratch
        let (told, said) = (try Self.pipe(), try Self.pipe())
        companion = try Companion(
            [
                "/usr/bin/env", "chromium", "--headless=new", "--no-sandbox", "--remote-debugging-pipe",
                "--disable-gpu",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--user-data-dir=\(scratch.path("browser-\(UUID().uuidString)"))",
                "about:blank",
            ], in: scratch, pipes: (told.read, said.write))
        close(told.read)
        close(said.write)
        pipe = DebuggingPipe(input: told.write, output: said.read)
        let target = try await pipe.send("Target.createTarget", ["url": "about:blank"])["targetId"].text ?? ""
        let attached = try await pipe.send("Target.attachToTarget", ["targetId": target, "flatten": true])
        session = try #require(attached["sessionId"].text)
        for domain in ["Page", "Runtime", "Log", "DOM"] { try await send("\(domain).enable") }
        try await resize(width: 1_280, height: 900)
        try await open(address)
    }

    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        try #require(Glibc.pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    @discardableResult
    private func send(_ method: String, _ parameters: [String: Any] = [:]) async throws -> Message {
        try await pipe.send(method, parameters, session: session)
    }

    // MARK: Going about

    /// Opens an address and waits until the page and what belongs to it are there.
    func open(_ address: String) async throws {
        try await loading {
            let answer = try await send("Page.navigate", ["url": address])
            if let problem = answer["errorText"].text {
                throw DebuggingPipe.Failure(description: "\(address): \(problem)")
            }
        }
    }

    /// Does something that leads to another page, and waits until that is there.
    private func loading(_ act: () async throws -> Void) async throws {
        let events = pipe.events("Page.frameNavigated", "Page.loadEventFired")
        try await act()
        // The page before may still say that it has loaded.
        var isThere = false
        for await event in events {
            if event.name == "Page.loadEventFired", isThere { return }
            if event.name == "Page.frameNavigated", event.said["frame"]["parentId"].text == nil { isThere = true }
        }
        try Task.checkCancellation()
        throw DebuggingPipe.Failure(description: "the browser ended")
    }

    /// Clicks a link or a button of these words, which leads to another page.
    func follow(_ words: String) async throws { try await loading { try await click(words) } }

    /// Clicks what has these words: a link, a button, or the label of a field.
    func click(_ words: String) async throws {
        let place = try await ask("reach(\(Self.quoted(words)))")
        guard let x = place["x"].number, let y = place["y"].number else { throw try await missing(words) }
        try #require(!place["isCovered"].isTrue, "something lies over \(words)")
        for kind in ["mousePressed", "mouseReleased"] {
            try await send(
                "Input.dispatchMouseEvent",
                ["type": kind, "x": x, "y": y, "button": "left", "clickCount": 1])
        }
    }

    /// Types a text into the field with this label, in place of what is in it.
    func fill(_ label: String, _ text: String) async throws {
        switch try await ask("empty(\(Self.quoted(label)), \(Self.quoted(text)))").text {
        case "typed"?: try await send("Input.insertText", ["text": text])
        case "set"?: break
        default: throw try await missing(label)
        }
    }

    /// Chooses an option of a list by its words.
    func choose(_ option: String, in label: String) async throws {
        let found = try await ask("choose(\(Self.quoted(label)), \(Self.quoted(option)))").isTrue
        guard found else { throw try await missing("\(label): \(option)") }
    }

    /// Gives a file to the field with this label.
    func give(_ file: String, to label: String) async throws {
        let field = try await send("Runtime.evaluate", ["expression": "\(Self.hands); field(\(Self.quoted(label)))"])
        guard let object = field["result"]["objectId"].text else { throw try await missing(label) }
        try await send("DOM.setFileInputFiles", ["files": [file], "objectId": object])
    }

    /// Presses a key: a letter, or `Enter`, `Tab`, `ArrowDown`, `Escape`.
    func press(_ key: String, leads: Bool = false) async throws {
        let act = {
            var event: [String: Any] = ["key": key, "code": key.count == 1 ? "Key\(key.uppercased())" : key]
            let codes = ["Enter": 13, "Tab": 9, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38]
            event["windowsVirtualKeyCode"] = codes[key] ?? Int(key.uppercased().utf8.first ?? 0)
            if key.count == 1 { event["text"] = key }
            if key == "Enter" { event["text"] = "\r" }
            try await self.send("Input.dispatchKeyEvent", event.merging(["type": "keyDown"]) { $1 })
            event["text"] = nil
            try await self.send("Input.dispatchKeyEvent", event.merging(["type": "keyUp"]) { $1 })
        }
        if leads { try await loading(act) } else { try await act() }
    }

    private func missing(_ words: String) async throws -> DebuggingPipe.Failure {
        DebuggingPipe.Failure(description: "nothing is called \(words) on \(try await path()):\n\(try await text())")
    }

    // MARK: Looking

    /// What can be read on the page.
    func text() async throws -> String { try await ask("document.body?.innerText").text ?? "" }

    /// The path and query of the page.
    func path() async throws -> String { try await ask("location.pathname + location.search").text ?? "" }

    func title() async throws -> String { try await ask("document.title").text ?? "" }

    /// Waits until the page, or the one that it goes on to by itself, shows these words.
    func see(_ words: String) async throws {
        while true {
            do {
                if try await ask("shown(\(Self.quoted(words)))").isTrue { return }
            } catch let failure as DebuggingPipe.Failure
                where failure.description.contains("navigat")
                || failure.description.contains("context")
            {
                // The page went on to another one.
            }
        }
    }

    /// Whether the page shows these words just now, as it has to be.
    func see(_ words: String, isThere: Bool, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let text = try await text()
        #expect(text.contains(words) == isThere, "\(words)", sourceLocation: sourceLocation)
    }

    /// Says yes to whatever the page asks meanwhile.
    func accepting(_ act: () async throws -> Void) async throws {
        let questions = pipe.events("Page.javascriptDialogOpening")
        let answers = Task {
            for await _ in questions { try await send("Page.handleJavaScriptDialog", ["accept": true]) }
        }
        defer { answers.cancel() }
        try await act()
    }

    /// The value of an expression in the page; a promise is waited for.
    @discardableResult
    func ask(_ expression: String) async throws -> Message {
        let answer = try await send(
            "Runtime.evaluate",
            ["expression": "\(Self.hands); \(expression)", "returnByValue": true, "awaitPromise": true])
        if let problem = answer["exceptionDetails"]["exception"]["description"].text {
            throw DebuggingPipe.Failure(description: problem)
        }
        return answer["result"]["value"]
    }

    /// What the page's scripts and its policy complained about so far.
    func complained() async throws -> [String] {
        // What was complained about before this answer has been read before it.
        try await ask("0")
        return pipe.complaints
    }

    func resize(width: Int, height: Int) async throws {
        try await send(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
    }

    /// Keeps a picture of the whole page, where `VACATUR_SHOTS` names a folder for them.
    func shoot(_ name: String) async throws {
        guard let folder = ProcessInfo.processInfo.environment["VACATUR_SHOTS"] else { return }
        let picture = try await send("Page.captureScreenshot", ["captureBeyondViewport": true])
        let bytes = try #require(picture["data"].text.flatMap { Data(base64Encoded: $0) })
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try bytes.write(to: URL(filePath: "\(folder)/\(name).png"))
    }

    private static func quoted(_ text: String) -> String {
        let list = try? JSONSerialization.data(withJSONObject: [text])
        return String(String(decoding: list ?? Data("[\"\"]".utf8), as: UTF8.self).dropFirst().dropLast())
    }
}
