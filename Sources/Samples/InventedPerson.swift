/// A person who does not exist, as the rows of all their cases give them.
struct InventedPerson: Sendable {
    /// From 1; no two people of a batch share it.
    let ordinal: Int
    let birth: SampleDay
    /// The year of the conviction for which the person was made; later cases come after.
    let firstYear: Int
    let stock: NameStock
    /// Every column that speaks of the person, empty where the batch has nothing.
    private let values: [(column: CaseColumn, text: String)]

    /// Makes somebody who was first convicted in `year`. The seed is printed in the identifier, so that people of two
    /// batches do not pass for each other.
    init(ordinal: Int, seed: UInt64, year: Int, random: inout SeededGenerator) {
        self.ordinal = ordinal
        firstYear = year
        birth = Self.birth(year: year, random: &random)
        stock = InventedNames.stocks.draw(&random)
        let last = Self.lastName(stock, random: &random)
        let first = random.pick(stock.first)
        let middle = Self.middleName(stock, random: &random)
        let suffix = random.chance(0.045) ? InventedNames.suffixes.draw(&random) : ""
        var values: [(CaseColumn, String)] = [
            (.lastName, last), (.firstName, first), (.middleName, middle), (.suffix, suffix),
            (.personID, "SAMPLE-\(seed)-" + Digits.text(ordinal, width: 7)),
        ]
        if random.chance(0.14) { values.append((.aka, Self.otherNames(stock, last, first, random: &random))) }
        if random.chance(0.97) { values.append((.birthDate, birth.iso)) }
        // Numbers that the state gives out do not begin with 00.
        if random.chance(0.92) { values.append((.ciiNumber, "A00" + Digits.text(ordinal % 1_000_000, width: 6))) }
        if random.chance(0.6) { values += Self.address(random: &random) }
        if random.chance(birth < SampleDay(year: 1945, month: 1, day: 1) ? 0.12 : 0.012) {
            values.append((.deceased, "yes"))
        }
        self.values = values
    }

    /// Writes the person's values into a record.
    func fill(_ record: inout SampleRecord) {
        for (column, text) in values { record[column] = text }
    }

    /// Somebody of 18 to 59 years in that year, more often young.
    private static func birth(year: Int, random: inout SeededGenerator) -> SampleDay {
        let age = 19 + min(random.below(41), min(random.below(41), random.below(41)))
        return SampleDay(year: year - age, month: random.within(1...12), day: random.within(1...28))
    }

    private static func lastName(_ stock: NameStock, random: inout SeededGenerator) -> String {
        let name = random.pick(stock.last)
        guard random.chance(stock.doubleLastShare) else { return name }
        return name + (random.chance(0.5) ? "-" : " ") + random.pick(stock.last)
    }

    private static func middleName(_ stock: NameStock, random: inout SeededGenerator) -> String {
        guard random.chance(stock.middleShare) else { return "" }
        let name = random.pick(stock.first)
        return random.chance(0.4) ? String(name.prefix(1)) : name
    }

    /// One to three other names, joined as offices join them.
    private static func otherNames(
        _ stock: NameStock,
        _ last: String,
        _ first: String,
        random: inout SeededGenerator
    ) -> String {
        var names: [String] = []
        for _ in 0..<random.within(1...3) {
            switch random.below(4) {
            case 0: names.append(first + " " + random.pick(stock.last))
            case 1: names.append(random.pick(stock.first) + " " + last)
            case 2: names.append(random.pick(InventedNames.nicknames))
            default: names.append(String(first.prefix(1)) + ". " + last)
            }
        }
        return names.joined(separator: "; ")
    }

    private static func address(random: inout SeededGenerator) -> [(CaseColumn, String)] {
        var street = String(random.within(100...19_999)) + " " + random.pick(InventedPlaces.streets)
        if random.chance(0.3) {
            street +=
                (random.chance(0.2) ? ", " : " ") + random.pick(InventedPlaces.units) + " \(random.within(1...240))"
        }
        let (city, zip) = InventedPlaces.cities.draw(&random)
        return [(.street, street), (.city, city), (.state, "CA"), (.zip, String(zip))]
    }
}
