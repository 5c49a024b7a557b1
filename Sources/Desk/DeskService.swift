internal import Hummingbird

/// The service: an HTTP server on loopback, behind a proxy that does TLS.
package struct DeskService: Sendable {
    /// Where to listen. Nothing but loopback unless told otherwise.
    package struct Address: Sendable {
        package var host: String
        package var port: Int

        package init(host: String = "127.0.0.1", port: Int = 8020) {
            self.host = host
            self.port = port
        }
    }

    private let address: Address

    package init(at address: Address) {
        self.address = address
    }

    /// Serves until the process is told to stop; requests under way are finished first.
    package func run() async throws {
        try await application().runService()
    }

    /// The application with all its routes, for the server and for tests.
    func application() -> some ApplicationProtocol {
        let router = Router()
        router.get("/health/live") { _, _ in HTTPResponse.Status.ok }
        return Application(
            router: router,
            configuration: .init(address: .hostname(address.host, port: address.port), serverName: "vacatur-desk"))
    }
}
