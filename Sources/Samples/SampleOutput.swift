import Glibc

/// Where samples go.
enum SampleOutput {
    /// When it is time to hand bytes on.
    static let portion = 1 << 18

    static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SampleError) {
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done)
            }
            if written > 0 {
                done += written
            } else if errno != EINTR {
                throw SampleError(errorNumber: errno)
            }
        }
    }
}

/// The sample could not be written.
package struct SampleError: Error, Hashable, CustomStringConvertible {
    /// The system's `errno`.
    package let errorNumber: Int32

    package var description: String { "the sample cannot be written: " + String(cString: strerror(errorNumber)) }
}
