internal import Docket
internal import Glibc
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// What monitors ask: whether the process lives, whether it can work, and what it has done.
struct WatchRoutes {
    let room: Workroom

    func add(to routes: Routes) {
        let room = room
        routes.get("/health/live", for: .everybody) { _, _ in Self.plain("ok\n") }
        routes.get("/health/ready", for: .everybody) { _, _ in
            let problems = await Self.problems(room)
            return Self.plain(
                problems.isEmpty ? "ok\n" : problems.joined(separator: "\n") + "\n",
                status: problems.isEmpty ? .ok : .serviceUnavailable)
        }
        routes.get("/metrics", for: .machine) { _, _ in
            let (rules, now) = (room.settings.sessionRules, room.now())
            let sessions = try await room.reading { try $0.openSessions(rules: rules, at: now) }
            let text = room.meters.text(gauges: [
                ("vacatur_sessions", "Sessions that may still be in use.", Double(sessions)),
                (
                    "vacatur_free_bytes", "Free bytes on the disk of results.",
                    Double(Self.freeBytes(room.settings.results))
                ),
            ])
            return Self.plain(text, type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    /// What keeps the service from working, one line for each; none if it can work. Names neither paths nor data.
    private static func problems(_ room: Workroom) async -> [String] {
        var problems: [String] = []
        do {
            _ = try await room.reading { try $0.batchCount() }
        } catch {
            problems.append("docket: \((error as? DocketError)?.code.rawValue ?? "unreachable")")
        }
        let results = room.settings.results
        let isWritable = try? await room.reading { _ in canWrite(results) }
        if isWritable != true { problems.append("results: cannot be written") }
        return problems
    }

    /// Whether a page can be written to the disk of the folder: a full or read-only disk cannot.
    private static func canWrite(_ folder: String) -> Bool {
        var path = Array("\(folder)/.ready-XXXXXX".utf8CString)
        let file = mkstemp(&path)
        guard file >= 0 else { return false }
        defer {
            close(file)
            unlink(path)
        }
        let page = [UInt8](repeating: 0, count: 4_096)
        return write(file, page, page.count) == page.count && fsync(file) == 0
    }

    private static func freeBytes(_ folder: String) -> UInt64 {
        var status = statvfs()
        return statvfs(folder, &status) == 0 ? UInt64(status.f_bavail) * UInt64(status.f_frsize) : 0
    }

    private static func plain(
        _ text: String, status: HTTPResponse.Status = .ok, type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
