package import Cases

/// Writes the machine-readable schedules of a packet, `schedule.csv` and `schedule.xml` and the confidential twin, and
/// adds up the cases on the way: the figures that motion, order and cover state come from the very rows listed.
package final class ScheduleList {
    private let run: PacketRun
    private let writers: [ScheduleWriter]
    /// Figures of each group, by key of its courthouse; all cases under the empty key where there is one group.
    private var figures: [String: Figures] = [:]

    package init(in run: PacketRun) throws(DocumentError) {
        self.run = run
        var writers: [ScheduleWriter] = []
        let twins = run.context.jurisdiction.wantsConfidentialSchedule ? [false, true] : [false]
        for isConfidential in twins {
            writers.append(
                try run.storing(.schedule) { () throws(PackingError) in
                    try ScheduleWriter(
                        in: run.folder, run: run.stamp, jurisdiction: run.context.jurisdiction.id,
                        isConfidential: isConfidential)
                })
        }
        self.writers = writers
    }

    package func add(_ placed: PlacedCase) throws(DocumentError) {
        try run.require(placed, in: .schedule)
        let eligible = placed.eligible
        let person = placed.person
        figures[placed.courthouse.id, default: Figures()].add(eligible)
        let row = ScheduleCase(
            sequence: placed.sequence, number: eligible.number, defendant: person.name.abbreviated,
            courthouse: placed.courthouse.name,
            counts: eligible.counts.map { ScheduleCount($0) },
            identity: ScheduleCase.Identity(
                fullName: person.name.indexed, akas: person.aliases, birthDate: person.birthDate,
                ciiNumber: person.ciiNumber))
        for writer in writers {
            try run.storing(.schedule) { () throws(PackingError) in try writer.add(row) }
        }
    }

    /// - Returns: the files written, `schedule.csv` first, and the figures by courthouse.
    package func finish() throws(DocumentError) -> (files: [FileEntry], figures: [String: Figures]) {
        var files: [FileEntry] = []
        for writer in writers {
            files += try run.storing(.schedule) { () throws(PackingError) in try writer.finish() }
        }
        return (files, figures)
    }
}

extension ScheduleCount {
    fileprivate init(_ eligible: EligibleCount) {
        let count = eligible.count
        // Nothing takes the place of a dismissed conviction; a clerk's system must not enter a lesser one.
        let newLevel = eligible.relief == .dismissAndSeal ? "" : count.level.redesignated.rawValue
        self.init(
            number: count.number, section: count.section.cited, level: count.level.rawValue, newLevel: newLevel,
            relief: eligible.relief.mark,
            convictionDate: count.convictionDate, arrestDate: count.arrestDate)
    }
}
