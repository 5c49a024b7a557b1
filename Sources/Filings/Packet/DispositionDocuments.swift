import Cases

extension PacketRun {
    /// Writes a volume of the notice of dispositions of one order.
    ///
    /// `path` is the folder of the group inside the packet, with its slash; empty where the packet has one group.
    package func writeDispositions(
        _ volume: DispositionVolume, under path: String
    ) throws(DocumentError) -> [FileEntry] {
        let kind = DocumentKind.dispositionNotice
        for row in volume.rows { try require(row, in: kind) }
        let name = "\(kind.rawValue)-\(volume.order.date.iso)-\(SafeName.serial(volume.number))"
        return try write(kind, to: "confidential/\(path)\(name).html", documents.disposition, from: volume)
    }
}

/// The list of what the court did and of which no notice goes to the Department of Justice, for the office. Names nobody.
package enum OtherActs {
    package static let path = "other-acts.csv"
    /// `act` is a `CaseState`; of relief granted only what somebody has to look at.
    package static let columns = [
        "jurisdiction", "sequence", "case_number", "courthouse", "act", "date", "answers_differ", "what_to_do",
    ]
}
