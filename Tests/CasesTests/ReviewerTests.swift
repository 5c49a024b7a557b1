import Cases
import Testing

struct ReviewerTests {
    @Test(arguments: [
        ("Dana Whitfield, 123456", "Dana Whitfield", "123456"),
        ("Dana  Whitfield,SBN 123456", "Dana Whitfield", "123456"),
        ("Whitfield, Dana, #4321", "Whitfield, Dana", "4321"),
    ])
    func readsNameAndBarNumber(text: String, name: String, number: String) throws {
        let reviewer = try #require(Reviewer(text))
        #expect(reviewer.name == name)
        #expect(reviewer.barNumber == number)
    }

    @Test(arguments: [
        "Dana Whitfield", "Dana Whitfield,", ", 123456", "Dana, 123", "Dana, 1234567", "Dana, bar 123456",
    ])
    func refusesAnythingElse(text: String) {
        #expect(Reviewer(text) == nil)
    }
}

struct NaturalOrderTests {
    @Test func digitsCountByTheirValue() {
        let sorted = ["21CJCF01234", "A9876", "A12345", "BA000123", "BA97736", "BA097736-02", "238219", "9823"]
        let numbers = sorted.sorted { NaturalOrder.key($0).lexicographicallyPrecedes(NaturalOrder.key($1)) }
        #expect(numbers == ["21CJCF01234", "9823", "238219", "A9876", "A12345", "BA000123", "BA97736", "BA097736-02"])
    }

    @Test func differentNumbersNeverHaveOneKey() {
        #expect(NaturalOrder.key("BA-097736") != NaturalOrder.key("BA097736"))
        #expect(NaturalOrder.key("A01") != NaturalOrder.key("A1"))
    }
}
