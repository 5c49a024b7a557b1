import Foundation
import Glibc
import Synchronization
import Testing

/// What Chromium says, or is told, read without ceremony.
struct Message: @unchecked Sendable {
    /// As `JSONSerialization` gives it; nobody changes it.
    let value: Any?

    subscript(_ name: String) -> Message { Message(value: (value as? [String: Any])?[name]) }
    var text: String? { value as? String }
    var number: Int? { (value as? NSNumber)?.intValue }
    var isTrue: Bool { (value as? NSNumber)?.boolValue ?? false }
    var items: [Message] { (value as? [Any] ?? []).map(Message.init) }
}

/// Chromium's debugging protocol over two pipes: messages in JSON, each ended by a NUL.
/// <https://chromedevtools.github.io/devtools-protocol/>
final class DebuggingPipe: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Something that happened, with what is said about it.
    struct Event: Sendable {
        let name: String
        let said: Message
    }

    private struct State {
        var number = 0
        var answers: [Int: AsyncStream<Message>.Continuation] = [:]
        var watchers: [(events: Set<String>, continuation: AsyncStream<Event>.Continuation)] = []
        var complaints: [String] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let input: Int32
    private let output: Int32

    /// `input` is written to and `output` read from; both are closed with this value.
    init(input: Int32, output: Int32) {
        self.input = input
        self.output = output
        Thread.detachNewThread { [weak self] in
            var pending = Data()
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while case let count = read(output, &buffer, buffer.count), count > 0 {
                pending.append(contentsOf: buffer[..<count])
                while let end = pending.firstIndex(of: 0) {
                    self?.take(pending[..<end])
                    pending = Data(pending[(end + 1)...])
                }
            }
            close(output)
            self?.finish()
        }
    }

    deinit { close(input) }

    /// Sends a command and waits for its answer.
    ///
    /// - Throws: what Chromium says against it, or that it is gone.
    @discardableResult
    func send(_ method: String, _ parameters: [String: Any] = [:], session: String? = nil) async throws -> Message {
        let (answers, continuation) = AsyncStream.makeStream(of: Message.self)
        let number = state.withLock { state in
            state.number += 1
            if state.isClosed { continuation.finish() } else { state.answers[state.number] = continuation }
            return state.number
        }
        var message: [String: Any] = ["id": number, "method": method, "params": parameters]
        message["sessionId"] = session
        let bytes = [UInt8](try JSONSerialization.data(withJSONObject: message)) + [0]
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Failure(description: "the browser is gone") }
            sent += count
        }
        for await answer in answers {
            if let problem = answer["error"]["message"].text { throw Failure(description: "\(method): \(problem)") }
            return answer["result"]
        }
        throw Failure(description: "\(method): the browser ended")
    }

    /// What pages had to complain about so far: faults of their scripts, and what their policy did not let through.
    var complaints: [String] { state.withLock { $0.complaints } }

    /// The events of these names from now on, in their order.
    func events(_ names: String...) -> AsyncStream<Event> {
        let (stream, continuation) = AsyncStream.makeStream(of: Event.self)
        state.withLock { state in
            if state.isClosed { continuation.finish() } else { state.watchers.append((Set(names), continuation)) }
        }
        return stream
    }

    private func take(_ bytes: Data) {
        guard let value = try? JSONSerialization.jsonObject(with: bytes) else { return }
        let message = Message(value: value)
        if let number = message["id"].number {
            let waiting = state.withLock { $0.answers.removeValue(forKey: number) }
            waiting?.yield(message)
            waiting?.finish()
        } else if let name = message["method"].text {
            let said = message["params"]
            let complaint =
                switch name {
                case "Runtime.exceptionThrown": said["exceptionDetails"]["exception"]["description"].text
                // A refusal is an answer like another.
                case "Log.entryAdded" where said["entry"]["source"].text != "network": said["entry"]["text"].text
                default: nil as String?
                }
            let watchers = state.withLock { state in
                if let complaint { state.complaints.append(complaint) }
                return state.watchers
            }
            for watcher in watchers where watcher.events.contains(name) {
                watcher.continuation.yield(Event(name: name, said: said))
            }
        }
    }

    private func finish() {
        let (answers, watchers) = state.withLock { state in
            state.isClosed = true
            return (state.answers.values, state.watchers)
        }
        for answer in answers { answer.finish() }
        for watcher in watchers { watcher.continuation.finish() }
    }
}
