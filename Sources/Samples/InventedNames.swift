/// Last and first names of one heritage, put together at random: no list of real people stands behind them.
struct NameStock: Sendable {
    let last: [String]
    let first: [String]
    /// The share of people with a middle name, and with two last names.
    let middleShare: Double
    let doubleLastShare: Double
    /// As an arresting officer wrote it down.
    let races: Weighted<SampleRace>
}

/// Names as court files of Los Angeles County write them, with the characters that break careless programs.
enum InventedNames {
    static let stocks = Weighted<NameStock>([
        (spanish, weight: 44), (english, weight: 24), (black, weight: 17), (armenian, weight: 4), (korean, weight: 2),
        (vietnamese, weight: 2), (filipino, weight: 3), (chinese, weight: 2), (european, weight: 2),
    ])

    static let suffixes = Weighted<String>([
        ("JR", weight: 70), ("SR", weight: 12), ("III", weight: 12), ("II", weight: 4), ("IV", weight: 2),
    ])

    /// Street names of people, for lists of other names.
    static let nicknames = [
        "LIL MAN", "SMILEY", "TINY", "COOKIE", "PELÓN", "GÜERO", "CHATO", "OSO", "SLIM", "DUKE", "BIG MIKE", "RED",
        "FLACO", "MOUSE", "PONCHO", "DOC", "SONNY", "CHUY", "NIÑO", "BABY FACE",
    ]

    private static let spanish = NameStock(
        last: [
            "GARCÍA", "GARCIA", "HERNÁNDEZ", "HERNANDEZ", "MARTÍNEZ", "LÓPEZ", "LOPEZ", "GONZÁLEZ", "PÉREZ",
            "RODRÍGUEZ",
            "SÁNCHEZ", "RAMÍREZ", "TORRES", "FLORES", "RIVERA", "GÓMEZ", "DÍAZ", "REYES", "MORALES", "CRUZ", "ORTIZ",
            "GUTIÉRREZ", "CHÁVEZ", "RAMOS", "RUIZ", "MENDOZA", "ÁLVAREZ", "CASTILLO", "VÁSQUEZ", "ROMERO", "MORENO",
            "MUÑOZ", "MUNOZ", "PEÑA", "NÚÑEZ", "IBÁÑEZ", "ZÚÑIGA", "CASTAÑEDA", "SALDAÑA", "AVIÑA", "CARREÑO", "OCHOA",
            "DE LA CRUZ", "DE LA TORRE", "DEL RÍO", "DE LEÓN", "SANTA MARÍA", "VILLASEÑOR", "ARGÜELLO", "MAGAÑA",
            "BAÑUELOS", "QUIÑONES", "ESPINOZA", "FIGUEROA", "GALLEGOS", "JIMÉNEZ", "LUJÁN", "MEJÍA", "NEGRETE",
            "OROZCO",
        ],
        first: [
            "JOSÉ", "JOSE", "JUAN", "LUIS", "CARLOS", "JESÚS", "MIGUEL", "JORGE", "FRANCISCO", "ANTONIO", "ALEJANDRO",
            "MANUEL", "RAFAEL", "PEDRO", "RAÚL", "RUBÉN", "SERGIO", "ENRIQUE", "ÁNGEL", "HÉCTOR", "MARTÍN", "ÓSCAR",
            "MARÍA", "MARIA", "GUADALUPE", "ROSA", "ANA", "LETICIA", "SILVIA", "VERÓNICA", "MARÍA ELENA", "BEGOÑA",
            "TOÑO", "ÍÑIGO", "CÉSAR", "ADRIÁN", "GERARDO", "ARMANDO", "ALFONSO", "YOLANDA",
        ],
        middleShare: 0.35,
        doubleLastShare: 0.12,
        races: SampleRace.hispanic
    )

    private static let english = NameStock(
        last: [
            "SMITH", "MILLER", "ANDERSON", "CLARK", "LEWIS", "WALKER", "HALL", "YOUNG", "KING", "WRIGHT", "HILL",
            "BAKER",
            "NELSON", "CAMPBELL", "PARKER", "EVANS", "EDWARDS", "COLLINS", "STEWART", "MORRIS", "O'BRIEN", "O'CONNOR",
            "O’NEILL", "D'ANGELO", "MCCARTHY", "MACDONALD", "ST. JOHN", "VAN DYKE", "VON HAGEN", "FITZGERALD",
            "SULLIVAN",
            "HENDERSON", "WALLACE", "WOODS", "WEST", "REYNOLDS", "FISHER", "ELLIS", "GIBSON", "MARSHALL", "STONE-HAYES",
            "ABERNATHY", "WINTERBOURNE", "LOCKHART", "PEMBERTON", "THISTLEWOOD", "HARGROVE", "KENDRICK", "WHITLOCK",
        ],
        first: [
            "JAMES", "JOHN", "ROBERT", "MICHAEL", "WILLIAM", "DAVID", "RICHARD", "THOMAS", "CHARLES", "DANIEL",
            "MATTHEW",
            "MARK", "DONALD", "STEVEN", "PAUL", "KENNETH", "KEVIN", "BRIAN", "GEORGE", "TIMOTHY", "RONALD", "GARY",
            "LINDA", "PATRICIA", "BARBARA", "SUSAN", "KAREN", "NANCY", "DEBORAH", "SHARON", "MARY-ANN", "JO ANN", "ZOË",
            "RENÉE", "SEAN", "SCOTT", "ERIC", "DENNIS", "LARRY", "WAYNE",
        ],
        middleShare: 0.75,
        doubleLastShare: 0.02,
        races: SampleRace.white
    )

    private static let black = NameStock(
        last: [
            "WASHINGTON", "JEFFERSON", "JACKSON", "JOHNSON", "WILLIAMS", "BROWN", "JONES", "DAVIS", "ROBINSON",
            "HARRIS",
            "BANKS", "BOOKER", "MOSLEY", "GAINES", "RIVERS", "FREEMAN", "COLEMAN", "JENKINS", "BRYANT", "GRIFFIN",
            "HAYES",
            "SIMMONS", "PATTERSON", "ALEXANDER", "RANDOLPH", "DUPREE", "BATISTE", "THIBODEAUX", "BROUSSARD", "LA FLEUR",
            "CHARLES-WRIGHT", "PETTWAY", "WITHERSPOON", "MUHAMMAD", "DIXON", "PRUITT", "TOLLIVER", "STALLWORTH",
        ],
        first: [
            "DARNELL", "TYRONE", "JAMAL", "MARCUS", "ANDRE", "ANDRÉ", "TERRELL", "REGINALD", "CURTIS", "WILLIE",
            "LEROY",
            "EARL", "CLARENCE", "DEANDRE", "DE'ANDRE", "D'ANGELO", "MALIK", "KEYON", "TREVON", "LAMAR", "OTIS",
            "CEDRIC",
            "LATOYA", "KEISHA", "EBONY", "TAMIKA", "SHANICE", "LAKEISHA", "YOLANDA", "DENISE", "MONIQUE", "LA'SHAWN",
            "CHANTÉ", "ANTWAN", "JERMAINE", "ISAIAH", "ELIJAH", "XAVIER",
        ],
        middleShare: 0.7,
        doubleLastShare: 0.03,
        races: SampleRace.black
    )

    private static let armenian = NameStock(
        last: [
            "PETROSYAN", "HAKOPIAN", "SARKISSIAN", "GRIGORYAN", "HARUTYUNYAN", "TER-POGOSYAN", "TER-GHAZARYAN",
            "KHACHATRYAN", "MKRTCHYAN", "AVETISYAN", "BAGHDASARIAN", "DER-SAHAKIAN", "KESHISHIAN", "MANOUKIAN",
            "YEGHIAZARYAN", "ZAKARYAN", "OHANESSIAN", "TATEVOSIAN",
        ],
        first: [
            "ARMEN", "HAGOP", "VARDAN", "GEVORG", "TIGRAN", "ARTUR", "HOVHANNES", "KAREN", "SARKIS", "VAHE", "RAFFI",
            "ANI", "LUSINE", "ARPINE", "NAREK", "EDVARD", "GARO", "AVEDIS",
        ],
        middleShare: 0.1,
        doubleLastShare: 0,
        races: SampleRace.white
    )

    private static let korean = NameStock(
        last: ["KIM", "LEE", "PARK", "CHOI", "JUNG", "KANG", "CHO", "YOON", "JANG", "LIM", "HAN", "SHIN", "NAMKOONG"],
        first: [
            "SUNG-HO", "MIN JUN", "JI-HOON", "YOUNG SOO", "HYUN-WOO", "SEUNG", "DAE JUNG", "EUN-JI", "SOO YEON", "JOON",
            "KYUNG HEE", "BYUNG-CHUL", "SANG WOO",
        ],
        middleShare: 0.05,
        doubleLastShare: 0,
        races: SampleRace.korean
    )

    private static let vietnamese = NameStock(
        last: ["NGUYEN", "NGUYỄN", "TRẦN", "TRAN", "LÊ", "PHẠM", "HUỲNH", "VŨ", "ĐẶNG", "BÙI", "ĐỖ", "HỒ", "NGÔ"],
        first: [
            "VAN", "MINH", "HÙNG", "DŨNG", "TUẤN", "THANH", "ANH", "PHƯƠNG", "LINH", "QUỐC", "HOÀNG", "ĐỨC", "HẢI",
        ],
        middleShare: 0.5,
        doubleLastShare: 0,
        races: SampleRace.vietnamese
    )

    private static let filipino = NameStock(
        last: [
            "BAUTISTA", "DELA CRUZ", "DE LOS SANTOS", "MANALO", "MACAPAGAL", "PANGILINAN", "TOLENTINO", "AGBAYANI",
            "DIMAANO", "SANTOS", "VILLANUEVA", "CATACUTAN", "BAYANI-REYES",
        ],
        first: [
            "RODEL", "JUN JUN", "BENIGNO", "ARNEL", "DANILO", "MA. CRISTINA", "MARICEL", "ROWENA", "JEJOMAR", "ROLANDO",
            "ERNESTO", "LIEZL", "FERDINAND",
        ],
        middleShare: 0.6,
        doubleLastShare: 0.02,
        races: SampleRace.filipino
    )

    private static let chinese = NameStock(
        last: ["WONG", "CHEN", "WANG", "LÜ", "HUANG", "LIU", "OUYANG", "CHAN", "LEUNG", "TSAI", "HSU", "SZETO", "NG"],
        first: [
            "WEI", "JIAN-GUO", "XIAOMING", "KA WAI", "MEI LING", "TZU-HAO", "PETER", "HENRY", "GRACE", "YI",
            "CHI KEUNG",
            "LIANG",
        ],
        middleShare: 0.2,
        doubleLastShare: 0,
        races: SampleRace.chinese
    )

    private static let european = NameStock(
        last: [
            "MÜLLER", "JÖRGENSEN", "ÅKERSTRÖM", "LE BLANC", "DUPRÉ", "NOVÁK", "KOWALSKI", "WIŚNIEWSKA", "IVANOV",
            "SHAHBAZI", "TEHRANI", "ROSENBAUM", "AL-MASRI", "HADDAD/HADAD", "SØRENSEN", "GONÇALVES",
        ],
        first: [
            "FRANÇOIS", "JÜRGEN", "SØREN", "BJÖRN", "PIOTR", "IGOR", "CYRUS", "REZA", "SHIRIN", "YOSEF", "ELISE",
            "AMIR", "JOÃO", "AGNIESZKA",
        ],
        middleShare: 0.3,
        doubleLastShare: 0.04,
        races: SampleRace.white
    )
}
