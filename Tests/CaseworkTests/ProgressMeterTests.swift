import Synchronization
import Testing

@testable import Casework

/// Progress is told seldom, never backwards, and to the end.
struct ProgressMeterTests {
    private final class Listener: Sendable {
        let heard = Mutex<[Progress]>([])
        func hear(_ progress: Progress) { heard.withLock { $0.append(progress) } }
        var all: [Progress] { heard.withLock { $0 } }
    }

    @Test func tellsBeginAndEnd() {
        let listener = Listener()
        let meter = ProgressMeter(listener.hear)
        meter.begin(.documents, total: 3)
        for _ in 0..<3 { meter.add(1) }
        #expect(listener.all.map(\.done) == [0, 3])
        #expect(listener.all.allSatisfy { $0.total == 3 && $0.stage == .documents })
    }

    @Test func tellsAFewHundredTimesAtMost() {
        let listener = Listener()
        let meter = ProgressMeter(listener.hear)
        meter.begin(.documents, total: 1_000_000)
        for _ in 0..<1_000_000 { meter.add(1) }
        #expect((100...202).contains(listener.all.count))
        #expect(listener.all.map(\.done) == listener.all.map(\.done).sorted())
        #expect(listener.all.last?.done == 1_000_000)
    }

    @Test func aNewStageBeginsAtNothing() {
        let listener = Listener()
        let meter = ProgressMeter(listener.hear)
        meter.begin(.reading)
        meter.add(700)
        meter.begin(.numbering)
        #expect(listener.all.map(\.stage) == [.reading, .reading, .numbering])
        #expect(listener.all.map(\.done) == [0, 700, 0])
    }

    @Test func severalWorkersAddUp() async {
        let listener = Listener()
        let meter = ProgressMeter(listener.hear)
        meter.begin(.documents, total: 40_000)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { for _ in 0..<10_000 { meter.add(1) } } }
        }
        #expect(listener.all.map(\.done).max() == 40_000)
        #expect(Set(listener.all.map(\.done)).count == listener.all.count)
    }
}
