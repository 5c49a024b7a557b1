internal import Digests

/// The last element of every manifest: the digest of all that stands before it.
package enum ManifestSeal {
    /// Whether a manifest is as it was written; its root has this name.
    package static func holds(in bytes: [UInt8], root: String) -> Bool {
        let ending = Array("\"/>\n</\(root)>\n".utf8)
        let opening = Array("<seal sha256=\"".utf8)
        let start = bytes.count - ending.count - 64 - opening.count
        guard start > 0, bytes.suffix(ending.count).elementsEqual(ending),
            bytes[start..<start + opening.count].elementsEqual(opening)
        else { return false }
        let hasher = SHA256()
        let digest = bytes.withUnsafeBytes { hasher.digest(of: UnsafeRawBufferPointer(rebasing: $0[0..<start])) }
        return bytes[(start + opening.count)..<(start + opening.count + 64)].elementsEqual(digest.hex.utf8)
    }
}
