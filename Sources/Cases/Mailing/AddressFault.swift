/// Why no letter can be mailed to an address. Each is a code of `address-unknown.csv`.
package enum AddressFault: String, Error, CaseIterable, Sendable {
    /// The list gives none; the state's criminal-history file has none for anybody.
    case noAddress = "no-address"
    case noStreet = "no-street"
    /// A word such as TRANSIENT or UNKNOWN stands for the street.
    case noFixedAddress = "no-fixed-address"
    case noCity = "no-city"
    /// Neither a state, a territory nor a military post of the United States.
    case unknownState = "unknown-state"
    /// Not five digits, or nine with or without a hyphen.
    case badZIP = "bad-zip"
    /// A line is longer than the window of an envelope.
    case tooLong = "too-long"

    /// For people: what is wrong, and what to do.
    package var explanation: String {
        switch self {
        case .noAddress: "The batch has no address. Look for one in the office's own records."
        case .noStreet: "The street is missing. Add it to the batch."
        case .noFixedAddress: "The street says that there is no fixed address."
        case .noCity: "The city is missing. Add it to the batch."
        case .unknownState: "The state is none of the United States. Correct it, or mail the letter by hand."
        case .badZIP: "The ZIP code is not of five or nine digits. Correct it."
        case .tooLong:
            "The name, the street or the city is too long for an envelope's window. Address the letter by hand."
        }
    }
}
