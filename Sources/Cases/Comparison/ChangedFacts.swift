/// What two screenings know differently of one conviction, and of the person.
///
/// Says of names and birth dates only that they changed, and of other convictions only how many there are.
struct ChangedFacts {
    /// May have changed a finding.
    private(set) var deciding: [String] = []
    /// Names, courts: no rule looks at them.
    private(set) var other: [String] = []

    var all: [String] { deciding + other }

    /// `isSameDay` tells whether both screenings are as of the same day; otherwise a sentence may have ended in between
    /// without any change in the file.
    init(
        _ before: (person: ScreenedPerson, conviction: ScreenedConviction),
        _ after: (person: ScreenedPerson, conviction: ScreenedConviction), isSameDay: Bool
    ) {
        compare("conviction date", before.conviction.convictionDate?.iso, after.conviction.convictionDate?.iso)
        compare("level", before.conviction.level.rawValue, after.conviction.level.rawValue)
        compare("section", before.conviction.section.cited, after.conviction.section.cited)
        compare("offense", before.conviction.offense, after.conviction.offense)
        compare("case number", before.conviction.caseNumbers, after.conviction.caseNumbers)
        if isSameDay { compare("sentence", before.conviction.sentence.rawValue, after.conviction.sentence.rawValue) }
        if before.conviction.doubts.ofData != after.conviction.doubts.ofData {
            deciding.append("doubts about the data")
        }
        compare(before.person, after.person)
        if before.conviction.court != after.conviction.court {
            other.append(Self.text("court", before.conviction.court, after.conviction.court))
        }
    }

    private mutating func compare(_ before: ScreenedPerson, _ after: ScreenedPerson) {
        if before.person.birthDate != after.person.birthDate { deciding.append("birth date") }
        if before.person.isDeceased != after.person.isDeceased {
            deciding.append(after.person.isDeceased ? "now deceased" : "no longer deceased")
        }
        if before.isRegistered != after.isRegistered {
            deciding.append(after.isRegistered ? "now registered" : "no longer registered")
        }
        compare("superstrikes", before.superstrikes, after.superstrikes)
        compare("PC 290 offenses", before.pc290, after.pc290)
        if before.all.convictions != after.all.convictions {
            compare("convictions on record", String(before.all.convictions), String(after.all.convictions))
        }
        compare("felonies on record", String(before.all.felonies), String(after.all.felonies))
        if before.person.name != after.person.name || before.person.aliases != after.person.aliases {
            other.append("name")
        }
        if before.race != after.race || before.sex != after.sex { other.append("race or sex") }
    }

    private mutating func compare(_ name: String, _ before: String?, _ after: String?) {
        if before != after { deciding.append(Self.text(name, before ?? "none", after ?? "none")) }
    }

    /// Lists are compared as they are and told by their length.
    private mutating func compare(_ name: String, _ before: [String], _ after: [String]) {
        guard before != after else { return }
        deciding.append(
            before.count == after.count ? name : Self.text(name, String(before.count), String(after.count)))
    }

    private static func text(_ name: String, _ before: String, _ after: String) -> String {
        "\(name): \(before.isEmpty ? "none" : before) to \(after.isEmpty ? "none" : after)"
    }
}

extension HistoryDoubt {
    /// Without what the as-of date alone can bring.
    fileprivate var ofData: HistoryDoubt { subtracting(.futureDate) }
}
