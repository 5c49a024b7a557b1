internal import Glibc

/// Takes `multipart/form-data` apart (RFC 7578; RFC 2046, section 5.1.1) as its bytes come, whatever the pieces. Holds no more
/// of a part than could still be the line that ends it.
struct MultipartReader {
    enum Event: Equatable {
        /// A field begins; `file` is its file's name, as the sender calls it, if it is one.
        case part(name: String, file: String?)
        case bytes([UInt8])
        /// Nothing more counts.
        case end
    }

    private enum Place {
        case preamble, delimiter, head, content, epilogue
    }

    /// Bytes of the head of a part; browsers send a few hundred.
    private static let headLimit = 8_192
    private static let lineBreak: [UInt8] = [0x0D, 0x0A]

    private let delimiter: [UInt8]
    private var place = Place.preamble
    /// Bytes that were not taken apart yet. A body begins as if behind a line break.
    private var rest = lineBreak

    /// Reads for the boundary of a `Content-Type` header.
    ///
    /// - Returns: nil if that is of another kind, or has no sound boundary.
    init?(contentType: String) {
        let parts = contentType.split(separator: ";")
        guard let kind = parts.first, kind.lowercased().allSatisfy({ $0 != " " }),
            kind.lowercased() == "multipart/form-data",
            let field = parts.dropFirst().first(where: { $0.drop { $0 == " " }.lowercased().hasPrefix("boundary=") }),
            let value = field.split(separator: "=", maxSplits: 1).last
        else { return nil }
        let boundary = value.hasPrefix("\"") && value.hasSuffix("\"") ? value.dropFirst().dropLast() : value
        guard 1...70 ~= boundary.utf8.count, boundary.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "\"") })
        else { return nil }
        delimiter = Self.lineBreak + Array("--\(boundary)".utf8)
    }

    /// Takes the next bytes.
    ///
    /// - Returns: what they bring to its end.
    /// - Throws: 400 for bytes that are no such form.
    mutating func take(_ bytes: some Sequence<UInt8>) throws(Refusal) -> [Event] {
        rest += bytes
        var events: [Event] = []
        while let event = try next() { events.append(event) }
        return events
    }

    /// Whether the form has come to its end; a body that stops before was cut off.
    var isWhole: Bool { place == .epilogue }

    private mutating func next() throws(Refusal) -> Event? {
        while true {
            switch place {
            case .preamble:
                guard let start = position(of: delimiter) else {
                    rest.removeFirst(max(0, rest.count - delimiter.count + 1))
                    return nil
                }
                rest.removeFirst(start + delimiter.count)
                place = .delimiter
            case .delimiter:
                guard rest.count >= 2 else { return nil }
                if rest.starts(with: [0x2D, 0x2D]) {
                    place = .epilogue
                    return .end
                }
                guard rest.starts(with: Self.lineBreak) else { throw .badForm }
                place = .head
            case .head:
                // The line break behind the delimiter is the one before the first header.
                guard let end = position(of: Self.lineBreak + Self.lineBreak) else {
                    guard rest.count <= Self.headLimit else { throw .badForm }
                    return nil
                }
                let part = try Self.part(rest[..<end])
                rest.removeFirst(end + 4)
                place = .content
                return part
            case .content:
                return try content()
            case .epilogue:
                rest.removeAll()
                return nil
            }
        }
    }

    private mutating func content() throws(Refusal) -> Event? {
        if let end = position(of: delimiter) {
            let bytes = Array(rest[..<end])
            rest.removeFirst(end + delimiter.count)
            place = .delimiter
            return bytes.isEmpty ? try next() : .bytes(bytes)
        }
        let safe = rest.count - delimiter.count + 1
        guard safe > 0 else { return nil }
        let bytes = Array(rest[..<safe])
        rest.removeFirst(safe)
        return .bytes(bytes)
    }

    /// Where a pattern that begins with a line break stands.
    private func position(of pattern: [UInt8]) -> Int? {
        rest.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var start = 0
            while bytes.count - start >= pattern.count,
                let found = memchr(base + start, Int32(pattern[0]), bytes.count - start - pattern.count + 1)
            {
                if memcmp(found, pattern, pattern.count) == 0 { return base.distance(to: found) }
                start = base.distance(to: found) + 1
            }
            return nil
        }
    }

    /// `Content-Disposition: form-data; name="file"; filename="list.csv"`, in which browsers write `%22` for a quotation mark.
    private static func part(_ head: ArraySlice<UInt8>) throws(Refusal) -> Event {
        guard let text = String(validating: head, as: UTF8.self) else { throw .badForm }
        for line in text.split(whereSeparator: \.isNewline) where line.lowercased().hasPrefix("content-disposition:") {
            guard let name = value(of: " name=", in: line) else { break }
            return .part(name: name, file: value(of: " filename=", in: line))
        }
        throw .badForm
    }

    private static func value(of name: String, in line: Substring) -> String? {
        guard let start = line.firstRange(of: name + "\"")?.upperBound, let end = line[start...].firstIndex(of: "\"")
        else { return nil }
        return String(line[start..<end].replacing("%22", with: "\""))
    }
}
