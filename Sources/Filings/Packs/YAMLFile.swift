import TemplateEngine
import Yams

/// Where and why a file is not YAML.
enum YAMLFile {
    /// - Returns: line 0 where it is not known.
    static func place(of error: YamlError) -> (line: Int, message: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, problem)
        case .duplicatedKeysInMapping(let keys, let context):
            (context.mark.line, "\"\(keys.first ?? "")\" is given twice")
        default: (0, "the file is not YAML")
        }
    }
}

/// A place in a YAML file that is read key by key, so that every error names its line.
package struct YAMLNode {
    /// Relative to the template folder.
    let path: String
    let node: Node

    /// Reads a whole file.
    package static func document(_ file: (path: String, text: String)) throws(PackError) -> YAMLNode {
        do {
            guard let node = try Yams.compose(yaml: file.text) else {
                throw PackError(.malformed, path: file.path, message: "the file is empty")
            }
            return YAMLNode(path: file.path, node: node)
        } catch let error as PackError {
            throw error
        } catch let error as YamlError {
            let (line, message) = YAMLFile.place(of: error)
            throw PackError(.malformed, path: line > 0 ? "\(file.path):\(line)" : file.path, message: message)
        } catch {
            throw PackError(.malformed, path: file.path, message: "the file is not YAML")
        }
    }

    package func malformed(_ message: String) -> PackError { error(.malformed, message) }
    package func contradiction(_ message: String) -> PackError { error(.contradictory, message) }

    private func error(_ code: PackError.Code, _ message: String) -> PackError {
        PackError(code, path: node.mark.map { "\(path):\($0.line)" } ?? path, message: message)
    }

    /// The entries of a mapping, in the order of the file.
    package func entries(_ what: String) throws(PackError) -> [(key: String, value: YAMLNode)] {
        guard let mapping = node.mapping else { throw malformed("\(what) has to be a list of `key: value`") }
        var entries: [(key: String, value: YAMLNode)] = []
        for (key, value) in mapping {
            guard let name = key.scalar?.string else { throw malformed("a key of \(what) is no word") }
            entries.append((name, YAMLNode(path: path, node: value)))
        }
        return entries
    }

    /// The entries of a mapping that may have these keys and no other.
    package func fields(_ what: String, _ known: [String]) throws(PackError) -> YAMLFields {
        var values: [String: YAMLNode] = [:]
        for (key, value) in try entries(what) {
            guard known.contains(key) else { throw value.unknown("key", key, known) }
            values[key] = value
        }
        return YAMLFields(what: what, place: self, values: values)
    }

    /// The items of a list, or the one item that stands without brackets.
    package func items() -> [YAMLNode] {
        guard let sequence = node.sequence else { return [self] }
        return sequence.map { YAMLNode(path: path, node: $0) }
    }

    package func isWord(_ word: String) -> Bool { node.scalar?.string == word }

    package func text() throws(PackError) -> String {
        guard let scalar = node.scalar else { throw malformed("a text is expected here") }
        return scalar.string
    }

    package func texts() throws(PackError) -> [String] {
        var texts: [String] = []
        for item in items() { texts.append(try item.text()) }
        return texts
    }

    package func number() throws(PackError) -> Int {
        guard let number = Int(try text()) else { throw malformed("\"\(try text())\" is not a whole number") }
        return number
    }

    package func bool() throws(PackError) -> Bool {
        switch try text() {
        case "true": true
        case "false": false
        case let other: throw malformed("\"\(other)\" is neither true nor false")
        }
    }

    /// What a word means, of those that are known.
    package func choice<Value>(_ kind: String, of known: [(String, Value)]) throws(PackError) -> Value {
        let word = try text()
        guard let match = known.first(where: { $0.0 == word }) else { throw unknown(kind, word, known.map(\.0)) }
        return match.1
    }

    /// Names the known word that is nearest, or all where none is near.
    package func unknown(_ kind: String, _ word: String, _ known: [String]) -> PackError {
        let help =
            NearestName.find(word, among: known).map { "did you mean \"\($0)\"?" }
            ?? "known are \(known.map { "\"\($0)\"" }.joined(separator: ", "))"
        return malformed("unknown \(kind) \"\(word)\"; \(help)")
    }
}

/// A mapping's values by their keys.
package struct YAMLFields {
    let what: String
    let place: YAMLNode
    let values: [String: YAMLNode]

    package subscript(key: String) -> YAMLNode? { values[key] }

    package func required(_ key: String) throws(PackError) -> YAMLNode {
        guard let value = values[key] else { throw place.malformed("\"\(key)\" is missing in \(what)") }
        return value
    }
}
