private import CCrypto

/// A SHA-256 digest (FIPS 180-4), 32 bytes.
package struct Digest: Hashable, Sendable {
    package let bytes: [UInt8]

    /// - Returns: nil unless there are exactly 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    fileprivate init(finished bytes: [UInt8]) { self.bytes = bytes }

    /// 64 lower-case hexadecimal digits.
    package var hex: String {
        String(unsafeUninitializedCapacity: 64) { buffer in
            for (index, byte) in bytes.enumerated() {
                buffer[2 * index] = Self.digit(byte >> 4)
                buffer[2 * index + 1] = Self.digit(byte & 15)
            }
            return 64
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

    /// The digest of the bytes of a text.
    package init(of text: String) {
        let hasher = SHA256()
        hasher.update(text)
        self = hasher.finish()
    }
}

/// Computes SHA-256 digests with libcrypto, one after the other.
///
/// One hasher belongs to one thread. It is kept and used again, because setting libcrypto up costs more than hashing a
/// short document.
package final class SHA256 {
    private let context: OpaquePointer

    /// Looked up once: libcrypto searches its providers for it. Never changed, so every thread may use it.
    private nonisolated(unsafe) static let algorithm: OpaquePointer = {
        guard let algorithm = EVP_MD_fetch(nil, "SHA256", nil) else {
            // Only a machine without memory or with a broken libcrypto comes here; nothing can be vouched for then.
            fatalError("libcrypto offers no SHA-256")
        }
        return algorithm
    }()

    package init() {
        guard let context = EVP_MD_CTX_new() else { fatalError("no memory for a digest") }
        self.context = context
        start()
    }

    deinit { EVP_MD_CTX_free(context) }

    private func start() {
        precondition(EVP_DigestInit_ex2(context, Self.algorithm, nil) == 1, "libcrypto refused to start a digest")
    }

    package func update(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        precondition(EVP_DigestUpdate(context, base, bytes.count) == 1, "libcrypto refused bytes of a digest")
    }

    package func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

    package func update(_ text: String) {
        var text = text
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    }

    /// The digest of everything since the last one; the hasher is ready for the next.
    package func finish() -> Digest {
        let bytes = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            precondition(EVP_DigestFinal_ex(context, buffer.baseAddress, nil) == 1, "libcrypto lost a digest")
            count = 32
        }
        start()
        return Digest(finished: bytes)
    }

    /// The digest of these bytes alone.
    package func digest(of bytes: UnsafeRawBufferPointer) -> Digest {
        update(bytes)
        return finish()
    }
}
