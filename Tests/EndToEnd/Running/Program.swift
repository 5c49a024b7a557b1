import Foundation
import Testing

/// What a program that was run left behind.
struct Ran: Sendable {
    /// Its exit code; 128 and the signal if one ended it.
    let code: Int32
    let out: String
    let err: String

    var lastLine: String { out.split(separator: "\n").last.map(String.init) ?? "" }
}

/// Runs programs: the one under test and the independent readers that judge what it makes.
enum Program {
    /// The built `vacatur`, beside the bundle of the tests.
    static let vacatur: String? = {
        var folder = URL(filePath: CommandLine.arguments[0]).standardized
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            for name in ["vacatur", "debug/vacatur"] {
                let found = folder.appending(path: name).path
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: found, isDirectory: &isFolder), !isFolder.boolValue {
                    return found
                }
            }
        }
        return nil
    }()

    static func vacatur(
        _ arguments: String..., in scratch: Scratch, environment: [String: String] = [:]
    ) async throws -> Ran {
        try await vacatur(arguments, in: scratch, environment: environment)
    }

    static func vacatur(
        _ arguments: [String], in scratch: Scratch, environment: [String: String] = [:]
    ) async throws -> Ran {
        let program = try #require(vacatur, "no vacatur beside the tests; `swift build --product vacatur` makes it")
        return try await run(program, arguments, in: scratch, environment: environment)
    }

    /// Runs a program to its end, a few at a time.
    static func run(
        _ path: String, _ arguments: [String], in scratch: Scratch, environment: [String: String] = [:]
    ) async throws -> Ran {
        await turns.take()
        do {
            let running = try Running(path, arguments, in: scratch, environment: environment)
            let ran = try await withTaskCancellationHandler {
                try await running.result()
            } onCancel: {
                running.kill()
            }
            await turns.leave()
            return ran
        } catch {
            await turns.leave()
            throw error
        }
    }

    /// Runs a tool from the search path.
    static func tool(_ name: String, _ arguments: [String], in scratch: Scratch) async throws -> Ran {
        try await run("/usr/bin/env", [name] + arguments, in: scratch)
    }

    static func has(_ tool: String) -> Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
        }
    }

    private static let turns = Turns(2)
}

/// A program on its way.
final class Running: Sendable {
    private let process = Process()
    private let ended: AsyncStream<Void>
    private let folder: String

    init(_ path: String, _ arguments: [String], in scratch: Scratch, environment: [String: String] = [:]) throws {
        // Into files, not pipes: nobody has to empty a file.
        folder = try scratch.makeFolder("run-\(UUID().uuidString)")
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: scratch.path)
        var variables = ProcessInfo.processInfo.environment.filter { $0.key != "VACATUR_TEMPLATES" }
        variables.merge(environment) { $1 }
        process.environment = variables
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try Self.file("\(folder)/out")
        process.standardError = try Self.file("\(folder)/err")
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        ended = stream
        process.terminationHandler = { _ in continuation.finish() }
        try process.run()
    }

    private static func file(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(filePath: path))
        return try FileHandle(forWritingTo: URL(filePath: path))
    }

    var isRunning: Bool { process.isRunning }

    /// What it has written to standard error so far.
    var errors: String { (try? text("err")) ?? "" }

    /// `kill -9`.
    func kill() { if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) } }

    /// `kill -9` as soon as something has come. A thread of its own looks for it, because the few that tests share may all be
    /// busy while the program ends.
    ///
    /// - Returns: whether the program was still running then.
    func kill(when hasCome: @escaping @Sendable () -> Bool) async throws -> Bool {
        await withCheckedContinuation { watched in
            let watch = Thread {
                while self.isRunning, !hasCome() { usleep(1_000) }
                self.kill()
                watched.resume()
            }
            watch.start()
        }
        return try await result().code == 128 + SIGKILL
    }

    /// Ctrl-C.
    func interrupt() { if process.isRunning { Glibc.kill(process.processIdentifier, SIGINT) } }

    func result() async throws -> Ran {
        for await _ in ended {}
        let code =
            process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
        let ran = Ran(code: code, out: try text("out"), err: try text("err"))
        try FileManager.default.removeItem(atPath: folder)
        return ran
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/\(name)")), as: UTF8.self)
    }
}

/// Lets so many at once, in the order in which they came.
private actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ free: Int) { self.free = free }

    func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
