import ArgumentParser
import Desk

@main
struct VacaturDesk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vacatur-desk",
        abstract: "The document generation service: an HTTP API and web pages, on loopback behind a proxy."
    )

    @Option(help: ArgumentHelp("The port to listen on.", valueName: "PORT"))
    var port = 8020

    func run() async throws {
        try await DeskService(at: DeskService.Address(port: port)).run()
    }
}
