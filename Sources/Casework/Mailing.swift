import Cases
import Filings

/// The letters of one packet, and how they are read again. Reading is from the docket, so it costs no memory.
struct MailedLetters: Sendable {
    let run: PacketRun
    let kind: DocumentKind
    let count: Int
    /// Gives every letter, by number.
    let all: @Sendable (_ body: (PersonLetter) throws -> Void) throws -> Void
    /// Gives the letters of these numbers, in the order of the list.
    let listed: @Sendable (_ numbers: ArraySlice<Int>, _ body: (PersonLetter) throws -> Void) throws -> Void
}

/// Prepares the letters of packets for the post: the people with an address in postal order, with their letters, labels and
/// an address file; and the list of those whom no letter can reach.
///
/// A volume of letters is printed by one worker, so all cores are busy. What is kept of each letter meanwhile is its place
/// in the order; addresses are read again where they are printed.
struct Mailing: Sendable {
    let printsLetters: Bool
    let meter: ProgressMeter

    /// A packet's letters in postal order, and those that stay.
    private struct Order: Sendable {
        var letters: [Int] = []
        var unknown: [FileEntry] = []

        var volumes: [ArraySlice<Int>] {
            stride(from: 0, to: letters.count, by: MailingVolume.letters).map {
                letters[$0..<min($0 + MailingVolume.letters, letters.count)]
            }
        }
    }

    /// - Returns: the files of each packet.
    func run(_ packets: [MailedLetters]) async throws -> [[FileEntry]] {
        meter.begin(.mailing, total: packets.reduce(0) { $0 + $1.count })
        let orders = try await WorkQueue.run(packets) { try order($0) }
        let tasks = orders.enumerated().flatMap { packet, order in
            order.volumes.enumerated().map { (packet: packet, number: $0 + 1, letters: $1) }
        }
        let written = try await WorkQueue.run(tasks) { task in
            try write(task.letters, volume: task.number, of: packets[task.packet])
        }
        return try packets.indices.map { index in
            guard packets[index].count > 0 else { return [] }
            let volumes = zip(tasks, written).filter { $0.0.packet == index }.map(\.1)
            return volumes.flatMap(\.files) + [try packets[index].run.writeAddressList(volumes)] + orders[index].unknown
        }
    }

    private func order(_ packet: MailedLetters) throws -> Order {
        guard packet.count > 0 else { return Order() }
        let list = try UnknownAddressList(in: packet.run)
        var keys: [(key: [UInt8], letter: Int)] = []
        try packet.all { letter in
            switch letter.destination {
            case .success(let address): keys.append((address.postalKey, letter.number))
            case .failure(let fault):
                try list.add(letter, because: fault)
                meter.add(1)
            }
        }
        keys.sort { $0.key == $1.key ? $0.letter < $1.letter : $0.key.lexicographicallyPrecedes($1.key) }
        return Order(letters: keys.map(\.letter), unknown: [try list.finish()])
    }

    private func write(
        _ letters: ArraySlice<Int>, volume number: Int, of packet: MailedLetters
    ) throws -> MailingVolume.Written {
        let volume = try MailingVolume(number, of: packet.run, packet.kind, printsLetters: printsLetters)
        try packet.listed(letters) { letter in
            guard case .success(let address) = letter.destination else { return }
            try volume.add(letter, to: address)
            meter.add(1)
        }
        return try volume.finish()
    }
}
