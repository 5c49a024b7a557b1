/// A file that somebody sends to the service: what was announced, and whether it is whole. Its bytes lie in a folder of
/// the service under its id; how many have come is the size of that file.
package struct Upload: Hashable, Sendable {
    /// 32 hexadecimal digits that nobody can guess.
    package let id: String
    /// Login name of who sends it.
    package let owner: String
    /// As the sender calls it; documents cite it, the disk does not know it.
    package let name: String
    /// In bytes, as announced.
    package let size: Int64
    /// As announced, in 64 hexadecimal digits; empty where it was not announced, until the upload is whole.
    package var sha256: String
    /// All bytes have come, and their digest is the one announced, if one was.
    package var isWhole: Bool
    /// Seconds since 1970, UTC.
    package let madeAt: Int64
    /// When bytes came last.
    package var changedAt: Int64
    /// The last job that reads it; 0 for none.
    package var job: Int64

    package init(
        id: String, owner: String, name: String, size: Int64, sha256: String, isWhole: Bool = false, madeAt: Int64,
        changedAt: Int64, job: Int64 = 0
    ) {
        self.id = id
        self.owner = owner
        self.name = name
        self.size = size
        self.sha256 = sha256
        self.isWhole = isWhole
        self.madeAt = madeAt
        self.changedAt = changedAt
        self.job = job
    }
}

/// How much one sender may have lying in the service.
package struct UploadQuota: Hashable, Sendable {
    package let files: Int
    package let bytes: Int64

    package init(files: Int, bytes: Int64) {
        self.files = files
        self.bytes = bytes
    }
}
