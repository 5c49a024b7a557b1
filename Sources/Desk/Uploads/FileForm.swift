internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// A form with a file, read as it comes: fields in their order, the file piece by piece.
struct FileForm {
    /// Bytes of the whole body, which the file cannot exceed.
    let length: Int64
    private var reader: MultipartReader
    private var body: RequestBody.AsyncIterator
    private var events: [MultipartReader.Event] = []

    /// Bytes of a field that is no file.
    private static let fieldLimit = 256

    /// - Throws: 415 for another kind of body, 411 without its length.
    init(_ request: Request) throws(Refusal) {
        guard let reader = MultipartReader(contentType: request.headers[.contentType] ?? "") else {
            throw Refusal(.unsupportedMediaType, "media-type", "Send the form as multipart/form-data.")
        }
        guard let length = request.headers[.contentLength].flatMap(Int64.init), length >= 0 else {
            throw Refusal(.lengthRequired, "length-required", "Say with Content-Length how long the form is.")
        }
        self.length = length
        self.reader = reader
        body = request.body.makeAsyncIterator()
    }

    /// The value of the next field.
    ///
    /// - Throws: 400 if it is another, or too long.
    mutating func text(of name: String) async throws -> String {
        guard case .part(name, nil)? = try await next() else { throw Refusal.badForm }
        var bytes: [UInt8] = []
        while let more = try await nextPiece() {
            bytes += more
            guard bytes.count <= Self.fieldLimit else { throw Refusal.badForm }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Refusal.badForm }
        return text
    }

    /// Goes to the next field, which is a file.
    ///
    /// - Returns: its name as the sender calls it.
    /// - Throws: 400 if it is no such file, 422 where none was chosen.
    mutating func fileName(of name: String) async throws -> String {
        guard case .part(name, let file?)? = try await next() else { throw Refusal.badForm }
        guard !file.isEmpty else { throw Refusal.invalid("no-file", "Choose a file first.") }
        return file
    }

    /// More of the file; nil at its end.
    ///
    /// - Throws: 400 where the form was cut off.
    mutating func nextBytes() async throws -> ByteBuffer? { try await nextPiece().map { ByteBuffer(bytes: $0) } }

    private mutating func nextPiece() async throws -> [UInt8]? {
        guard let event = try await next() else { throw Refusal.badForm }
        if case .bytes(let bytes) = event { return bytes }
        events.insert(event, at: 0)
        return nil
    }

    private mutating func next() async throws -> MultipartReader.Event? {
        while events.isEmpty {
            guard let buffer = try await body.next() else { return nil }
            events = try reader.take(buffer.readableBytesView)
        }
        return events.removeFirst()
    }
}
