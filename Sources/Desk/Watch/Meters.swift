internal import Synchronization

/// Counts what the service does, for Prometheus (text exposition format 0.0.4). Labels are routes and codes, never data.
final class Meters: Sendable {
    /// Upper bounds of the histogram of times, in seconds.
    private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private struct RouteStatus: Hashable {
        let route: String
        let status: Int
    }

    private struct Histogram {
        var buckets = [Int](repeating: 0, count: Meters.bounds.count)
        var count = 0
        var sum = 0.0

        mutating func add(_ seconds: Double) {
            count += 1
            sum += seconds
            for index in Meters.bounds.indices where seconds <= Meters.bounds[index] { buckets[index] += 1 }
        }
    }

    private struct State {
        var requests: [RouteStatus: Int] = [:]
        var times: [String: Histogram] = [:]
        var events: [String: Int] = [:]
    }

    private let state = Mutex(State())

    /// Counts a request that was answered.
    func count(route: String, status: Int, seconds: Double) {
        state.withLock { state in
            state.requests[RouteStatus(route: route, status: status), default: 0] += 1
            state.times[route, default: Histogram()].add(seconds)
        }
    }

    /// Counts an event by name, such as `sign_in_failed`: letters and underscores.
    func count(_ event: String) { state.withLock { $0.events[event, default: 0] += 1 } }

    /// Everything counted, with `gauges` measured now, by name.
    func text(gauges: [(name: String, help: String, value: Double)]) -> String {
        let state = state.withLock { $0 }
        var text = "# HELP vacatur_requests_total Requests answered.\n# TYPE vacatur_requests_total counter\n"
        for (key, count) in state.requests.sorted(by: { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) })
        {
            text += "vacatur_requests_total{route=\"\(Self.escaped(key.route))\",status=\"\(key.status)\"} \(count)\n"
        }
        text += "# HELP vacatur_request_seconds Time until an answer began.\n# TYPE vacatur_request_seconds histogram\n"
        for (route, times) in state.times.sorted(by: { $0.key < $1.key }) {
            let label = "route=\"\(Self.escaped(route))\""
            for (bound, count) in zip(Self.bounds, times.buckets) {
                text += "vacatur_request_seconds_bucket{\(label),le=\"\(bound)\"} \(count)\n"
            }
            text += "vacatur_request_seconds_bucket{\(label),le=\"+Inf\"} \(times.count)\n"
            text += "vacatur_request_seconds_sum{\(label)} \(times.sum)\n"
            text += "vacatur_request_seconds_count{\(label)} \(times.count)\n"
        }
        text += "# HELP vacatur_events_total What happened, by name.\n# TYPE vacatur_events_total counter\n"
        for (event, count) in state.events.sorted(by: { $0.key < $1.key }) {
            text += "vacatur_events_total{event=\"\(Self.escaped(event))\"} \(count)\n"
        }
        for gauge in gauges {
            text += "# HELP \(gauge.name) \(gauge.help)\n# TYPE \(gauge.name) gauge\n\(gauge.name) \(gauge.value)\n"
        }
        return text
    }

    private static func escaped(_ label: String) -> String {
        label.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : $0 == "\n" ? "\\n" : String($0) }.joined()
    }
}
