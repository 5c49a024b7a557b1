internal import Glibc

/// A file beside the docket that one process holds at a time. The system lets go of it when the process ends, however it ends.
package final class OfficeLock: Sendable {
    package enum Purpose: String {
        /// Serving: two services would do each other's jobs, and sweep away what the other is taking in.
        case service
        /// Doing a job: what a killed service had begun may be at work for another moment.
        case work
    }

    private let descriptor: Int32

    /// Takes the lock; nil while another process has it, unless `waits`. Throws where the file cannot be made.
    package init?(beside docket: String, for purpose: Purpose, waits: Bool = false) throws(LockFailure) {
        let path = "\(docket).\(purpose.rawValue)"
        descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw LockFailure(path: path) }
        while flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: return nil
            default: throw LockFailure(path: path)
            }
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}

package struct LockFailure: Error, CustomStringConvertible {
    package let path: String
    package var description: String { "\(path) cannot be made or locked; is the disk full or read-only?" }
}
