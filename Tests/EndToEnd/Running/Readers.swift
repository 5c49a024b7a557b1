import Foundation
import Testing

/// Reads CSV as RFC 4180 has it; the program's own reader is not to judge itself.
func table(_ text: String) -> [[String: String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    var characters = Array(text.unicodeScalars)[...]
    while let scalar = characters.popFirst() {
        switch scalar {
        case "\"" where isQuoted && characters.first == "\"":
            characters.removeFirst()
            field += "\""
        case "\"": isQuoted.toggle()
        case "," where !isQuoted:
            row.append(field)
            field = ""
        case "\r" where !isQuoted: break
        case "\n" where !isQuoted:
            rows.append(row + [field])
            row = []
            field = ""
        default: field.unicodeScalars.append(scalar)
        }
    }
    guard let header = rows.first else { return [] }
    return rows.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
}

/// The figures of a manifest's own totals, by attribute, outcomes included.
func totals(ofManifest text: String) throws -> [String: Int] {
    let start = try #require(text.range(of: "<totals "))
    let end = try #require(text.range(of: "</totals>"))
    var figures: [String: Int] = [:]
    for tag in text[start.lowerBound..<end.lowerBound].split(separator: "<") {
        let parts = tag.split(separator: "\"", omittingEmptySubsequences: false)
        let pairs = stride(from: 0, to: parts.count - 1, by: 2).map {
            (parts[$0].split(separator: " ").last?.dropLast() ?? "", parts[$0 + 1])
        }
        if tag.hasPrefix("totals") {
            for (key, value) in pairs { figures[String(key)] = Int(value) }
        } else if tag.hasPrefix("outcome"), pairs.count == 2 {
            figures[String(pairs[0].1)] = Int(pairs[1].1)
        }
    }
    return figures
}

/// What `--json` printed.
func json(_ ran: Ran) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(ran.out.utf8)) as? [String: Any])
}
