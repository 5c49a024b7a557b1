/// Where the folder of a batch, or of a screening's results, is.
package enum BatchPlace {
    /// The docket that lies beside it, where no other is named.
    package static func docket(beside batch: String) -> String {
        let output = (try? split(batch))?.output ?? "."
        return "\(output)/docket.sqlite"
    }

    /// The folder that it is in, and its name.
    static func split(_ path: String) throws(CaseworkError) -> (output: String, name: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard let name = parts.last else {
            throw CaseworkError(.usage, "name the folder of a batch, such as Output/2020-02-13-1f0c2a9e")
        }
        let parent = parts.dropLast().joined(separator: "/")
        let root = path.hasPrefix("/") ? "/" : ""
        return (root.isEmpty && parent.isEmpty ? "." : root + parent, String(name))
    }
}
