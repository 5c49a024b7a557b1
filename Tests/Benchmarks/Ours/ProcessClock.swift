import Glibc

/// Processor time: what one thread used, whatever else the machine was doing.
enum ProcessClock {
    /// Seconds of processor time that the process has used so far.
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
