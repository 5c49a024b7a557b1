internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Answers of the API.
enum JSONReply {
    static func of(
        _ value: some Encodable, _ headers: HTTPFields = [:], status: HTTPResponse.Status = .ok
    ) throws -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: try bytes(value))))
    }

    /// Something was made, and where it is now.
    static func created(_ value: some Encodable, at place: String, _ headers: HTTPFields = [:]) throws -> Response {
        var headers = headers
        headers[.location] = place
        return try of(value, headers, status: .created)
    }

    /// A text that is JSON already.
    static func text(_ json: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: json)))
    }

    private static func bytes(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }
}

/// What a request of the API brings.
enum JSONBody {
    /// Reads the body.
    ///
    /// - Throws: 413 beyond the limit, 415 for another kind of body, 400 for what is no JSON, 422 for JSON of another form.
    static func read<Value: Decodable>(
        _ type: Value.Type, from request: Request, atMost limit: Int = 65_536
    ) async throws -> Value {
        let kind = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased() ?? ""
        guard kind == "application/json" else {
            throw Refusal(.unsupportedMediaType, "media-type", "Send the request as application/json.")
        }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw Refusal.tooLarge
        }
        do {
            return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
        } catch DecodingError.dataCorrupted {
            throw Refusal(.badRequest, "bad-json", "The body of the request is no JSON.")
        } catch DecodingError.keyNotFound(let key, _) {
            throw Refusal.invalid("missing-field", "The request lacks the field \(key.stringValue).")
        } catch DecodingError.typeMismatch(_, let place), DecodingError.valueNotFound(_, let place) {
            let field = place.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
            throw Refusal.invalid("wrong-type", "The field \(field) is of another type.")
        }
    }
}

/// JSON of whatever form, as it is passed on.
enum JSONValue: Hashable, Codable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}
