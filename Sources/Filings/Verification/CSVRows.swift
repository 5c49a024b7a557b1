/// Reads CSV as `CSVText` writes it, row by row in flat memory.
package final class CSVRows {
    /// Why the rest cannot be read.
    package struct Flaw: Error {
        package let row: Int
        package let message: String
    }

    private let file: CheckedFile
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    private var position = 0
    private var end = 0
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// Of the current row, the header being 1.
    package private(set) var row = 0

    private static let largestRow = 1 << 20

    init(_ file: CheckedFile) { self.file = file }

    deinit { buffer.deallocate() }

    /// Opens a list of these columns, behind its header.
    ///
    /// - Returns: nil if it cannot be opened, which is found where its digest is checked; or if it has other columns, which
    ///   the log gets under the code.
    package static func list(
        _ path: String, of columns: [String], in folder: CheckedFolder,
        otherwise code: VerificationFinding.Code, _ log: VerificationLog
    ) -> CSVRows? {
        guard case .file(let file) = folder.open(path) else { return nil }
        let rows = CSVRows(file)
        let isHeader = (try? rows.next()) ?? false
        guard isHeader, rows.fieldCount == columns.count,
            columns.indices.allSatisfy({ rows[$0].elementsEqual(columns[$0].utf8) })
        else {
            log.add(code, folder.place(path), "its columns are not those of such a list")
            return nil
        }
        return rows
    }

    package var fieldCount: Int { ends.count }

    /// A field of the current row, without quotes; empty if the row has none such.
    package subscript(index: Int) -> ArraySlice<UInt8> {
        guard index < ends.count else { return [] }
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    package func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

    /// Steps to the next row.
    ///
    /// - Returns: false at the end of the file.
    /// - Throws: If the row is not as `CSVText` writes rows.
    package func next() throws(Flaw) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        guard var byte = try take() else { return false }
        row += 1
        while true {
            let isQuoted = byte == UInt8(ascii: "\"")
            byte = isQuoted ? try quoted() : try plain(byte)
            ends.append(bytes.count)
            if byte == 0x0D {
                guard try take() == 0x0A else { throw flaw("a line that does not end with CR LF") }
                return true
            }
            guard byte == UInt8(ascii: ","), let following = try take() else { throw flaw("a row that does not end") }
            byte = following
        }
    }

    /// - Returns: the byte behind the field.
    private func plain(_ first: UInt8) throws(Flaw) -> UInt8 {
        var byte = first
        while byte != UInt8(ascii: ","), byte != 0x0D {
            guard byte != 0x0A, byte != UInt8(ascii: "\"") else { throw flaw("a stray quote or line break") }
            bytes.append(byte)
            takeRun()
            byte = try some()
        }
        return byte
    }

    /// Takes what the buffer has up to the next byte with a meaning.
    private func takeRun() {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[position..<end])
        let count = rest.firstIndex { $0 == UInt8(ascii: ",") || $0 < 0x20 || $0 == UInt8(ascii: "\"") } ?? rest.count
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: rest[0..<count]))
        position += count
    }

    private func quoted() throws(Flaw) -> UInt8 {
        while true {
            let byte = try some()
            guard byte == UInt8(ascii: "\"") else {
                bytes.append(byte)
                if byte != UInt8(ascii: ",") { takeRun() }
                continue
            }
            let following = try some()
            guard following == UInt8(ascii: "\"") else { return following }
            bytes.append(following)
        }
    }

    private func some() throws(Flaw) -> UInt8 {
        guard bytes.count < Self.largestRow, let byte = try take() else { throw flaw("a row that does not end") }
        return byte
    }

    @inline(__always)
    private func take() throws(Flaw) -> UInt8? {
        if position == end {
            guard let count = file.read(into: buffer) else { throw flaw("the file cannot be read further") }
            position = 0
            end = count
            if count == 0 { return nil }
        }
        defer { position += 1 }
        return buffer[position]
    }

    private func flaw(_ message: String) -> Flaw { Flaw(row: row, message: message) }
}
