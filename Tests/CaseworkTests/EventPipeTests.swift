import Cases
import Intake
import Testing

@testable import Casework

struct EventPipeTests {
    private struct Stop: Error {}

    private static func event(_ row: Int) -> IntakeEvent { .stopped(RowPlace(file: 0, row: row), []) }

    private static func row(_ event: IntakeEvent) -> Int {
        if case .stopped(let place, _) = event { place.row } else { -1 }
    }

    @Test(arguments: [0, 1, 511, 512, 513, 20_000])
    func everythingArrivesInOrder(total: Int) throws {
        var rows: [Int] = []
        let summary = try EventPipe.run { send in
            for row in 0..<total { try send(Self.event(row)) }
            return total
        } receive: { event in
            rows.append(Self.row(event))
        }
        #expect(summary == total)
        #expect(rows == Array(0..<total))
    }

    @Test func whatWasSentBeforeAFailureArrives() {
        var rows = 0
        #expect(throws: Stop.self) {
            try EventPipe<IntakeEvent, Int>.run { send in
                for row in 0..<1_000 { try send(Self.event(row)) }
                throw Stop()
            } receive: { _ in
                rows += 1
            }
        }
        #expect(rows == 1_000)
    }

    @Test func aReceiverThatFailsStopsAnEndlessReader() {
        var rows = 0
        #expect(throws: Stop.self) {
            try EventPipe<IntakeEvent, Int>.run { send in
                while true { try send(Self.event(0)) }
            } receive: { _ in
                rows += 1
                if rows == 700 { throw Stop() }
            }
        }
        #expect(rows == 700)
    }
}
