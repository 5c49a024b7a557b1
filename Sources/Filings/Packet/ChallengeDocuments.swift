import Cases

extension PacketRun {
    /// Writes a volume of the notice of challenge: the first is the notice itself with the list, the others go on with it.
    ///
    /// `path` is the folder of the group inside the packet, with its slash; empty where the packet has one group.
    package func writeChallenge(_ volume: ChallengeVolume, under path: String) throws(DocumentError) -> [FileEntry] {
        for row in volume.rows { try require(row, in: .challenge) }
        return try write(
            .challenge, to: path + DocumentKind.challenge.fileName(ofVolume: volume.number), documents.challenge,
            from: volume)
    }

    /// Writes a volume of the letter to the public defender, which is one for the whole packet.
    package func writeDefenderLetter(_ volume: ChallengeVolume) throws(DocumentError) -> [FileEntry] {
        for row in volume.rows { try require(row, in: .defenderLetter) }
        return try write(
            .defenderLetter, to: DocumentKind.defenderLetter.fileName(ofVolume: volume.number),
            documents.defenderLetter, from: volume)
    }

    /// Writes the notice that earlier challenges are withdrawn. `path` is that of `writeChallenge`.
    package func writeWithdrawal(_ withdrawal: Withdrawal, under path: String) throws(DocumentError) -> [FileEntry] {
        for row in withdrawal.rows { try require(row, in: .withdrawal) }
        return try write(
            .withdrawal, to: path + DocumentKind.withdrawal.fileName, documents.withdrawal, from: withdrawal)
    }

    /// Refuses what must not be filed: in a filing, a prosecutor answers for every challenge.
    func require(_ placed: PlacedChallenge, in kind: DocumentKind) throws(DocumentError) {
        guard context.isDraft || placed.isSigned else {
            throw DocumentError(
                kind, jurisdiction: context.jurisdiction.id, cause: .notApproved(sequence: placed.sequence))
        }
    }
}

extension DocumentVolume<PlacedChallenge> {
    /// A volume of notices of challenge in one case each, `challenges-0001`.
    package convenience init(challenges number: Int, in run: PacketRun) throws(DocumentError) {
        try self.init(run.documents.ofChallenge, [.caseChallenge], .challenges, number: number, in: run)
    }

    package func add(_ placed: PlacedChallenge) throws(DocumentError) {
        try run.require(placed, in: .caseChallenge)
        try add(placed) { writer throws(PackingError) in
            try writer.beginCase(sequence: placed.sequence, number: placed.challenged.number)
        }
    }
}
