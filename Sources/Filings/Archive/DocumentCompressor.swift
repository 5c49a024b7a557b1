internal import TemplateEngine

/// Compresses documents into an archive: by their template where they have one, else like any other bytes.
package final class DocumentCompressor {
    private let plain = PlainDeflater()
    private var templates = TemplateDeflater()
    private var space = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1_024, alignment: 64)

    package init() {}

    deinit { space.deallocate() }

    func add(
        _ document: borrowing Output,
        _ code: TemplateCode?,
        _ name: [UInt8],
        to archive: ZipWriter
    ) throws(PackingError) {
        if let code, let size = deflate(document, code) {
            try document.withBytes { (bytes) throws(PackingError) in try add(bytes, size, name, to: archive) }
        } else {
            try document.withBytes { (bytes) throws(PackingError) in try addPlain(bytes, name, to: archive) }
        }
    }

    package func add(_ bytes: [UInt8], _ name: [UInt8], to archive: ZipWriter) throws(PackingError) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(PackingError) in
            try addPlain(UnsafeRawBufferPointer(bytes), name, to: archive)
        }
    }

    /// Adds what is compressed already, such as a PDF, as it is.
    package func store(_ bytes: [UInt8], _ name: [UInt8], to archive: ZipWriter) throws(PackingError) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(PackingError) in
            let bytes = UnsafeRawBufferPointer(bytes)
            try archive.add(
                name, method: ZipFormat.stored, checksum: CRC32.checksum(bytes), size: bytes.count, bytes)
        }
    }

    private func deflate(_ document: borrowing Output, _ code: TemplateCode) -> Int? {
        reserve(TemplateDeflater.bound(document.count, code))
        return document.withBytes { bytes in
            document.withPieces { pieces in templates.deflate(bytes, pieces, code, into: space) }
        }
    }

    private func addPlain(
        _ bytes: UnsafeRawBufferPointer,
        _ name: [UInt8],
        to archive: ZipWriter
    ) throws(PackingError) {
        reserve(plain.bound(bytes.count))
        try add(bytes, plain.deflate(bytes, into: space), name, to: archive)
    }

    private func add(
        _ bytes: UnsafeRawBufferPointer,
        _ compressed: Int,
        _ name: [UInt8],
        to archive: ZipWriter
    ) throws(PackingError) {
        // Bytes that do not get smaller go in as they are.
        let isSmaller = compressed < bytes.count
        try archive.add(
            name,
            method: isSmaller ? ZipFormat.deflated : ZipFormat.stored,
            checksum: CRC32.checksum(bytes),
            size: bytes.count,
            isSmaller ? UnsafeRawBufferPointer(rebasing: space[0..<compressed]) : bytes
        )
    }

    private func reserve(_ count: Int) {
        guard space.count < count else { return }
        space.deallocate()
        space = .allocate(byteCount: count + count / 2, alignment: 64)
    }
}
