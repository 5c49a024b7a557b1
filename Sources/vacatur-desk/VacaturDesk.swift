import ArgumentParser
import Desk

@main
struct VacaturDesk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vacatur-desk",
        abstract: "The document generation service: an HTTP API and web pages, on loopback behind a proxy that does TLS.")

    @Option(help: ArgumentHelp("The port to listen on.", valueName: "PORT"))
    var port = 8020

    func run() async throws {
        var settings = DeskSettings(docket: "Output/docket.sqlite", templates: "Templates", results: "Output")
        settings.port = port
        try await DeskService(settings).run()
    }
}
