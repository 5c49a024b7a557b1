import ArgumentParser
import Desk
import Glibc

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves until it is told to stop (SIGTERM, SIGINT); requests under way are finished first.")

    @OptionGroup var places: PlaceOptions

    @Option(help: ArgumentHelp("The port to listen on; 0 takes a free one, which the log names.", valueName: "PORT"))
    var port = 8020

    @Option(
        help: ArgumentHelp("The address to listen on. Only this machine can reach the default.", valueName: "ADDRESS"))
    var listen = "127.0.0.1"

    @Option(
        help: ArgumentHelp(
            "A name that browsers call the service by, as the proxy passes it on; may be given more than once.",
            valueName: "NAME"))
    var host: [String] = []

    @Flag(help: "Without TLS, without a proxy, on loopback only: for trying out on one machine.")
    var insecureLoopback = false

    func validate() throws {
        guard 0...65_535 ~= port else { throw ValidationError("a port is a number from 0 to 65535") }
        if insecureLoopback, !["127.0.0.1", "::1", "localhost"].contains(listen) {
            throw ValidationError("--insecure-loopback listens on this machine only; leave --listen away")
        }
        if !insecureLoopback, host.isEmpty {
            throw ValidationError("name the service with --host, or try it out with --insecure-loopback")
        }
    }

    /// The path of this program, for the processes that do its jobs; what it was called with is no path for a later time.
    private static var program: String? {
        var path = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        return count > 0 ? String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }

    func run() async throws {
        try places.makeFolders()
        var settings = DeskSettings(docket: places.docket, templates: places.templates, results: places.output)
        settings.schemas = places.schemas
        settings.program = Self.program
        settings.listenOn = listen
        settings.port = port
        settings.hosts = host.map { $0.lowercased() }
        settings.isInsecureLoopback = insecureLoopback
        do {
            guard let lock = try OfficeLock(beside: places.docket, for: .service) else {
                Failure.write("vacatur-desk: another service is at work on \(places.docket); stop it first\n")
                throw ExitCode(75)
            }
            try await DeskService(settings).run()
            withExtendedLifetime(lock) {}
        } catch let code as ExitCode {
            throw code
        } catch {
            throw Failure.exit(for: error, places)
        }
    }
}
