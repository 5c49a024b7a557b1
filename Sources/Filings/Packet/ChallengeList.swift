package import Cases

/// Writes the machine-readable lists of a packet's challenged counts, and adds them up on the way: the figures that the
/// notice states come from the very rows listed.
package final class ChallengeList {
    private let run: PacketRun
    private let writers: [ChallengeWriter]
    /// By key of the courthouse.
    private var figures: [String: ChallengeFigures] = [:]

    package init(in run: PacketRun) throws(DocumentError) {
        self.run = run
        let twins = run.context.jurisdiction.wantsConfidentialSchedule ? [false, true] : [false]
        var writers: [ChallengeWriter] = []
        for isConfidential in twins {
            writers.append(
                try run.storing(.challenge) { () throws(PackingError) in
                    try ChallengeWriter(in: run.folder, isConfidential: isConfidential)
                })
        }
        self.writers = writers
    }

    package func add(_ placed: PlacedChallenge) throws(DocumentError) {
        try run.require(placed, in: .challenge)
        figures[placed.courthouse.id, default: ChallengeFigures()].add(placed.challenged)
        for writer in writers {
            try run.storing(.challenge) { () throws(PackingError) in try writer.add(placed) }
        }
    }

    /// - Returns: the files written, `challenged.csv` first, and the figures by courthouse.
    package func finish() throws(DocumentError) -> (files: [FileEntry], figures: [String: ChallengeFigures]) {
        var files: [FileEntry] = []
        for writer in writers {
            files.append(try run.storing(.challenge) { () throws(PackingError) in try writer.finish() })
        }
        return (files, figures)
    }
}
