internal import CDeflate

/// Compresses documents of which nothing is known beforehand. One per thread.
final class PlainDeflater {
    private let compressor: OpaquePointer

    init() {
        guard let compressor = libdeflate_alloc_compressor(1) else {
            fatalError("no memory for a compressor")
        }
        self.compressor = compressor
    }

    deinit { libdeflate_free_compressor(compressor) }

    func bound(_ count: Int) -> Int { libdeflate_deflate_compress_bound(compressor, count) }

    /// Compresses a document into a space of at least `bound` bytes.
    ///
    /// - Returns: The size of the raw DEFLATE stream.
    func deflate(_ document: UnsafeRawBufferPointer, into space: UnsafeMutableRawBufferPointer) -> Int {
        libdeflate_deflate_compress(compressor, document.baseAddress, document.count, space.baseAddress, space.count)
    }
}

/// Undoes DEFLATE, on input that nobody vouches for. One per thread.
package final class Inflater {
    private let decompressor: OpaquePointer

    package init() {
        guard let decompressor = libdeflate_alloc_decompressor() else {
            fatalError("no memory for a decompressor")
        }
        self.decompressor = decompressor
    }

    deinit { libdeflate_free_decompressor(decompressor) }

    /// Fills `space` exactly.
    /// - Returns: false unless the whole input is one stream that gives so many bytes.
    func inflate(_ stream: UnsafeRawBufferPointer, filling space: UnsafeMutableRawBufferPointer) -> Bool {
        var read = 0
        let result = libdeflate_deflate_decompress_ex(
            decompressor,
            stream.baseAddress,
            stream.count,
            space.baseAddress,
            space.count,
            &read,
            nil
        )
        return result == LIBDEFLATE_SUCCESS && read == stream.count
    }
}

/// The CRC-32 that ZIP keeps of each file (APPNOTE 4.4.7).
enum CRC32 {
    static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        libdeflate_crc32(0, bytes.baseAddress, bytes.count)
    }
}
