import Cases
import Courier
import Digests
import Docket
import EFiling

/// Sends requests, one after the other, until there are none. Belongs to one thread.
///
/// A request is `sending` on the disk before the first byte leaves, and answered, waiting or in doubt after the last. So
/// whatever happens in between, it is never sent again without the court having been asked.
struct SendingWorker {
    private let queue: SendingQueue
    private let clock: SendingClock
    private let connect: (SendingCourt) throws(CourierError) -> SendingRun.Carrier
    private let progress: () -> Void
    /// By jurisdiction.
    private var carriers: [String: SendingRun.Carrier] = [:]
    private var parts: [String: FiledParts] = [:]
    private let hasher = SHA256()

    /// In milliseconds: what a court wants later than in an hour is left to the next run.
    private static let longestWait: Int64 = 3_600_000

    init(
        _ queue: SendingQueue, _ clock: SendingClock, progress: @escaping () -> Void,
        connect: @escaping (SendingCourt) throws(CourierError) -> SendingRun.Carrier
    ) {
        self.queue = queue
        self.clock = clock
        self.progress = progress
        self.connect = connect
    }

    mutating func run() throws {
        while !clock.isStopping() {
            switch try queue.next(at: clock.now()) {
            case .work(let court, let entry):
                defer { queue.finish(entry) }
                switch entry.state {
                case .inDoubt: try ask(court, entry)
                default: try send(court, entry)
                }
            case .wait(let time):
                let wait = time - clock.now()
                guard wait <= Self.longestWait else { return }
                clock.wait(max(1, wait))
            case .done: return
            }
        }
    }

    // MARK: Sending

    private mutating func send(_ court: SendingCourt, _ entry: OutboxEntry) throws {
        let post: FilingPost
        do {
            post = try files(of: court).post(entry.request)
        } catch {
            try putBack(court, entry, "it could not be read", attempts: entry.attempts - 1)
            throw error
        }
        let reply: CourierReply
        do throws(CourierError) {
            reply = try carrier(to: court)(post.body, post.headers)
        } catch {
            return try act(on: error, court, entry)
        }
        let verdict = SendingVerdict.of(
            status: reply.status, retryAfter: reply.retryAfter, body: reply.body, message: entry.request.identifier)
        try act(on: verdict, reply, court, entry)
    }

    private func act(
        on verdict: SendingVerdict, _ reply: CourierReply, _ court: SendingCourt, _ entry: OutboxEntry
    ) throws {
        switch verdict {
        case .settled(let receipt):
            try settle(entry, court, receipts: [receipt], reply.body)
            queue.note(refused: false, by: court)
        case .again(let note, let after):
            pause(court, entry, asked: after)
            try putBack(court, entry, note, asked: after)
        case .doubtful(let note): try doubt(court, entry, note)
        case .refused(let note):
            try court.outbox.put(entry, .failed, attempts: entry.attempts, note: note)
            queue.note(refused: true, by: court)
            progress()
        case .halt(let note):
            try putBack(court, entry, note, attempts: entry.attempts - 1)
            queue.halt(court, note)
        }
    }

    /// What was in doubt stays so: the court could not be asked.
    private func act(on error: CourierError, _ court: SendingCourt, _ entry: OutboxEntry) throws {
        switch error.kind {
        case .unreachable where entry.state != .inDoubt:
            pause(court, entry)
            try putBack(court, entry, error.description)
        case .unreachable, .broken: try doubt(court, entry, error.description)
        case .untrusted, .unusable:
            try put(
                court, entry, entry.state == .inDoubt ? .inDoubt : .waiting, error.description, entry.attempts - 1)
            queue.halt(court, "no safe connection to the court: \(error.description)")
        }
    }

    // MARK: Asking

    /// Asks the court for every message of a request: it has all, or none, or a person has to look.
    private mutating func ask(_ court: SendingCourt, _ entry: OutboxEntry) throws {
        var receipts: [SendingVerdict.Receipt] = []
        var body: [UInt8] = []
        var missing = 0
        for message in entry.request.messages {
            let query = FilingQuery.post(
                message.identifier, caseNumber: message.caseNumber, attempt: entry.attempts, policy: court.policy,
                time: clock.now() / 1_000)
            let reply: CourierReply
            do throws(CourierError) {
                reply = try carrier(to: court)(query.body, query.headers)
            } catch {
                return try act(on: error, court, entry)
            }
            switch SendingVerdict.known(
                status: reply.status, retryAfter: reply.retryAfter, body: reply.body, message: message.identifier)
            {
            case .yes(let receipt): receipts.append(receipt)
            case .no: missing += 1
            case .unclear(let note, let after): return try doubt(court, entry, note, asked: after)
            case .halt(let note):
                try put(court, entry, .inDoubt, note, entry.attempts - 1)
                return queue.halt(court, note)
            }
            body += reply.body
        }
        if missing == 0 {
            try settle(entry, court, receipts: receipts, body)
        } else if receipts.isEmpty {
            try putBack(court, entry, "the court does not have it")
        } else {
            try court.outbox.put(
                entry, .inDoubt, attempts: 2 * court.attempts, note: "the court has a part of it; ask the clerk")
        }
    }

    // MARK: What becomes of a request

    /// The court does not have it: it waits, or is given up after too many attempts.
    private func putBack(
        _ court: SendingCourt, _ entry: OutboxEntry, _ note: String, attempts: Int? = nil, asked: Int? = nil
    ) throws {
        let attempts = attempts ?? entry.attempts
        if attempts >= court.attempts {
            try court.outbox.put(entry, .failed, attempts: attempts, note: note)
            progress()
        } else if entry.state == .inDoubt, asked == nil {
            // It was asked about after a wait; that is enough.
            try put(court, entry, .waiting, note, attempts, wait: 0)
        } else {
            try put(court, entry, .waiting, note, attempts, asked: asked)
        }
    }

    private func doubt(_ court: SendingCourt, _ entry: OutboxEntry, _ note: String, asked: Int? = nil) throws {
        try put(court, entry, .inDoubt, note, entry.attempts, asked: asked)
    }

    private func put(
        _ court: SendingCourt, _ entry: OutboxEntry, _ state: OutboxState, _ note: String, _ attempts: Int,
        asked: Int? = nil, wait: Int64? = nil
    ) throws {
        let wait = wait ?? backoff(court, entry, asked: asked)
        try court.outbox.put(entry, state, attempts: attempts, nextTime: clock.now() + wait, note: note)
    }

    private func pause(_ court: SendingCourt, _ entry: OutboxEntry, asked: Int? = nil) {
        queue.pause(court, until: clock.now() + backoff(court, entry, asked: asked))
    }

    private func backoff(_ court: SendingCourt, _ entry: OutboxEntry, asked: Int?) -> Int64 {
        Backoff.wait(
            first: court.sending.firstWait, attempts: entry.attempts, request: entry.request.identifier, asked: asked)
    }

    /// Records the answer: one receipt for all messages, or one for each.
    private func settle(
        _ entry: OutboxEntry, _ court: SendingCourt, receipts: [SendingVerdict.Receipt], _ body: [UInt8]
    ) throws {
        let now = clock.now() / 1_000
        let outcomes = entry.request.messages.enumerated().map { index, message in
            let receipt = receipts.count == 1 ? receipts[0] : receipts[index]
            return CourtOutcome(
                place: court.outbox.place(of: message), caseNumber: message.caseNumber, message: message.identifier,
                state: receipt.state, time: receipt.time ?? now, reason: receipt.reason, reference: receipt.reference)
        }
        let answer = Answer(
            .reply, name: entry.request.identifier, sha256: body.withUnsafeBytes { hasher.digest(of: $0) }.hex)
        let isRejected = receipts.contains { $0.state == .rejected }
        try court.outbox.settle(entry, as: isRejected ? .rejected : .received, outcomes, from: answer, at: now)
        progress()
    }

    private mutating func carrier(to court: SendingCourt) throws(CourierError) -> SendingRun.Carrier {
        if let carrier = carriers[court.jurisdiction] { return carrier }
        let carrier = try connect(court)
        carriers[court.jurisdiction] = carrier
        return carrier
    }

    private mutating func files(of court: SendingCourt) -> FiledParts {
        if let known = parts[court.jurisdiction] { return known }
        let made = FiledParts(court.requests)
        parts[court.jurisdiction] = made
        return made
    }
}
