internal import Casework
internal import Docket
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import NIOHTTP1
internal import TemplateEngine

/// Refusals as answers: `application/problem+json` (RFC 9457) for programs, a page for people, and for people who are not
/// signed in the page where they can.
struct RefusalAnswers: Sendable {
    let pages: PageLibrary

    func answer(_ refusal: Refusal, to request: Request, _ context: DeskContext) -> Response {
        var response: Response
        if request.uri.path.hasPrefix("/api/") || request.method != .get && request.method != .post {
            response = Self.problem(refusal, context)
        } else if refusal == .notSignedIn, request.method == .get {
            response = .redirect(to: LocalTarget.signIn(for: request.uri.string))
        } else if refusal == .passwordChange {
            response = .redirect(to: "/account")
        } else {
            response = page(refusal, context)
        }
        if let seconds = refusal.retryAfter { response.headers[.retryAfter] = "\(seconds)" }
        if let offset = refusal.offset { response.headers[.uploadOffset] = "\(offset)" }
        if !refusal.allowed.isEmpty { response.headers[.allow] = refusal.allowed.joined(separator: ", ") }
        if response.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }

    private func page(_ refusal: Refusal, _ context: DeskContext) -> Response {
        let fields: PageFields = [
            "detail": .text(refusal.detail), "code": .text(refusal.code), "requestID": .text(context.requestID),
        ]
        do {
            return try pages.response(
                RefusalPage.form, fields, title: refusal.status.reasonPhrase, status: refusal.status, context)
        } catch {
            return Self.problem(refusal, context)
        }
    }

    private struct Problem: Encodable {
        let type = "about:blank"
        let title: String
        let status: Int
        let detail: String
        let code: String
        let exitCode: Int?
        let instance: String
    }

    private static func problem(_ refusal: Refusal, _ context: DeskContext) -> Response {
        let problem = Problem(
            title: refusal.status.reasonPhrase, status: refusal.status.code, detail: refusal.detail, code: refusal.code,
            exitCode: refusal.exitCode, instance: "urn:request:\(context.requestID)")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and numbers only; there is nothing in it that cannot be encoded.
        let bytes = (try? encoder.encode(problem)).map { ByteBuffer(bytes: $0) } ?? ByteBuffer()
        return Response(
            status: refusal.status, headers: [.contentType: "application/problem+json"],
            body: ResponseBody(byteBuffer: bytes))
    }
}

/// The page of a refusal.
enum RefusalPage {
    static let form = PageForm("refusal", [.text("detail"), .text("code"), .text("requestID")])
}

extension Refusal {
    /// A failure as the client is told of it. What the rooms do not promise to be free of data is not told.
    init(translating error: any Error) {
        switch error {
        case let error as Refusal: self = error
        case let error as DocketError: self = .docket(error)
        case let error as CaseworkError: self = .casework(error)
        case is NIOTooManyBytesError: self = .tooLarge
        case is CancellationError, is ChannelError:
            self.init(.requestTimeout, "gone", "The connection ended before the request did.")
        case is HTTPParserError:
            self.init(.badRequest, "bad-request", "The body of the request ended too soon, or cannot be understood.")
        case let error as HTTPError where error.status == .notFound: self = .notFound
        case let error as HTTPError:
            self.init(error.status, "bad-request", "The request cannot be understood.")
        default:
            if let failure = CommandFailure(error) {
                self = .command(failure)
                return
            }
            self.init(
                .internalServerError, "internal",
                "A fault of the program. Tell the administrator the request's id and the time.")
            exitCode = 70
        }
    }

    private static func docket(_ error: DocketError) -> Refusal {
        let code = error.code.rawValue
        var refusal: Refusal
        switch error.code {
        case .busy:
            refusal = Refusal(.serviceUnavailable, code, "Another run is writing the docket; try again in a moment.")
            (refusal.exitCode, refusal.retryAfter) = (75, 5)
        case .diskFull:
            refusal = Refusal(
                .storageIsFull, code, "The disk of the docket is full; an administrator has to make room.")
            refusal.exitCode = 73
        case .readOnly, .ioFailure, .cannotOpen, .damaged, .notADocket, .newerSchema:
            refusal = Refusal(
                .serviceUnavailable, code, "The docket cannot be used; an administrator has to look at it.")
            refusal.exitCode = 73
        case .unknownBatch, .unknownScreening, .unknownUser, .unknownToken: refusal = .notFound
        case .nameTaken: refusal = .invalid(code, "Another user signs in with this name; choose another one.")
        case .lastAdministrator:
            refusal = .invalid(code, "This is the last administrator; make another one first.")
        case .wrongStage:
            refusal = Refusal(.conflict, code, "The batch has not come so far, or is past it.")
            refusal.exitCode = 70
        default:
            refusal = Refusal(
                .internalServerError, code, "A fault of the program; tell the administrator the request's id.")
            refusal.exitCode = 70
        }
        return refusal
    }

    /// A failure of another room: what it found in the data or templates is told, where it was on the disk is not.
    private static func command(_ failure: CommandFailure) -> Refusal {
        var refusal: Refusal
        switch failure.exit {
        case 3, 64, 65: refusal = .invalid(failure.code, failure.message)
        case 75:
            refusal = Refusal(.serviceUnavailable, failure.code, "Another run is busy; try again in a moment.")
            refusal.retryAfter = 5
        default:
            refusal = Refusal(
                .serviceUnavailable, failure.code,
                "The results cannot be read or written; an administrator has to look.")
        }
        refusal.exitCode = Int(failure.exit)
        return refusal
    }

    private static func casework(_ error: CaseworkError) -> Refusal {
        let code = error.code.rawValue
        var refusal: Refusal
        switch error.code {
        case .unusableInput:
            refusal = .invalid(code, error.message)
            refusal.exitCode = 3
        case .templates:
            refusal = .invalid(code, error.message)
            refusal.exitCode = 65
        case .storage:
            refusal = Refusal(.storageIsFull, code, "The results cannot be written; an administrator has to look.")
            refusal.exitCode = 73
        case .busy:
            refusal = Refusal(.serviceUnavailable, code, "Another run is busy; try again in a moment.")
            (refusal.exitCode, refusal.retryAfter) = (75, 5)
        case .reconciliation:
            refusal = Refusal(.internalServerError, code, "A fault of the program; nothing was published.")
            refusal.exitCode = 70
        case .usage:
            refusal = .invalid(code, error.message)
            refusal.exitCode = 64
        }
        return refusal
    }
}
