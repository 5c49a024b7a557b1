import Testing

@testable import Desk

/// What is known of the docket without looking.
@Suite struct RememberedTests {
    private let memory = Remembered<String, Int>(seconds: 5)

    private func look(_ value: Int?, at time: Int64, key: String = "a") -> Int? {
        memory.value(of: key, at: time) { value }
    }

    @Test("Found once, known for its seconds, and no longer; and not before, where a clock was set back")
    func known() {
        #expect(look(1, at: 10) == 1 && look(2, at: 14) == 1 && look(3, at: 9) == 3)
        #expect(look(4, at: 13) == 3 && look(5, at: 14) == 5)
        #expect(look(6, at: 14, key: "b") == 6)
    }

    @Test("That there is nothing is looked up again every time; a failure passes and is not remembered")
    func nothing() {
        struct Failure: Error {}
        #expect(look(nil, at: 10) == nil && look(1, at: 10) == 1)
        #expect(throws: Failure.self) { try memory.value(of: "b", at: 10) { throw Failure() } }
        #expect(look(2, at: 10, key: "b") == 2)
    }

    @Test("What is not to be kept is found anew")
    func notKept() {
        for value in 1...2 {
            #expect(memory.value(of: "a", at: 10, where: { _ in false }, find: { value }) == value)
        }
    }

    @Test("Forgotten at once, alone or with all others")
    func forgotten() {
        _ = (look(1, at: 10), look(1, at: 10, key: "b"))
        memory.forget("a")
        #expect(look(2, at: 10) == 2 && look(2, at: 10, key: "b") == 1)
        memory.forget()
        #expect(look(3, at: 10) == 3 && look(3, at: 10, key: "b") == 3)
    }

    @Test("What was looked up before a change and comes after it is not remembered")
    func overtaken() {
        let old = memory.value(of: "a", at: 10) {
            memory.forget()
            return 1
        }
        #expect(old == 1 && look(2, at: 10) == 2)
    }

    @Test("Many keys do not fill the memory")
    func bounded() {
        for number in 0..<10_000 { _ = look(number, at: 10, key: "\(number)") }
        #expect(look(-1, at: 10, key: "0") == 0)
        _ = look(1, at: 10, key: "more")
        #expect(look(-1, at: 10, key: "0") == -1 && look(-1, at: 10, key: "more") == 1)
    }
}
