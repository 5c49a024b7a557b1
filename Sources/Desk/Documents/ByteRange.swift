/// What part of a file is asked for (RFC 9110, section 14).
enum ByteRange: Hashable, Sendable {
    case whole
    case part(Range<Int>)
    /// Nothing of it is in the file.
    case unsatisfiable

    /// Reads a `Range` header. What is not understood, and a list of several parts, is answered with the whole file, as the
    /// standard allows.
    init(_ header: String?, of size: Int) {
        self = .whole
        guard let header, header.hasPrefix("bytes=") else { return }
        let ends = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let start = Self.number(ends[0]), let end = Self.number(ends[1]) else { return }
        switch (start, end) {
        case (nil, nil): return
        case (nil, let count?):
            self = count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)..<size)
        case (let start?, let end):
            if let end, end < start { return }
            self = start < size ? .part(start..<min(size, (end ?? size - 1) + 1)) : .unsatisfiable
        }
    }

    /// - Returns: nil for what is no number; nil inside for nothing.
    private static func number(_ text: Substring) -> Int?? {
        if text.isEmpty { return .some(nil) }
        guard text.utf8.count <= 15, text.utf8.allSatisfy({ 48...57 ~= $0 }), let number = Int(text) else { return nil }
        return .some(number)
    }
}
