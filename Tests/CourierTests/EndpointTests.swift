import Courier
import Testing

@Suite struct EndpointTests {
    @Test(
        "only https, or http to this machine where that is allowed",
        arguments: [
            ("https://efm.example.org/ecf5", false, "https://efm.example.org:443"),
            ("https://EFM.example.org:8443/ecf5?court=1", false, "https://efm.example.org:8443"),
            ("http://127.0.0.1:8080/", true, "http://127.0.0.1:8080"),
            ("http://[::1]:8080/", true, "http://[::1]:8080"),
            ("http://localhost/", true, "http://localhost:80"),
        ])
    func accepted(_ text: String, _ plain: Bool, _ origin: String) throws {
        #expect(try Endpoint(text, plainLoopback: plain).origin == origin)
    }

    @Test(
        "everything else is refused, and the address is not repeated",
        arguments: [
            ("http://efm.example.org/", true), ("http://127.0.0.1/", false), ("http://127.0.0.1.example.org/", true),
            ("http://localhost.example.org/", true), ("ftp://efm.example.org/", true), ("file:///etc/passwd", true),
            ("https://user:geheim@efm.example.org/", true), ("https://efm.example.org/#part", true),
            ("https://efm.example.org/a b", true), ("efm.example.org", true), ("", true), ("https://", true),
            ("http://127.0.0.1:80@efm.example.org/", true), ("https://efm.example.org/\r\nHost: other", true),
        ])
    func refused(_ text: String, _ plain: Bool) {
        let flaw = #expect(throws: Endpoint.Flaw.self) { try Endpoint(text, plainLoopback: plain) }
        #expect(flaw?.description.contains("geheim") == false)
    }
}
