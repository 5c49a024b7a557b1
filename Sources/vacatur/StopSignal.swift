import Glibc

/// The wish to stop: Ctrl-C or `kill`. The first one lets what is under way end; the second ends the program at once.
///
/// A pipe, because writing to one is about all that a signal handler may do, and because waiting for it and for time to
/// pass is one call.
enum StopSignal {
    private static let ends: (read: Int32, write: Int32) = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return (-1, -1) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        return (ends[0], ends[1])
    }()

    static func listen() {
        // Made here, not in the handler.
        guard ends.write >= 0 else { return }
        for signal in [SIGINT, SIGTERM] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in
                var byte: UInt8 = 1
                _ = Glibc.write(StopSignal.ends.write, &byte, 1)
            }
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
            sigaction(signal, &action, nil)
        }
    }

    static var isGiven: Bool { waits(0) }

    /// Waits so many milliseconds, or until the signal comes.
    static func wait(_ milliseconds: Int64) { _ = waits(Int32(min(milliseconds, 3_600_000))) }

    private static func waits(_ milliseconds: Int32) -> Bool {
        var end = pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0)
        return poll(&end, 1, milliseconds) > 0
    }
}
