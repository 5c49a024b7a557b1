import Cases

/// A line of the packing list.
package struct PackedFile: Hashable, Sendable {
    package let path: String
    package let title: String
    package let size: Int

    package init(path: String, title: String, size: Int) {
        self.path = path
        self.title = title
        self.size = size
    }
}

/// The cover of a packet: control totals and packing list, for the clerk who receives it.
package struct Cover: Sendable {
    package let summary: GroupSummary
    package let files: [PackedFile]
    /// Whether the packet is also there as print jobs, which hold this cover and so cannot be on its list.
    package let hasPrintJobs: Bool

    package init(summary: GroupSummary, files: [PackedFile], hasPrintJobs: Bool) {
        self.summary = summary
        self.files = files
        self.hasPrintJobs = hasPrintJobs
    }
}

let coverFields: [DocumentField<Cover>] =
    omnibusFields.map { $0.of(\.summary) } + [
        .list(
            "files",
            [
                .text("path") { $0.path },
                .text("title") { $0.title },
                .number("size") { $0.size },
            ] as [DocumentField<PackedFile>]
        ) { $0.files },
        .flag("hasPrintJobs") { $0.hasPrintJobs },
    ]
