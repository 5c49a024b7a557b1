/// A section with its words and level, as convictions of a time carried it.
struct SampleOffense: Sendable {
    let section: String
    let words: String
}

/// Which sections people were convicted under, by era and level.
enum Offenses {
    /// The sections of Proposition 64's offenses had other numbers until 1972 (Stats. 1972, ch. 1407).
    static func draw(isFelony: Bool, year: Int, random: inout SeededGenerator) -> SampleOffense {
        guard isFelony else { return misdemeanors.draw(&random) }
        switch year {
        case ...1972: return beforeRecodification.draw(&random)
        case ...1975: return beforeMisdemeanorPossession.draw(&random)
        default: return felonies.draw(&random)
        }
    }

    private static let beforeRecodification = Weighted<SampleOffense>([
        (SampleOffense(section: "11530", words: "POSSESS MARIJUANA"), weight: 60),
        (SampleOffense(section: "11530.1", words: "CULTIVATE MARIJUANA"), weight: 8),
        (SampleOffense(section: "11530.5", words: "POSSESS MARIJUANA FOR SALE"), weight: 18),
        (SampleOffense(section: "11531", words: "SELL/TRANSPORT MARIJUANA"), weight: 14),
    ])

    private static let beforeMisdemeanorPossession = Weighted<SampleOffense>([
        (SampleOffense(section: "11357", words: "POSSESS MARIJUANA"), weight: 55),
        (SampleOffense(section: "11358", words: "CULTIVATE MARIJUANA"), weight: 9),
        (SampleOffense(section: "11359", words: "POSSESS MARIJUANA FOR SALE"), weight: 22),
        (SampleOffense(section: "11360", words: "SELL/TRANSPORT MARIJUANA"), weight: 14),
    ])

    private static let felonies = Weighted<SampleOffense>([
        (SampleOffense(section: "11359", words: "POSSESS MARIJUANA FOR SALE"), weight: 52),
        (SampleOffense(section: "11360(a)", words: "SELL/FURNISH/TRANSPORT MARIJUANA/HASH"), weight: 20),
        (SampleOffense(section: "11360", words: "SELL/TRANSPORT MARIJUANA"), weight: 4),
        (SampleOffense(section: "11358", words: "PLANT/CULTIVATE MARIJUANA/HASH"), weight: 15),
        (SampleOffense(section: "11357(a)", words: "POSSESS CONCENTRATED CANNABIS"), weight: 9),
    ])

    private static let misdemeanors = Weighted<SampleOffense>([
        (SampleOffense(section: "11357(b)", words: "POSSESS MARIJUANA, 28.5 GRAMS OR LESS"), weight: 55),
        (SampleOffense(section: "11357(c)", words: "POSSESS MARIJUANA OVER 28.5 GRAMS"), weight: 25),
        (SampleOffense(section: "11360(b)", words: "GIVE/TRANSPORT MARIJUANA, 28.5 GRAMS OR LESS"), weight: 12),
        (SampleOffense(section: "11357(a)", words: "POSSESS CONCENTRATED CANNABIS"), weight: 8),
    ])
}
