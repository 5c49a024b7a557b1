/// Tells format and encoding of a batch by its first bytes.
struct Detection {
    let encoding: BatchEncoding
    /// Bytes of a byte order mark.
    let markLength: Int
    /// Whether the file itself says that it is Unicode.
    let isMarked: Bool

    /// - Throws: `.empty`, or `.notText` for what is evidently no text.
    init(of bytes: [UInt8], file: String) throws(IntakeError) {
        if bytes.isEmpty {
            throw IntakeError(.empty, file: file, detail: "The file is empty.", hint: "Export the batch again.")
        }
        if let kind = Self.binaryKind(bytes) {
            throw IntakeError(
                .notText,
                file: file,
                detail: "The file is \(kind).",
                hint: "Save it as CSV (UTF-8) and send that."
            )
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            (encoding, markLength, isMarked) = (.utf8, 3, true)
        } else if bytes.starts(with: [0xFF, 0xFE]) {
            (encoding, markLength, isMarked) = (.utf16LittleEndian, 2, true)
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            (encoding, markLength, isMarked) = (.utf16BigEndian, 2, true)
        } else {
            (encoding, markLength, isMarked) = (try Self.unmarked(bytes, file), 0, false)
        }
    }

    /// UTF-16 without a mark shows by zero bytes in every other place.
    private static func unmarked(_ bytes: [UInt8], _ file: String) throws(IntakeError) -> BatchEncoding {
        var zeros = [0, 0]
        for (index, byte) in bytes.enumerated() where byte == 0 { zeros[index & 1] += 1 }
        let pairs = bytes.count / 2
        if pairs > 1, zeros[1] * 5 > pairs * 3, zeros[0] * 10 < pairs { return .utf16LittleEndian }
        if pairs > 1, zeros[0] * 5 > pairs * 3, zeros[1] * 10 < pairs { return .utf16BigEndian }
        if (zeros[0] + zeros[1]) * 10 > bytes.count {
            throw IntakeError(
                .notText,
                file: file,
                detail: "The file is not text.",
                hint: "Send CSV, JSON Lines or XML in UTF-8."
            )
        }
        return .utf8
    }

    private static func binaryKind(_ bytes: [UInt8]) -> String? {
        let kinds: [(magic: [UInt8], kind: String)] = [
            ([0x50, 0x4B, 0x03, 0x04], "a spreadsheet or a ZIP archive"),
            ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document"),
            (Array("%PDF".utf8), "a PDF"),
            ([0x1F, 0x8B], "compressed with gzip"),
        ]
        return kinds.first { bytes.starts(with: $0.magic) }?.kind
    }

    /// The format by the first character that is not blank. Anything that is neither JSON nor XML is read as a table.
    ///
    /// - Throws: `.unknownFormat` for a JSON array.
    func format(of bytes: [UInt8], file: String) throws(IntakeError) -> BatchFormat {
        let text = bytes.dropFirst(markLength).lazy.filter { $0 != 0 }
        switch text.first(where: { $0 != 32 && $0 != 9 && $0 != 10 && $0 != 13 }) {
        case UInt8(ascii: "<"): return .xml
        case UInt8(ascii: "{"): return .jsonLines
        case UInt8(ascii: "["):
            throw IntakeError(
                .unknownFormat,
                file: file,
                line: 1,
                column: 1,
                detail: "The file is a JSON array.",
                hint: "Write JSON Lines: one object in each line, without the brackets around them."
            )
        case nil:
            throw IntakeError(.empty, file: file, detail: "The file is blank.", hint: "Export the batch again.")
        default: return .csv
        }
    }
}
