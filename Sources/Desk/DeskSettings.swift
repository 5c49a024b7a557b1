internal import Digests

/// How the service is run; given by the command line.
package struct DeskSettings: Sendable {
    /// Paths of the docket, the template folder, and the folder of results.
    package var docket: String
    package var templates: String
    package var results: String
    /// Folder of the official schemas of court filing, if they are installed.
    package var schemas = "Schemas"
    /// The executable of the service, which jobs are done with, each in a process of its own; nil to do them in this one.
    package var program: String?
    /// Where to listen. Nothing but loopback unless told otherwise.
    package var listenOn = "127.0.0.1"
    package var port = 8020
    /// The names that browsers call the service by, as in `desk.example.gov`. On loopback without TLS also its own.
    package var hosts: [String] = []
    /// No TLS and no proxy: for trying out on one machine, and for tests.
    package var isInsecureLoopback = false
    package var limits = Limits()
    /// What a password costs to check.
    var passwordCost = PasswordHash.Cost.standard

    package init(docket: String, templates: String, results: String) {
        self.docket = docket
        self.templates = templates
        self.results = results
    }

    /// How much of what is let through. Times are in seconds.
    package struct Limits: Sendable {
        /// A session ends when nothing was asked for so long, and in any case after the longer time.
        package var sessionIdle: Int64 = 30 * 60
        package var sessionLength: Int64 = 12 * 3_600
        /// Failed sign-ins that lock a name, and an address, for as long as so many lie within the window.
        package var failuresOfName = 8
        package var failuresOfAddress = 40
        package var failureWindow: Int64 = 15 * 60
        /// Requests a second of one user, and of one address where nobody is signed in; ten times as many at once.
        package var userRate = 500.0
        package var addressRate = 20.0
        /// Connections that are open at the same time; later ones wait in the system's queue.
        package var connections = 1_000
        /// A connection without a request is closed after this.
        package var idleConnection: Int64 = 60
    }
}
