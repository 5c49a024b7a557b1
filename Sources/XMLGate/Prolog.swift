/// Looks at what stands before the root element, and refuses a document type declaration before any parser sees it.
enum Prolog {
    static func check(_ beginning: [UInt8]) throws(XMLGateError) {
        var cursor = try Cursor(beginning)
        while true {
            cursor.skipBlanks()
            if cursor.skip("<?") {
                guard cursor.skipPast("?>") else { return try cursor.unfinished() }
            } else if cursor.skip("<!--") {
                guard cursor.skipPast("-->") else { return try cursor.unfinished() }
            } else if cursor.skip("<!") {
                throw XMLGateError(
                    .doctype,
                    line: cursor.line,
                    column: 1,
                    message: "a document type declaration is not accepted"
                )
            } else {
                return
            }
        }
    }

    /// Steps through the ASCII characters of UTF-8 or UTF-16 text.
    private struct Cursor {
        private let bytes: [UInt8]
        private var index: Int
        private let unit: Int
        private let low: Int
        private(set) var line = 1

        init(_ bytes: [UInt8]) throws(XMLGateError) {
            self.bytes = bytes
            let first = bytes.prefix(4) + Array(repeating: 1, count: max(0, 4 - bytes.count))
            switch (first[0], first[1], first[2], first[3]) {
            case (0, 0, _, _), (0xFF, 0xFE, 0, 0), (_, 0, 0, 0), (0x4C, 0x6F, _, _):
                throw XMLGateError(.encoding, message: "the document is neither UTF-8 nor UTF-16")
            case (0xFE, 0xFF, _, _): (index, unit, low) = (2, 2, 1)
            case (0xFF, 0xFE, _, _): (index, unit, low) = (2, 2, 0)
            case (0, _, _, _): (index, unit, low) = (0, 2, 1)
            case (_, 0, _, _): (index, unit, low) = (0, 2, 0)
            case (0xEF, 0xBB, 0xBF, _): (index, unit, low) = (3, 1, 0)
            default: (index, unit, low) = (0, 1, 0)
            }
        }

        private func character(at position: Int) -> UInt8? {
            guard position + unit <= bytes.count else { return nil }
            if unit == 2, bytes[position + 1 - low] != 0 { return 0xFF }
            return bytes[position + low]
        }

        private mutating func step() {
            if character(at: index) == UInt8(ascii: "\n") { line += 1 }
            index += unit
        }

        mutating func skipBlanks() {
            while let character = character(at: index), character == 32 || (9...13).contains(character) { step() }
        }

        private func isAt(_ text: StaticString) -> Bool {
            for offset in 0..<text.utf8CodeUnitCount
            where character(at: index + offset * unit) != text.utf8Start[offset] {
                return false
            }
            return true
        }

        mutating func skip(_ text: StaticString) -> Bool {
            guard isAt(text) else { return false }
            index += text.utf8CodeUnitCount * unit
            return true
        }

        mutating func skipPast(_ text: StaticString) -> Bool {
            while index + unit <= bytes.count {
                if skip(text) { return true }
                step()
            }
            return false
        }

        /// A prolog that the whole read-ahead does not finish is refused; a short document is the parser's to judge.
        func unfinished() throws(XMLGateError) {
            guard bytes.count >= ByteSource.prologLimit else { return }
            throw XMLGateError(.tooLong, line: line, message: "more than 64 KiB stand before the root element")
        }
    }
}
