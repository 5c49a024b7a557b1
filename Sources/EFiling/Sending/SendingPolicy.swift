import Filings

/// Where a court takes filings, and how hard it may be worked.
package struct SendingPolicy: Hashable, Sendable {
    /// Address of the court's Filing Review MDE.
    package var endpoint: String
    /// Requests of all kinds.
    package var requestsPerMinute: Int
    /// How often at most a request is sent before a person has to look.
    package var attempts: Int
    /// Seconds before the second attempt; each further wait is twice as long.
    package var firstWait: Int
    /// Seconds for one request and its reply.
    package var timeout: Int

    package init(
        endpoint: String, requestsPerMinute: Int = 60, attempts: Int = 6, firstWait: Int = 10, timeout: Int = 120
    ) {
        self.endpoint = endpoint
        self.requestsPerMinute = requestsPerMinute
        self.attempts = attempts
        self.firstWait = firstWait
        self.timeout = timeout
    }

    /// Reads the `sending` of a court's policy.
    init(_ node: YAMLNode) throws(PackError) {
        let fields = try node.fields(
            "sending", ["endpoint", "requestsPerMinute", "attempts", "firstWait", "timeout"])
        func number(_ key: String, _ range: ClosedRange<Int>, else standard: Int) throws(PackError) -> Int {
            guard let node = fields[key] else { return standard }
            let number = try node.number()
            guard range.contains(number) else {
                throw node.malformed("\(key) is from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
        self.init(endpoint: try fields.required("endpoint").text())
        requestsPerMinute = try number("requestsPerMinute", 1...60_000, else: requestsPerMinute)
        attempts = try number("attempts", 1...100, else: attempts)
        firstWait = try number("firstWait", 0...3_600, else: firstWait)
        timeout = try number("timeout", 1...3_600, else: timeout)
    }

    /// As YAML, on one line.
    func yaml(_ quoted: (String) -> String) -> String {
        "{ endpoint: \(quoted(endpoint)), requestsPerMinute: \(requestsPerMinute), attempts: \(attempts), "
            + "firstWait: \(firstWait), timeout: \(timeout) }"
    }
}
