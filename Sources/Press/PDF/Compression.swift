/// How streams are compressed. A room that knows a compressor hands it in: so this one imports nothing, and the library
/// for it has one importer.
///
/// Not sendable: a compressor belongs to one thread.
package struct Compression {
    /// How many bytes so many bytes can become.
    let bound: (Int) -> Int
    /// Writes a zlib stream (RFC 1950) and returns its length.
    let compress: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) -> Int

    package init(
        bound: @escaping (Int) -> Int,
        compress: @escaping (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) -> Int
    ) {
        self.bound = bound
        self.compress = compress
    }

    func bytes(_ source: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bound(source.count)) { space, count in
            count = source.withUnsafeBytes { compress($0, UnsafeMutableRawBufferPointer(space)) }
        }
    }
}

extension Bytes {
    /// Adds the bytes of `source`, compressed.
    mutating func append(compressed source: UnsafeRawBufferPointer, with compression: Compression) {
        let bound = compression.bound(source.count)
        reserve(bound)
        let space = UnsafeMutableRawBufferPointer(start: base + count, count: bound)
        advance(compression.compress(source, space))
    }
}
