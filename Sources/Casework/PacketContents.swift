import Filings

/// Everything written into one packet so far.
struct PacketContents {
    private(set) var list = ListedCases()
    private(set) var challenges = ListedChallenges()
    private(set) var volumes: [Volume] = []
    private(set) var files: [FileEntry] = []
    private(set) var jobs: [PrintJob] = []

    mutating func add(_ product: PacketBuild.Product) {
        switch product {
        case .list(let listed):
            list = listed
            files += listed.files
        case .challengeList(let listed):
            challenges = listed
            files += listed.files
        case .volume(let volume): volumes.append(volume)
        case .files(let written): files += written
        }
    }

    mutating func add(_ printed: PrintJobs.Printed) {
        jobs = printed.jobs
        files += printed.ticket
    }

    /// What the cover lists: documents and volumes, in the order in which a clerk takes them up.
    var packingList: [PackedFile] {
        files.map { PackedFile(path: $0.path, title: $0.title, size: $0.size) }
            + volumes.map { PackedFile(path: $0.path, title: $0.title, size: $0.size) }
    }

    var letters: Int { volumes.reduce(0) { $0 + ($1.kind == .letters ? $1.items : 0) } }
    var cases: Int { volumes.reduce(0) { $0 + ($1.kind == .cases ? $1.items : 0) } }
}
