/// A courthouse by the name that batches use.
struct SampleCourt: Sendable {
    let name: String
    /// Its place in the state's file, behind `CASC` or `CAMC`.
    let area: [UInt8]
    /// The letter before the `A` of felony numbers from 1989 on.
    let felonyLetter: String
    /// The two letters after the year's digit in misdemeanor numbers from 1990 on.
    let misdemeanorLetters: String
}

/// A jurisdiction by the name that batches use, with the courts where its cases were heard.
struct SampleJurisdiction: Sendable {
    let name: String
    let courts: Weighted<SampleCourt>
    let isCity: Bool
}

/// Who prosecuted, and where, in proportions like those of Los Angeles County.
enum CourtTables {
    private static let foltz = court("Clara Shortridge Foltz Criminal Justice Center", "FOLTZ", "B", "CJ")
    private static let metropolitan = court("Metropolitan Courthouse", "METROPOLITAN", "B", "MT")
    private static let pasadena = court("Pasadena Courthouse", "PASADENA", "G", "PD")
    private static let burbank = court("Burbank Courthouse", "BURBANK", "G", "BR")
    private static let pomona = court("Pomona Courthouse South", "POMONA", "K", "PK")
    private static let vanNuys = court("Van Nuys Courthouse West", "VAN NUYS", "L", "VY")
    private static let antelopeValley = court(
        "Michael D. Antonovich Antelope Valley Courthouse", "ANTELOPE VALLEY", "M", "AV")
    private static let longBeach = court("Governor George Deukmejian Courthouse", "LONG BEACH", "N", "NB")
    private static let sanFernando = court("San Fernando Courthouse", "SAN FERNANDO", "P", "PY")
    private static let airport = court("Airport Courthouse", "AIRPORT", "S", "WA")
    private static let compton = court("Compton Courthouse", "COMPTON", "T", "CM")
    private static let norwalk = court("Norwalk Courthouse", "NORWALK", "V", "NW")
    private static let torrance = court("Torrance Courthouse", "TORRANCE", "Y", "SY")
    private static let inglewood = court("Inglewood Courthouse", "INGLEWOOD", "Y", "IN")
    // Closed to criminal cases since; batches still name them.
    private static let santaMonica = court("Santa Monica Courthouse", "SANTA MONICA", "S", "SM")
    private static let beverlyHills = court("Beverly Hills Courthouse", "BEVERLY HILLS", "S", "BH")
    private static let eastLosAngeles = court("East Los Angeles Courthouse", "EAST LOS ANGELES", "B", "EA")

    /// The district attorney: all felonies, and misdemeanors where no city prosecutes.
    static let districtAttorney = SampleJurisdiction(
        name: "District Attorney",
        courts: Weighted([
            (foltz, weight: 30), (compton, weight: 11), (pomona, weight: 9), (longBeach, weight: 9),
            (vanNuys, weight: 9), (norwalk, weight: 8), (sanFernando, weight: 6), (torrance, weight: 6),
            (airport, weight: 5), (pasadena, weight: 4), (antelopeValley, weight: 3),
            (santaMonica, weight: 1), (beverlyHills, weight: 1),
        ]),
        isCity: false
    )

    /// Misdemeanors, by prosecutor.
    static let misdemeanors = Weighted<SampleJurisdiction>([
        (
            city(
                "City of Los Angeles",
                [
                    (foltz, weight: 25), (metropolitan, weight: 30), (vanNuys, weight: 17), (airport, weight: 11),
                    (sanFernando, weight: 9), (longBeach, weight: 5), (eastLosAngeles, weight: 3),
                ]
            ), weight: 56
        ),
        (city("City of Long Beach", [(longBeach, weight: 1)]), weight: 13),
        (city("City of Pasadena", [(pasadena, weight: 1)]), weight: 6),
        (city("City of Inglewood", [(inglewood, weight: 1)]), weight: 5),
        (city("City of Torrance", [(torrance, weight: 1)]), weight: 4),
        (city("City of Santa Monica", [(airport, weight: 2), (santaMonica, weight: 1)]), weight: 4),
        (city("City of Burbank", [(burbank, weight: 1)]), weight: 3),
        (city("City of Hawthorne", [(airport, weight: 2), (inglewood, weight: 1)]), weight: 3),
        (city("City of Redondo Beach", [(torrance, weight: 1)]), weight: 2),
        (city("City of Hermosa Beach", [(torrance, weight: 1)]), weight: 1),
        (districtAttorney, weight: 3),
    ])

    private static func court(
        _ name: String, _ area: String, _ felonyLetter: String, _ misdemeanorLetters: String
    ) -> SampleCourt {
        SampleCourt(
            name: name, area: Array(area.utf8), felonyLetter: felonyLetter, misdemeanorLetters: misdemeanorLetters)
    }

    private static func city(_ name: String, _ courts: [(SampleCourt, weight: Int)]) -> SampleJurisdiction {
        SampleJurisdiction(name: name, courts: Weighted(courts), isCity: true)
    }
}
