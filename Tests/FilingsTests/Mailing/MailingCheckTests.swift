import Cases
import Digests
import Foundation
import Testing

@testable import Filings

@Suite("The lists of a packet's letters")
struct MailingCheckTests {
    /// What verification says of lists with these letters, of three in all.
    private static func findings(addresses: [(sequence: Int, letter: Int)], unknown: [Int]) throws -> [String] {
        let folder = try TestFolder()
        let batch = try BatchFolder(output: folder.path, name: "june")
        let packet = try batch.packet("torrance")
        var csv = CSVText()
        csv.row(AddressList.columns)
        for row in addresses {
            csv.row([
                "\(row.sequence)", "A FIGMENT", "1 ELM ST", "TORRANCE", "CA", "90501", "\(row.letter)", "", "", "",
            ])
        }
        let first = try packet.write(AddressList.path, csv.bytes)
        csv = CSVText()
        csv.row(UnknownAddressList.columns)
        for letter in unknown { csv.row(["\(letter)", "B FIGMENT", "1", "no-address", "", "", "", "", ""]) }
        let second = try packet.write(UnknownAddressList.path, csv.bytes)
        var totals = Totals()
        totals.letters = 3
        let manifest = PacketManifest(
            run: SampleBatch.run, jurisdiction: "torrance", name: "Torrance", inputs: [], totals: totals,
            files: [first, second], volumes: [])
        try batch.publish(durably: false)
        let log = VerificationLog(checksPaper: false)
        MailingCheck.run(manifest, try CheckedFolder(folder.path + "/june/torrance"), log)
        for path in [AddressList.path, UnknownAddressList.path] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/june/torrance/" + path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        return log.report.findings.map { "\($0.code.rawValue) \($0.path): \($0.message)" }
    }

    @Test("every letter in one of the lists, in order")
    func sound() throws {
        #expect(try Self.findings(addresses: [(1, 3), (2, 1)], unknown: [2]).isEmpty)
    }

    @Test(
        "what contradicts the totals",
        arguments: [
            ([(1, 3)], [2], "2 letters in the lists, 3 in the totals"),
            ([(1, 3), (2, 1)], [1], "row 2 is of no letter, or of one listed before"),
            ([(1, 3), (3, 1)], [2], "row 3 is out of order"),
            ([(1, 3), (2, 4)], [2], "row 3 is of no letter"),
        ] as [([(Int, Int)], [Int], String)])
    func contradictions(_ addresses: [(Int, Int)], _ unknown: [Int], _ says: String) throws {
        let found = try Self.findings(addresses: addresses.map { (sequence: $0.0, letter: $0.1) }, unknown: unknown)
        #expect(found.contains { $0.hasPrefix("mailing-differs ") && $0.contains(says) }, "\(found)")
    }
}
