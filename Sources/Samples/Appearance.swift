/// A race by the state's letter and its words.
struct SampleRace: Sendable {
    let code: String
    let words: String

    private init(_ code: String, _ words: String) {
        self.code = code
        self.words = words
    }

    /// What arresting officers wrote down for people of one heritage.
    static let hispanic = recorded("H", "HISPANIC")
    static let white = recorded("W", "WHITE")
    static let black = recorded("B", "BLACK")
    static let korean = recorded("K", "KOREAN")
    static let vietnamese = recorded("V", "VIETNAMESE")
    static let filipino = recorded("F", "FILIPINO")
    static let chinese = recorded("C", "CHINESE")

    private static func recorded(_ code: String, _ words: String) -> Weighted<SampleRace> {
        Weighted([
            (SampleRace(code, words), weight: 940), (SampleRace("O", "OTHER"), weight: 35),
            (SampleRace("A", "OTHER ASIAN"), weight: 10), (SampleRace("I", "AMERICAN INDIAN"), weight: 5),
            (SampleRace("X", "UNKNOWN"), weight: 10),
        ])
    }
}

/// How a person looks, as the columns between race and citizenship say it.
enum Appearance {
    static let eyes = Weighted<[UInt8]>([
        (HistoryText.cells("BRO", "BROWN"), weight: 78), (HistoryText.cells("BLU", "BLUE"), weight: 10),
        (HistoryText.cells("GRN", "GREEN"), weight: 6), (HistoryText.cells("HAZ", "HAZEL"), weight: 6),
    ])

    static let hair = Weighted<[UInt8]>([
        (HistoryText.cells("BLK", "BLACK"), weight: 58), (HistoryText.cells("BRO", "BROWN"), weight: 32),
        (HistoryText.cells("BLN", "BLOND"), weight: 6), (HistoryText.cells("BAL", "BALD"), weight: 2),
        (HistoryText.cells("RED", "RED"), weight: 2),
    ])

    /// `POB_CODE` to `CITIZENSHIP_LIST`.
    static let birthplaces = Weighted<[UInt8]>([
        (HistoryText.cells("CA", "CALIFORNIA", "STATE", "US"), weight: 64),
        (HistoryText.cells("MM", "MEXICO", "COUNTRY", "MM"), weight: 14),
        (HistoryText.cells("TX", "TEXAS", "STATE", "US"), weight: 6),
        (HistoryText.cells("LA", "LOUISIANA", "STATE", "US"), weight: 5),
        (HistoryText.cells("IL", "ILLINOIS", "STATE", "US"), weight: 4),
        (HistoryText.cells("ES", "EL SALVADOR", "COUNTRY", "ES"), weight: 4),
        (HistoryText.cells("XX", "UNKNOWN", "", ""), weight: 3),
    ])

    /// `F` for the first names of women among the invented ones; `M` for all others.
    static func gender(firstName: String, random: inout SeededGenerator) -> String {
        if random.chance(0.002) { return "U" }
        return womensNames.contains(firstName) ? "F" : "M"
    }

    private static let womensNames: Set<String> = [
        "MARÍA", "MARIA", "GUADALUPE", "ROSA", "ANA", "LETICIA", "SILVIA", "VERÓNICA", "MARÍA ELENA", "BEGOÑA",
        "YOLANDA", "LINDA", "PATRICIA", "BARBARA", "SUSAN", "KAREN", "NANCY", "DEBORAH", "SHARON", "MARY-ANN",
        "JO ANN", "ZOË", "RENÉE", "LATOYA", "KEISHA", "EBONY", "TAMIKA", "SHANICE", "LAKEISHA", "DENISE", "MONIQUE",
        "LA'SHAWN", "CHANTÉ", "ANI", "LUSINE", "ARPINE", "EUN-JI", "SOO YEON", "KYUNG HEE", "LINH", "PHƯƠNG",
        "MA. CRISTINA", "MARICEL", "ROWENA", "LIEZL", "MEI LING", "GRACE", "SHIRIN", "ELISE", "AGNIESZKA",
    ]
}
