package import Cases

/// The address file of a packet's letters, in postal order, as mail houses take it.
package enum AddressList {
    static let path = "mailing/addresses.csv"
    /// `sequence` is the place in postal order, `letter` the number of the letter in `letters-0001.zip`; where letters are
    /// printed, `file`, `page` and `pages` say where, and are empty where they are not.
    static let columns = ["sequence", "name", "street", "city", "state", "zip", "letter", "pages", "file", "page"]
}

/// The list of people whom no letter can reach by mail, each with the reason.
package final class UnknownAddressList {
    static let path = "mailing/address-unknown.csv"
    /// `reason` is an `AddressFault`; the address is as the batch gives it.
    static let columns = [
        "letter", "name", "cases", "reason", "what_to_do", "street", "city", "state", "zip",
    ]

    private let run: PacketRun
    private let file: FileWriter
    private var csv = CSVText()

    package init(in run: PacketRun) throws(DocumentError) {
        self.run = run
        file = try run.storing(.letter) { () throws(PackingError) in try run.folder.file(Self.path) }
        csv.row(Self.columns)
    }

    package func add(_ letter: PersonLetter, because fault: AddressFault) throws(DocumentError) {
        let address = letter.cases.lazy.compactMap(\.person.address).first
        csv.field(letter.number)
        csv.field(letter.person?.name.natural ?? "")
        csv.field(letter.cases.map(\.eligible.number).joined(separator: "; "))
        csv.field(fault.rawValue)
        csv.field(fault.explanation)
        for text in [address?.street, address?.city, address?.state, address?.zip] { csv.field(text ?? "") }
        csv.endRow()
        try run.storing(.letter) { () throws(PackingError) in try file.write(csv.bytes) }
        csv.removeAll()
    }

    package func finish() throws(DocumentError) -> FileEntry {
        try run.storing(.letter) { () throws(PackingError) in
            try file.write(csv.bytes)
            return try file.finish()
        }
    }
}

extension PacketRun {
    /// Writes the address file of the volumes, which are in order.
    package func writeAddressList(_ volumes: [MailingVolume.Written]) throws(DocumentError) -> FileEntry {
        var csv = CSVText()
        csv.row(AddressList.columns)
        let heading = csv.bytes
        return try storing(.letter) { () throws(PackingError) in
            let file = try folder.file(AddressList.path)
            try file.write(heading)
            for volume in volumes { try file.write(volume.rows) }
            return try file.finish()
        }
    }
}
