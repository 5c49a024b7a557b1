/// What a jurisdiction's packet holds. With the packet's folder alone, everything in it can be checked.
package struct PacketManifest: Sendable {
    package let run: RunStamp
    package let jurisdiction: String
    package let name: String
    package let inputs: [InputFile]
    package let totals: Totals
    package let files: [FileEntry]
    package let volumes: [Volume]
    /// In the order of printing.
    package let jobs: [PrintJob]

    package init(
        run: RunStamp,
        jurisdiction: String,
        name: String,
        inputs: [InputFile],
        totals: Totals,
        files: [FileEntry],
        volumes: [Volume],
        jobs: [PrintJob] = []
    ) {
        self.run = run
        self.jurisdiction = jurisdiction
        self.name = name
        self.inputs = inputs
        self.totals = totals
        self.files = files
        self.volumes = volumes
        self.jobs = jobs
    }
}

/// What a batch holds: its own files, and its parts with their packets' manifests.
package struct BatchManifest: Sendable {
    package struct Part: Sendable {
        /// Empty for rows of which nobody knows the jurisdiction.
        package let jurisdiction: String
        package let name: String
        package let totals: Totals
        /// The packet's manifest; nil where there is nothing to file.
        package let packet: FileEntry?

        package init(jurisdiction: String, name: String, totals: Totals, packet: FileEntry?) {
            self.jurisdiction = jurisdiction
            self.name = name
            self.totals = totals
            self.packet = packet
        }
    }

    package let run: RunStamp
    package let inputs: [InputFile]
    package let totals: Totals
    package let parts: [Part]
    package let files: [FileEntry]

    package init(run: RunStamp, inputs: [InputFile], totals: Totals, parts: [Part], files: [FileEntry]) {
        self.run = run
        self.inputs = inputs
        self.totals = totals
        self.parts = parts
        self.files = files
    }
}
