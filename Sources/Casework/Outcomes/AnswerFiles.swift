import Foundation
import Glibc

/// Finds the files of answers in what was named.
enum AnswerFiles {
    /// The files themselves, and those of folders at any depth, in the order of their paths; what begins with a dot is left
    /// alone, and so are lists of problems.
    ///
    /// - Returns: the paths, each once, and the names of the lists of problems.
    static func list(_ named: [String]) throws(CaseworkError) -> (paths: [String], leftOut: [String]) {
        var paths: [String] = []
        for path in named {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw CaseworkError(.unusableInput, "\(path): there is no such file")
            }
            guard isFolder.boolValue else {
                paths.append(path)
                continue
            }
            guard let found = FileManager.default.enumerator(atPath: path) else {
                throw CaseworkError(.unusableInput, "\(path): the folder cannot be read")
            }
            let root = path.hasSuffix("/") ? path : path + "/"
            var inside: [String] = []
            for case let name as String in found where !name.split(separator: "/").contains(where: { $0.first == "." })
            {
                if found.fileAttributes?[.type] as? FileAttributeType == .typeRegular { inside.append(root + name) }
            }
            paths += inside.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
        var seen: Set<String> = []
        paths = paths.filter { seen.insert($0).inserted }
        let lists = Set(paths.filter(OutcomeLog.wrote))
        return (
            paths.filter { !lists.contains($0) },
            lists.map { String($0.split(separator: "/").last ?? "") }.sorted()
        )
    }

    /// Whether the first character that is not blank is a `<`, in whatever encoding.
    static func isXML(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var beginning = [UInt8](repeating: 0, count: 1_024)
        let count = read(descriptor, &beginning, beginning.count)
        let marks: Set<UInt8> = [0, 9, 10, 13, 32, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF]
        return beginning.prefix(max(count, 0)).first { !marks.contains($0) } == UInt8(ascii: "<")
    }
}
