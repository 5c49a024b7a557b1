import Foundation
import Mustache

// Fills the flattened template with swift-mustache:
//
//     SwiftMustachePeer flat.mustache contexts.jsonl write FILE
//     SwiftMustachePeer flat.mustache contexts.jsonl time SECONDS

/// JSON as the library likes its values: dictionaries, arrays, texts and flags, without Foundation's boxes.
func plain(_ value: Any) -> Any {
    if let object = value as? [String: Any] { return object.mapValues(plain) }
    if let list = value as? [Any] { return list.map(plain) }
    if let text = value as? String { return text }
    return (value as? Bool) ?? false
}

func main(_ arguments: [String]) throws {
    let template = try MustacheTemplate(string: String(contentsOf: URL(filePath: arguments[0]), encoding: .utf8))
    let lines = try Data(contentsOf: URL(filePath: arguments[1])).split(separator: 10)
    let cases = try lines.map { plain(try JSONSerialization.jsonObject(with: $0)) }
    if arguments[2] == "write" {
        var output = ""
        for values in cases { output += template.render(values) }
        try Data(output.utf8).write(to: URL(filePath: arguments[3]))
        return
    }
    let limit = Double(arguments[3]) ?? 1
    let start = processSeconds()
    var documents = 0
    var bytes = 0
    while processSeconds() - start < limit {
        for values in cases[(documents % cases.count)...].prefix(100) {
            bytes += template.render(values).utf8.count
            documents += 1
        }
    }
    print("{\"documents\": \(documents), \"bytes\": \(bytes), \"seconds\": \(processSeconds() - start)}")
}

/// Seconds of processor time that this process has used.
func processSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

do {
    try main(Array(CommandLine.arguments.dropFirst()))
} catch {
    print("SwiftMustachePeer: \(error)")
    exit(1)
}
