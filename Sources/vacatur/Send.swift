import ArgumentParser
import Casework
import Courier
import Glibc

struct Send: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send the messages of a batch to the courts.",
        discussion: """
            Every request that `vacatur efile` has made goes to the court's address (`sending` in court-policy.yaml), over \
            https only, and what the court answers at once, received or rejected, is recorded in the docket. What fails is \
            tried again after a wait; what left without an answer is asked about before it is sent again, also after a \
            kill: nothing is filed twice. Ctrl-C ends after the requests that are under way. Start it again to go on.

            The court's credentials come from a file that only you can read (`user: NAME` and `password: SECRET`, or \
            `token: SECRET`), or from VACATUR_COURT_USER and VACATUR_COURT_PASSWORD, or VACATUR_COURT_TOKEN.

            Exit code 2 if something was not received: rejected, given up, in doubt, or still waiting.
            """
    )

    @Argument(
        help: "The folder of a batch, or an e-filing folder, such as that of what was rejected and made anew.",
        completion: .directory)
    var batch: String

    @Option(help: ArgumentHelp("Only this jurisdiction.", valueName: "ID"))
    var jurisdiction: String?

    @Flag(help: "Show how far the requests have come, and send nothing.")
    var status = false

    @Flag(help: "Try again what was given up.")
    var retry = false

    @Option(help: ArgumentHelp("The court's address, in place of the policy's.", valueName: "URL"))
    var endpoint: String?

    @Option(help: ArgumentHelp("The court's credentials.", valueName: "FILE"), completion: .file())
    var credentials: String?

    @Option(
        help: ArgumentHelp("Certificates to trust, in place of the system's (PEM).", valueName: "FILE"),
        completion: .file())
    var caFile: String?

    @Option(
        help: ArgumentHelp("Your own certificate, where the court wants one (PEM).", valueName: "FILE"),
        completion: .file())
    var clientCertificate: String?

    @Option(help: ArgumentHelp("The key of that certificate (PEM).", valueName: "FILE"), completion: .file())
    var clientKey: String?

    @Flag(help: "Let an address on this machine be http, to try things out.")
    var plainLoopback = false

    @Option(
        help: ArgumentHelp("The docket; beside the batch unless told otherwise.", valueName: "FILE"),
        completion: .file())
    var docket: String?

    @OptionGroup var templateFolder: TemplateFolderOption

    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        let docket = docket ?? BatchPlace.docket(beside: batch)
        let display = ProgressDisplay()
        do {
            if status {
                let status = try SendingStatus(of: batch, docket: docket)
                return print(json ? try status.json : SendingTable.text(of: status), terminator: "")
            }
            let request = SendingRequest(
                batch: batch, jurisdiction: jurisdiction, templates: templateFolder.path, docket: docket,
                endpoint: endpoint, plainLoopback: plainLoopback, credentials: try courtCredentials(),
                settings: CourierSettings(authorities: caFile, certificate: clientCertificate, key: clientKey),
                again: retry)
            StopSignal.listen()
            let report = try await SendingRun(
                request, clock: .system,
                connect: { endpoint, credentials, settings throws(CourierError) in
                    let courier = try Courier(to: endpoint, as: credentials, settings)
                    return { body, headers throws(CourierError) in try courier.post(body, headers: headers) }
                }, progress: display.show
            ).run()
            display.finish()
            print(json ? try report.json : SendingTable.text(of: report), terminator: "")
            if !report.isComplete { throw ExitCode(2) }
        } catch {
            display.finish()
            throw Failure.exit(for: error, docket: docket, folder: "\(batch)/")
        }
    }

    private func courtCredentials() throws -> Credentials? {
        do {
            if let credentials { return try Credentials(file: credentials) }
            return try Credentials.fromEnvironment { name in getenv(name).map { String(cString: $0) } }
        } catch {
            throw CaseworkError(.usage, "\(error)")
        }
    }
}

extension SendingClock {
    static let system = SendingClock(
        now: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
        },
        wait: { StopSignal.wait($0) }, isStopping: { StopSignal.isGiven })
}
