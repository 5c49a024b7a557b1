import Cases
import Docket
import Testing

@Suite struct PairingTests {
    let folder = Folder()

    @Test("People are found by identifier, whole, in the other screening alone")
    func peopleArePaired() throws {
        let docket = try Docket(path: folder.docket)
        let first = try docket.screen(
            "one", [screened("P-1", [conviction()]), screened("P-2", [conviction()]), screened("", [conviction()])])
        let second = try docket.screen(
            "two",
            [
                screened("P-3", [conviction()]), screened("P-1", [conviction("002")], last: "VEGA"),
                screened("P-1", [conviction("003")]), screened("", [conviction()]),
            ])
        var pairs: [String] = []
        func note(_ person: ScreenedPerson, _ same: [ScreenedPerson]?) {
            let found = same.map { $0.map { $0.convictions[0].countOrder }.joined(separator: " ") } ?? "nil"
            pairs.append("\(person.person.identifier): \(found)")
        }
        try docket.paired(first, with: second) { note($0, $1) }
        #expect(pairs == ["P-1: 002 003", "P-2: ", ": nil"])
        pairs = []
        try docket.paired(second, with: first) { note($0, $1) }
        #expect(pairs == ["P-3: ", "P-1: 001002001000", "P-1: 001002001000", ": nil"])
        pairs = []
        try docket.paired(first, with: first) { note($0, $1) }
        #expect(pairs == ["P-1: 001002001000", "P-2: 001002001000", ": nil"])
    }
}
