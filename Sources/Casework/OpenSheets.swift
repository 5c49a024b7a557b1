import Filings
import Glibc
import Histories

/// The sheets of a screening, open for writing. They name people, so that only their owner can read them.
struct OpenSheets {
    private let descriptors: [Sheets.Kind: Int32]

    /// What a screening leaves in its folder.
    static let fileNames = Set(Sheets.Kind.allCases.map(\.fileName) + ["summary.json"])

    init(in folder: PacketFolder, withDifferences: Bool) throws(PackingError) {
        var descriptors: [Sheets.Kind: Int32] = [:]
        for kind in Sheets.Kind.allCases where kind != .differences || withDifferences {
            descriptors[kind] = try folder.ownersFile(kind.fileName)
        }
        self.descriptors = descriptors
    }

    var files: Sheets { Sheets(descriptors) }

    func close() { for descriptor in descriptors.values { Glibc.close(descriptor) } }
}
