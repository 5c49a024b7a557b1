private import Yams

/// Reads a YAML file of the template folder, with errors that a clerk can act on.
enum PackDecoding {
    static func decode<Content: Decodable>(
        _ type: Content.Type, _ file: (path: String, text: String)
    ) throws(PackError) -> Content {
        do {
            return try YAMLDecoder().decode(type, from: file.text)
        } catch let error as DecodingError {
            throw PackError(.malformed, path: file.path, message: Self.message(of: error))
        } catch let error as YamlError {
            let (line, message) = YAMLFile.place(of: error)
            throw PackError(.malformed, path: "\(file.path):\(line)", message: message)
        } catch {
            throw PackError(.malformed, path: file.path, message: "the file is not YAML")
        }
    }

    private static func message(of error: DecodingError) -> String {
        func path(_ context: DecodingError.Context) -> String {
            context.codingPath.map { $0.intValue.map { "item \($0 + 1)" } ?? $0.stringValue }.joined(separator: ", ")
        }
        switch error {
        case .keyNotFound(let key, let context):
            return "\"\(key.stringValue)\" is missing\(context.codingPath.isEmpty ? "" : " in \(path(context))")"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            // Yams reports a malformed document as corrupted data, with its own error underneath.
            if let error = context.underlyingError as? YamlError {
                let (line, message) = YAMLFile.place(of: error)
                return "line \(line): \(message)"
            }
            return "the value of \(path(context)) has the wrong form"
        @unknown default: return "the file does not have the documented form"
        }
    }
}
