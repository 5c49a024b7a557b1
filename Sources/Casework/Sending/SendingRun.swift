import Cases
package import Courier
import Docket
import EFiling
import Filings

/// Sends the messages of a batch to the courts, and records what they answer at once.
///
/// What is sent lies in the e-filing folder; how far it has come is in the docket's outbox. A run can be stopped or killed
/// at any moment and started again: what was on its way then is asked about first.
package struct SendingRun: Sendable {
    /// Carries one request, and brings the reply.
    package typealias Carrier = (_ body: [[UInt8]], _ headers: [String]) throws(CourierError) -> CourierReply

    /// Makes a carrier for the thread that asks for it.
    package typealias Connecting =
        @Sendable (Endpoint, Credentials?, CourierSettings) throws(CourierError) -> Carrier

    private let request: SendingRequest
    private let clock: SendingClock
    private let connect: Connecting
    private let meter: ProgressMeter

    /// Requests that are under way at once, of all courts together.
    private static let workers = 2

    package init(
        _ request: SendingRequest, clock: SendingClock, connect: @escaping Connecting,
        progress: @escaping @Sendable (Progress) -> Void
    ) {
        self.request = request
        self.clock = clock
        self.connect = connect
        meter = ProgressMeter(progress)
    }

    package func run() async throws -> SendingReport {
        let place = try SendingPlace(request.batch)
        let docket = try Docket.existing(request.docket)
        defer { try? docket.close() }
        let batch = try place.batch(in: docket)
        let lock = try SendingLock(beside: request.docket)
        defer { lock.release() }
        guard try !docket.isPurged(batch) else {
            throw CaseworkError(.usage, "\(place.path): the batch was purged; nothing of it is sent")
        }
        if let version = try docket.sentVersion(of: batch) {
            throw CaseworkError(
                .usage, "\(version), another version of this batch, was sent already; the same cases would go twice")
        }
        let courts = try courts(place, batch, docket)
        meter.begin(.sending)
        let listed = clock.now()
        var blocked: [String: Int] = [:]
        for court in courts {
            try court.requests.read { requests in
                let admitted = try court.outbox.add(requests, at: listed)
                blocked[court.jurisdiction, default: 0] += admitted.blocked.count
            }
            try court.outbox.removeUnlisted(before: listed)
            try court.outbox.begin(again: request.again)
        }
        let queue = SendingQueue(courts)
        try await send(queue, open: try open(batch, courts, docket))
        return try report(place, batch, docket, queue, blocked)
    }

    private func send(_ queue: SendingQueue, open: Int) async throws {
        meter.begin(.sending, total: open)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<Self.workers {
                group.addTask {
                    var worker = SendingWorker(queue, clock, progress: { meter.add(1) }) {
                        court throws(CourierError) in
                        var settings = request.settings
                        settings.timeout = court.sending.timeout
                        return try connect(court.endpoint, request.credentials, settings)
                    }
                    do {
                        try worker.run()
                    } catch {
                        queue.stop()
                        throw error
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Requests of these courts that are not answered yet.
    private func open(_ batch: Batch, _ courts: [SendingCourt], _ docket: Docket) throws -> Int {
        let chosen = Set(courts.map(\.jurisdiction))
        return try docket.outboxCounts(of: batch).filter { chosen.contains($0.jurisdiction) }
            .reduce(0) { $0 + $1.count(.waiting) + $1.count(.inDoubt) }
    }

    private func courts(_ place: SendingPlace, _ batch: Batch, _ docket: Docket) throws -> [SendingCourt] {
        let library = try TemplateLibrary(folder: request.templates)
        let county = try CountyPack.load(from: library, asOf: batch.description.asOf)
        let folder = try place.folder()
        let chosen = folder.folders.filter { request.jurisdiction == nil || request.jurisdiction == $0 }
        guard !chosen.isEmpty else {
            throw CaseworkError(.usage, "\(place.path): no messages of such a jurisdiction are in it")
        }
        let courts = try chosen.map { id in
            guard let jurisdiction = county.jurisdiction(id) else {
                throw CaseworkError(.usage, "\(place.path)/\(id): the templates know no such jurisdiction")
            }
            var policy = try CourtPolicyPack.load(for: id, from: library, asOf: batch.description.asOf)
            if let endpoint = request.endpoint {
                var sending = policy.sending ?? SendingPolicy(endpoint: endpoint)
                sending.endpoint = endpoint
                policy.sending = sending
            }
            guard policy.profile == .ecf5 else {
                throw CaseworkError(
                    .usage,
                    "\(id): managers of ECF 4.01 take messages from certified providers only; hand them to yours")
            }
            guard let sending = policy.sending else {
                throw CaseworkError(
                    .usage, "\(id): no address to send to; ask the court, and write `sending` into court-policy.yaml")
            }
            return SendingCourt(
                jurisdiction: id, name: jurisdiction.name, outbox: Outbox(docket, of: batch, in: id),
                requests: FiledRequests(folder: try folder.folder(id), jurisdiction: id), policy: policy,
                sending: sending, endpoint: try endpoint(sending, id))
        }
        guard request.credentials == nil || Set(courts.map { $0.endpoint.origin }).count == 1 else {
            throw CaseworkError(
                .usage, "the jurisdictions send to different systems; name one with --jurisdiction for its credentials")
        }
        return courts
    }

    private func endpoint(_ sending: SendingPolicy, _ id: String) throws(CaseworkError) -> Endpoint {
        do {
            return try Endpoint(sending.endpoint, plainLoopback: request.plainLoopback)
        } catch {
            throw CaseworkError(.usage, "\(id): \(error)")
        }
    }

    private func report(
        _ place: SendingPlace, _ batch: Batch, _ docket: Docket, _ queue: SendingQueue, _ blocked: [String: Int]
    ) throws -> SendingReport {
        let counts = try docket.outboxCounts(of: batch)
        let lines = queue.courts.map { court in
            SendingReport.Line(
                name: court.name,
                counts: counts.first { $0.jurisdiction == court.jurisdiction }
                    ?? OutboxCounts(jurisdiction: court.jurisdiction),
                blocked: blocked[court.jurisdiction] ?? 0, halted: queue.halted(court))
        }
        return SendingReport(folder: place.path, lines: lines, isStopped: clock.isStopping())
    }
}
