import Glibc

/// Keeps two runs from writing the same batch folder. The lock goes with the process, however it ends; the empty file
/// stays, because removing it would let two runs lock two files of the same name.
struct RunLock: ~Copyable {
    private let descriptor: Int32

    init(folder: String, name: String) throws(CaseworkError) {
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
            throw CaseworkError(.storage, "\(folder): cannot be made (\(String(cString: strerror(errno))))")
        }
        descriptor = Glibc.open("\(folder)/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw CaseworkError(
                .storage, "\(folder): cannot be written to (\(String(cString: strerror(errno)))); choose another --output")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw CaseworkError(.busy, "another run is writing to \(folder); wait until it has finished")
        }
    }

    func release() {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
