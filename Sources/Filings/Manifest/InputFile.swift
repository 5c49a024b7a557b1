/// A file of the batch that came in, as declarations and manifests name it.
package struct InputFile: Hashable, Sendable {
    /// Without folders.
    package let name: String
    /// Bytes.
    package let size: Int
    /// 64 hexadecimal digits.
    package let sha256: String
    package let rows: Int
    /// `csv, UTF-8` and the like, for people; manifests leave it out.
    package let form: String

    package init(name: String, size: Int, sha256: String, rows: Int, form: String = "") {
        self.name = name
        self.size = size
        self.sha256 = sha256
        self.rows = rows
        self.form = form
    }
}
