package import Docket
import Glibc

/// What people call a screening: `latest`, or the beginning of its identity.
struct ScreeningName {
    private let text: String

    init(_ text: String) { self.text = text }

    func find(in docket: Docket) throws -> Screening {
        let all = try docket.screenings()
        if text == "latest" {
            guard let last = all.last else {
                throw CaseworkError(.usage, "the docket has no screening; `vacatur screen` makes one")
            }
            return last
        }
        let found = all.filter { !text.isEmpty && $0.description.identity.hasPrefix(text) }
        guard let only = found.first, found.count == 1 else {
            let known = all.map { String($0.description.identity.prefix(12)) }.joined(separator: ", ")
            throw CaseworkError(
                .usage, "\(found.count) screenings begin with \"\(text)\"; there are \(known.isEmpty ? "none" : known)")
        }
        return only
    }
}

extension Docket {
    /// Opens the docket that a screening has to be in. Opening a docket makes one, and nobody should be told that an empty
    /// one has no screening when the path was wrong.
    static func existing(_ path: String) throws -> Docket {
        guard access(path, R_OK) == 0 else {
            throw CaseworkError(
                .storage, "\(path): cannot be read (\(String(cString: strerror(errno)))); name the docket with --docket"
            )
        }
        return try Docket(path: path)
    }
}

extension Docket {
    /// The screening that somebody calls `latest` or by the beginning of its identity; nil unless it is exactly one.
    package func screening(named name: String) throws -> Screening? {
        do {
            return try ScreeningName(name).find(in: self)
        } catch is CaseworkError {
            return nil
        }
    }
}
