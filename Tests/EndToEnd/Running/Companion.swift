import Foundation
import Glibc
import Testing

/// A program that lives beside a test: a court, a service, a browser. It is killed with this value, and also when the tests are.
///
/// Not by Foundation's `Process`, which knows that a child has ended from a socket that nobody holds any more: a program that
/// lives on would hold those of all that begin at the same moment, and they would be waited for until it ends. This one lets
/// go of everything that it was not given.
final class Companion: Sendable {
    private let watcher: pid_t
    /// The watcher kills the program when this is closed.
    private let lifeline: Int32

    /// Lets go of what was inherited, begins the program in the folder of the test, and kills it when the standard input ends.
    private static let watch = """
        for open in /proc/$$/fd/*; do number=${open##*/}; ((number > 4)) && eval "exec $number>&-"; done
        cd "$0"
        "$@" </dev/null & child=$!
        exec 3<&0 4>&-
        { read -r _ <&3; kill -9 $child; } & reader=$!
        wait $child
        kill $reader
        """

    /// `words` are the program and its arguments; `errors` is the file that its standard error goes to. It has `pipes` as its
    /// descriptors 3 and 4, and only it.
    init(_ words: [String], in scratch: Scratch, errors: String? = nil, pipes: (Int32, Int32)? = nil) throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(
            &actions, STDERR_FILENO, errors.map { scratch.path($0) } ?? "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0o600
        )
        if let pipes {
            posix_spawn_file_actions_adddup2(&actions, pipes.0, 3)
            posix_spawn_file_actions_adddup2(&actions, pipes.1, 4)
        }
        var arguments = (["/bin/bash", "-c", Self.watch, scratch.path] + words).map { strdup($0) } + [nil]
        var process: pid_t = 0
        let failure = posix_spawn(&process, "/bin/bash", &actions, nil, &arguments, environ)
        for argument in arguments { free(argument) }
        posix_spawn_file_actions_destroy(&actions)
        close(ends[0])
        try #require(failure == 0)
        watcher = process
        lifeline = ends[1]
    }

    var isRunning: Bool { waitpid(watcher, nil, WNOHANG) == 0 }

    deinit {
        close(lifeline)
        waitpid(watcher, nil, 0)
    }
}
