/// Writes records in one of the formats, into bytes.
struct BatchWriter: Sendable {
    private let format: Sample.Format
    private(set) var bytes: [UInt8] = []
    /// Rows of CSV written, or counts of the other formats: what an intake has to account for.
    private(set) var rows = 0

    init(_ format: Sample.Format) {
        self.format = format
        bytes.reserveCapacity(SampleOutput.portion + 65_536)
    }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func begin() {
        switch format {
        case .csv: add((CaseColumn.names + CountColumn.names).joined(separator: ",") + "\r\n")
        case .jsonLines: break
        case .xml:
            add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
            add("<!-- Invented: no person, case or address in this batch exists. -->\n")
            add("<batch xmlns=\"urn:vacatur:batch:1\">\n")
        }
    }

    mutating func end() {
        if format == .xml { add("</batch>\n") }
    }

    mutating func write(_ record: SampleRecord) {
        switch format {
        case .csv: for count in record.counts { writeRow(record, count) }
        case .jsonLines: writeLine(record)
        case .xml: writeElement(record)
        }
    }

    private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    // MARK: CSV

    private mutating func writeRow(_ record: SampleRecord, _ count: SampleCount) {
        rows += 1
        let start = bytes.count
        for value in record.values {
            addCell(value)
            bytes.append(UInt8(ascii: ","))
        }
        for value in count.values {
            addCell(value)
            bytes.append(UInt8(ascii: ","))
        }
        bytes.removeLast()
        switch record.damage {
        case .shortRow: bytes.removeLast(bytes.count - start - (bytes.count - start) / 2)
        case .longRow: add(",surplus,\"more, surplus\"")
        case .strayQuote: add("x\"x")
        case .unclosedQuote: add(",\"never closed")
        case nil: break
        }
        add("\r\n")
    }

    private mutating func addCell(_ value: String) {
        let needsQuotes = value.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 10 || byte == 13
        }
        guard needsQuotes else { return add(value) }
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    // MARK: JSON Lines

    private mutating func writeLine(_ record: SampleRecord) {
        rows += record.damage == nil ? record.counts.count : 1
        let start = bytes.count
        add("{")
        for column in CaseColumn.allCases where !record[column].isEmpty {
            addKey(CaseColumn.names[column.rawValue])
            if column == .aka { addTexts(record[column]) } else { addText(record[column]) }
            add(",")
        }
        add("\"counts\":[")
        for count in record.counts {
            add("{")
            for column in CountColumn.allCases where !count[column].isEmpty {
                addKey(CountColumn.names[column.rawValue])
                addText(count[column])
                add(",")
            }
            bytes[bytes.count - 1] = UInt8(ascii: "}")
            add(",")
        }
        bytes[bytes.count - 1] = UInt8(ascii: "]")
        switch record.damage {
        case .shortRow: bytes.removeLast((bytes.count - start) / 2)
        case .longRow: add("}}")
        case .strayQuote: add("\"}")
        case .unclosedQuote: add(",\"note\":\"never closed}")
        case nil: add("}")
        }
        add("\n")
    }

    private mutating func addKey(_ name: String) {
        addText(name)
        add(":")
    }

    private mutating func addTexts(_ joined: String) {
        add("[")
        for name in joined.split(separator: "; ") {
            addText(String(name))
            add(",")
        }
        bytes[bytes.count - 1] = UInt8(ascii: "]")
    }

    private mutating func addText(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        addEscapedText(text)
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func addEscapedText(_ text: String) {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        guard !isPlain else { return add(text) }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case ..<0x20: add("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
            default: bytes.append(byte)
            }
        }
    }

    // MARK: XML

    private mutating func writeElement(_ record: SampleRecord) {
        rows += record.counts.count
        add("<case>")
        for column in CaseColumn.allCases where !record[column].isEmpty {
            addElement(CaseColumn.names[column.rawValue], record[column])
        }
        for count in record.counts {
            add("<count>")
            for column in CountColumn.allCases where !count[column].isEmpty {
                addElement(CountColumn.names[column.rawValue], count[column])
            }
            add("</count>")
        }
        // Damage to the tags would end the file there; an element that the schema does not know ends only its case.
        if record.damage != nil { add("<surplus>more</surplus>") }
        add("</case>\n")
    }

    private mutating func addElement(_ name: String, _ text: String) {
        add("<")
        add(name)
        add(">")
        addEscapedContent(text)
        add("</")
        add(name)
        add(">")
    }

    private mutating func addEscapedContent(_ text: String) {
        let isPlain = text.utf8.allSatisfy { byte in
            byte >= 0x20 && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
        }
        guard !isPlain else { return add(text) }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): add("&amp;")
            case UInt8(ascii: "<"): add("&lt;")
            case UInt8(ascii: ">"): add("&gt;")
            // XML cannot carry these at all, but it can carry this one.
            case ..<0x20: bytes.append(0x7F)
            default: bytes.append(byte)
            }
        }
    }
}
