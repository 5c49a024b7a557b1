package import Cases

/// Reads the days that the law sets from `base/statute.yaml`.
package enum StatutePack {
    /// Throws where the file is missing or malformed, and where a date is missing, unknown or there twice.
    package static func load(from library: TemplateLibrary) throws(PackError) -> Statute {
        let file = try library.pack("base/statute.yaml")
        func contradiction(_ message: String) -> PackError {
            PackError(.contradictory, path: file.path, message: message)
        }
        var dates: [StatutoryDate] = []
        for item in try PackDecoding.decode(StatuteFile.self, file).dates {
            guard let kind = StatutoryDate.Kind(rawValue: item.id) else {
                let known = StatutoryDate.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw contradiction("the date \"\(item.id)\" is none of \(known)")
            }
            guard let date = CalendarDate(iso: item.date) else {
                throw contradiction("\"\(item.date)\" is not a date YYYY-MM-DD")
            }
            guard !dates.contains(where: { $0.kind == kind }) else {
                throw contradiction("the date \"\(item.id)\" is there twice")
            }
            dates.append(StatutoryDate(kind: kind, date: date, meaning: item.what, citation: item.citation))
        }
        for kind in StatutoryDate.Kind.allCases where !dates.contains(where: { $0.kind == kind }) {
            throw contradiction("the date \"\(kind.rawValue)\" is missing")
        }
        return Statute(dates: dates)
    }
}
