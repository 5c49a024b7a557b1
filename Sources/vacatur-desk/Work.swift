import ArgumentParser
import Desk

struct Work: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Does one job of the service. The service calls this itself; it ends when its standard input does.",
        shouldDisplay: false)

    @OptionGroup var places: PlaceOptions

    @Argument(help: ArgumentHelp("The number of the job.", valueName: "JOB"))
    var job: Int64

    func run() async throws {
        let code = await Worker.run(
            job: job, docket: places.docket, output: places.output, templates: places.templates, schemas: places.schemas
        )
        throw ExitCode(code)
    }
}
