internal import FoundationEssentials
internal import Glibc
internal import Logging

/// Log lines as JSON, one object a line, on standard error: `time`, `level`, `message`, and the fields of the entry.
struct JSONLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    func log(event: LogEvent) {
        var fields = ["time": Self.now(), "level": event.level.rawValue, "message": "\(event.message)"]
        for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { _, own in own }) {
            let text = "\(value)"
            if !text.isEmpty { fields[key == "hb.request.id" ? "request" : key] = text }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts only; there is nothing that cannot be encoded, and nobody to tell.
        guard var line = try? encoder.encode(fields) else { return }
        line.append(UInt8(ascii: "\n"))
        line.withUnsafeBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    private static func now() -> String { Date.now.formatted(.iso8601) }
}
