import Hummingbird
import HummingbirdTesting
import Testing

@testable import Desk

@Suite("Health of the service")
struct HealthTests {
    @Test("A running service says that it lives")
    func live() async throws {
        try await DeskService(at: DeskService.Address()).application().test(.router) { client in
            let response = try await client.execute(uri: "/health/live", method: .get)
            #expect(response.status == .ok)
        }
    }
}
