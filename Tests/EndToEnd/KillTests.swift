import Foundation
import Testing

/// A run may be killed anywhere.
@Suite(.timeLimit(.minutes(20))) struct KillTests {
    /// When to kill, told by what the run says and by what lies in the output folder.
    enum Moment: String, CaseIterable {
        case readingBegins, rowsAreRead, folderAppears, volumeAppears, indexAppears, batchIsPublished

        /// The last steps are short: a run may be over before they are seen.
        var isLong: Bool { self != .indexAppears && self != .batchIsPublished }

        func hasCome(_ running: Running, _ scratch: Scratch) -> Bool {
            let names = scratch.names(in: "out")
            let partial = names.first { $0.hasSuffix(".partial") }
            return switch self {
            case .readingBegins: running.errors.contains("Reading rows")
            case .rowsAreRead: running.errors.contains("Numbering cases")
            case .folderAppears: partial != nil
            case .volumeAppears: partial.map { scratch.exists("out/\($0)/district-attorney/cases-0001.zip") } ?? false
            case .indexAppears: partial.map { scratch.exists("out/\($0)/index.html") } ?? false
            case .batchIsPublished: names.contains { $0.hasPrefix("2020-") }
            }
        }
    }

    @Test func whatWasKilledWhilePrintingIsFinishedWithTheSameBytes() async throws {
        let office = try Office()
        try office.write(Row.felonies(1..<60))
        try office.scratch.edit(
            "Templates/district-attorney/jurisdiction.yaml", "grouping:", "print: { pages: 60 }\ngrouping:")
        let undisturbed = try await office.generate("list.csv", "--print", "jobs", to: "undisturbed")
        #expect(undisturbed.code == 0, "\(undisturbed.err)")
        let isKilled = try await kill(["list.csv", "--print", "jobs"], office) { _, scratch in
            scratch.files(in: "out").contains { $0.hasSuffix("part-0001-0003.pdf") }
        }
        #expect(isKilled)
        let again = try await office.generate("list.csv", "--print", "jobs")
        #expect(again.code == 0, "\(again.err)")
        #expect(
            differences(try office.scratch.tree(undisturbed.lastLine), try office.scratch.tree(again.lastLine)) == [])
    }

    @Test func whatWasKilledIsFinishedWithTheSameBytes() async throws {
        let office = try Office()
        try await office.sample(1_000, seed: 31, dirty: 0.02, to: "list.csv")
        let undisturbed = try await office.generate("list.csv", to: "undisturbed")
        #expect(undisturbed.code == 2, "\(undisturbed.err)")
        let expected = try office.scratch.tree(undisturbed.lastLine)
        for moment in Moment.allCases {
            let isKilled = try await kill(
                ["list.csv"], office, tries: moment.isLong ? 5 : 1, when: moment.hasCome)
            #expect(isKilled || !moment.isLong, "\(moment)")
            let again = try await office.generate("list.csv")
            #expect(again.code == 2, "\(moment): \(again.err)")
            #expect(differences(expected, try office.scratch.tree(again.lastLine)) == [], "\(moment)")
            #expect(office.scratch.batches(in: "out") == [String(again.lastLine.dropFirst(4))], "\(moment)")
            let audited = try await office.vacatur("audit", "--docket", "out/docket.sqlite")
            #expect(audited.code == 0, "\(moment): \(audited.out)")
            try office.scratch.remove("out")
        }
    }

    /// Kills a run as soon as something is seen; begins anew, from nothing, where the run was over before that.
    ///
    /// - Returns: whether a run was killed.
    private func kill(
        _ arguments: [String], _ office: Office, tries: Int = 5,
        when hasCome: @escaping @Sendable (Running, Scratch) -> Bool
    ) async throws -> Bool {
        let program = try #require(Program.vacatur)
        let scratch = office.scratch
        for number in 1...tries {
            let running = try Running(program, office.command(arguments), in: scratch)
            if try await running.kill(when: { hasCome(running, scratch) }) { return true }
            if number < tries { try scratch.remove("out") }
        }
        return false
    }
}
