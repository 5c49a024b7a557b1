/// Gives out case numbers in the shapes of their time, none twice.
///
/// Every series has a range for each year. Within it numbers jump about, because a list of convictions is not the
/// court's whole register; a range that is used up starts again with a defendant's suffix.
struct CaseNumbers: Sendable {
    private var used: [Int] = Array(repeating: 0, count: Series.count * Self.years.count)
    private let offset: Int

    static let years = 1961...2016

    /// - Parameter offset: moves the first number of every range, so that two batches do not carry the same ones
    ///   throughout.
    init(offset: Int) { self.offset = offset }

    /// A number that no earlier call gave; the year of the filing lies within `years`.
    mutating func next(isFelony: Bool, court: SampleCourt, year: Int, random: inout SeededGenerator) -> String {
        let series = Series(isFelony: isFelony, court: court, year: year)
        let slot = series.index * Self.years.count + year - Self.years.lowerBound
        let turn = used[slot]
        used[slot] += 1
        // 7919 is prime and divides no width, so every number of the range comes before the first comes again.
        let within = (turn * 7_919 + slot * 4_507 + offset) % series.width
        let number = series.prefix + Digits.text(series.first(in: year) + within, width: series.digits)
        let round = turn / series.width
        if round > 0 { return number + "-" + Digits.text(round + 1, width: 2) }
        return series.hasSuffixes && random.chance(0.06) ? number + "-01" : number
    }
}

/// A kind of case numbers: its letters, its digits, and how far its numbers go in a year.
private struct Series {
    let index: Int
    let prefix: String
    let digits: Int
    let width: Int
    let firstYear: Int
    let base: Int
    let hasSuffixes: Bool

    /// Three kinds before the districts had letters, one for each felony letter, one for each misdemeanor court.
    static let count = 3 + 26 + 26 * 26

    init(isFelony: Bool, court: SampleCourt, year: Int) {
        if isFelony {
            switch year {
            case ...1968:
                self.init(index: 0, prefix: "", digits: 6, width: 15_000, firstYear: 1961, base: 230_000)
            case ...1988:
                self.init(index: 1, prefix: "A", digits: 6, width: 28_000, firstYear: 1969, base: 60_000)
            default:
                let index = 3 + Self.letter(court.felonyLetter.utf8.first)
                self.init(
                    index: index,
                    prefix: court.felonyLetter + "A",
                    digits: 6,
                    width: 16_000,
                    firstYear: 1989,
                    base: 1_000,
                    hasSuffixes: true
                )
            }
        } else if year < 1990 {
            // Municipal courts numbered as they pleased; this shape is none of the known ones.
            self.init(index: 2, prefix: "M", digits: 6, width: 15_000, firstYear: 1961, base: 100_000)
        } else {
            let letters = court.misdemeanorLetters.utf8
            let index = 29 + 26 * Self.letter(letters.first) + Self.letter(letters.last)
            self.init(
                index: index,
                prefix: String(year % 10) + court.misdemeanorLetters,
                digits: 5,
                width: 30_000,
                firstYear: year - (year - 1990) / 10,
                base: 0
            )
        }
    }

    private init(
        index: Int,
        prefix: String,
        digits: Int,
        width: Int,
        firstYear: Int,
        base: Int,
        hasSuffixes: Bool = false
    ) {
        self.index = index
        self.prefix = prefix
        self.digits = digits
        self.width = width
        self.firstYear = firstYear
        self.base = base
        self.hasSuffixes = hasSuffixes
    }

    func first(in year: Int) -> Int { base + (year - firstYear) * width }

    private static func letter(_ byte: UInt8?) -> Int { Int((byte ?? UInt8(ascii: "A")) - UInt8(ascii: "A")) }
}
