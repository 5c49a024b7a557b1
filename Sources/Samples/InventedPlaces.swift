/// Streets and police agencies that do not exist, in cities that do.
enum InventedPlaces {
    static let streets = [
        "EJEMPLO AVE", "MUESTRA BLVD", "SPECIMEN ST", "INVENTED WAY", "PLACEHOLDER DR", "NOWHERE CANYON RD",
        "CALLE DE LA MUESTRA", "AVENIDA FICTICIA", "PATTERN PL", "TEMPLATE TER", "PARAGON SAMPLE ST", "FABLE HILL RD",
        "MADE-UP MESA DR", "PASEO IMAGINARIO", "ST. SPECIMEN CT", "FIGMENT ST", "SUPPOSITION LN", "EXEMPLAR BLVD",
    ]

    static let units = ["APT", "UNIT", "#", "SPC"]

    /// City and ZIP code.
    static let cities = Weighted<(city: String, zip: Int)>([
        (("LOS ANGELES", 90001), weight: 45), (("LONG BEACH", 90801), weight: 8), (("PASADENA", 91101), weight: 4),
        (("INGLEWOOD", 90301), weight: 4), (("COMPTON", 90220), weight: 5), (("TORRANCE", 90501), weight: 3),
        (("POMONA", 91766), weight: 5), (("GLENDALE", 91201), weight: 4), (("BURBANK", 91501), weight: 3),
        (("SANTA MONICA", 90401), weight: 3), (("HAWTHORNE", 90250), weight: 3), (("LANCASTER", 93534), weight: 4),
        (("REDONDO BEACH", 90277), weight: 1), (("EAST LOS ANGELES", 90022), weight: 4),
        (("LA CAÑADA FLINTRIDGE", 91011), weight: 1), (("EL MONTE", 91731), weight: 3),
    ])

    static let agencies = [
        "SAMPLE CITY POLICE DEPARTMENT", "SAMPLE COUNTY SHERIFF, NORTH STATION", "SAMPLE COUNTY SHERIFF, SOUTH STATION",
        "RANCHO EJEMPLO POLICE DEPARTMENT", "PORT OF EXAMPLE POLICE", "SPECIMEN HILLS POLICE DEPARTMENT",
        "EXAMPLE STATE HIGHWAY PATROL", "MUESTRA BEACH POLICE DEPARTMENT", "FICTION VALLEY TRANSIT POLICE",
    ]
}
