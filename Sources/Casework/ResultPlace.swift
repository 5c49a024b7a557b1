import FoundationEssentials
import Glibc

/// The folder that somebody named for results, checked before anything in it is replaced.
struct ResultPlace {
    let parent: String
    let name: String

    /// - Parameters:
    ///   - path: as given; what is above it is made.
    ///   - own: names of files that an earlier run left there and that may be replaced.
    /// - Throws: `CaseworkError` where the folder holds anything else.
    init(_ path: String, own: Set<String>) throws(CaseworkError) {
        let parts = path.split(separator: "/")
        guard let last = parts.last, last != ".", last != ".." else {
            throw CaseworkError(.usage, "\(path): name a folder of its own for the results")
        }
        name = String(last)
        let above = parts.dropLast().joined(separator: "/")
        parent = path.hasPrefix("/") ? "/\(above)" : above.isEmpty ? "." : above
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw CaseworkError(.storage, "\(parent): cannot be made; choose another --output")
        }
        let present = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        if let foreign = present.filter({ !own.contains($0) }).min() {
            throw CaseworkError(
                .usage,
                "\(path) holds other things (such as \(foreign)) that would be replaced; choose another --output")
        }
    }
}
