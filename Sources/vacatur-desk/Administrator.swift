import ArgumentParser
import Desk
import Docket
import Glibc

struct Administrator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes an administrator, or gives one who cannot sign in any more a new password.",
        discussion: """
            Prints a password once, which has to be changed at the first sign-in. With --password the password is asked \
            for without being shown, or read from standard input if that is no terminal, and holds.
            """)

    @OptionGroup var places: PlaceOptions

    @Argument(help: ArgumentHelp("The name to sign in with.", valueName: "NAME"))
    var name: String

    @Option(help: ArgumentHelp("The person's full name, as in the audit chain.", valueName: "FULL NAME"))
    var fullName = ""

    @Flag(help: "Ask for the password, or read it from standard input.")
    var password = false

    func validate() throws {
        guard UserName(name) != nil else {
            throw ValidationError("NAME has 2 to 64 letters a to z, digits, and . - _ @, and begins with a letter")
        }
    }

    func run() async throws {
        let typed = password ? try TypedPassword.read(for: name) : nil
        try places.makeFolders()
        do {
            let made = try FirstAdministrator.make(
                name, fullName: fullName.isEmpty ? name : fullName, password: typed, docket: places.docket,
                at: Int64(time(nil)))
            if typed == nil { print("\(made.password)") }
            Failure.write("\(made.isNew ? "made" : "changed the password of") administrator \(name)\n")
        } catch {
            throw Failure.exit(for: error, places)
        }
    }
}

/// A password typed by somebody, or piped in.
enum TypedPassword {
    static func read(for name: String) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else { return try checked(readLine() ?? "", name) }
        let first = try checked(ask("Password for \(name): "), name)
        guard ask("The same again: ") == first else { throw ValidationError("the two passwords differ") }
        return first
    }

    private static func checked(_ password: String, _ name: String) throws -> String {
        if let problem = PasswordRules.problem(with: password, of: name) { throw ValidationError(problem) }
        return password
    }

    /// Reads a line without showing it.
    private static func ask(_ question: String) -> String {
        var shown = termios()
        tcgetattr(STDIN_FILENO, &shown)
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            Failure.write("\n")
        }
        Failure.write(question)
        return readLine() ?? ""
    }
}
