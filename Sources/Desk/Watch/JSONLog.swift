internal import Glibc
internal import Logging

/// Log lines as JSON, one object a line, on standard error: `time`, `level`, `message`, and the fields of the entry in the
/// order of their names. Written byte by byte, because there is a line for every request.
struct JSONLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    func log(event: LogEvent) {
        let line = Self.line(event, metadata, at: Int64(time(nil)))
        line.withUnsafeBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// `time` is in seconds since 1970, UTC.
    static func line(_ event: LogEvent, _ metadata: Logger.Metadata, at time: Int64) -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(300)
        line += "{\"time\":".utf8
        append(PageTime.iso(time), to: &line)
        append("level", event.level.rawValue, to: &line)
        append("message", "\(event.message)", to: &line)
        let fields = metadata.merging(event.metadata ?? [:], uniquingKeysWith: { _, own in own })
        for (key, value) in fields.sorted(by: { $0.key < $1.key }) {
            let text = "\(value)"
            if !text.isEmpty { append(key == "hb.request.id" ? "request" : key, text, to: &line) }
        }
        line += "}\n".utf8
        return line
    }

    private static func append(_ name: String, _ value: String, to line: inout [UInt8]) {
        line.append(UInt8(ascii: ","))
        append(name, to: &line)
        line.append(UInt8(ascii: ":"))
        append(value, to: &line)
    }

    /// A string of JSON (RFC 8259, section 7).
    private static func append(_ text: String, to line: inout [UInt8]) {
        line.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): line += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: line += ((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8
            default: line.append(byte)
            }
        }
        line.append(UInt8(ascii: "\""))
    }
}
