/// How compressed streams are unpacked. A room that knows a library for it hands it in.
///
/// Not sendable: it belongs to one thread.
package struct Inflation {
    package enum Outcome: Sendable, Equatable {
        /// So many bytes were written.
        case done(Int)
        /// The space does not hold what the stream gives.
        case tooSmall
        case damaged
    }

    /// Unpacks a zlib stream (RFC 1950) into a space.
    let inflate: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) -> Outcome

    package init(inflate: @escaping (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) -> Outcome) {
        self.inflate = inflate
    }
}
