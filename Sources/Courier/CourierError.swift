/// Why a request has no reply. In libcurl's words, which know neither what was sent nor what came back.
package struct CourierError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Sendable {
        /// Nothing of the request has left: it can be sent again.
        case unreachable
        /// The other side cannot prove that it is the court, or does not trust our certificate. Nothing has left.
        case untrusted
        /// Some or all of the request has left; whether the court has it is not known.
        case broken
        /// The settings will not do, such as a certificate that is not there.
        case unusable
    }

    package let kind: Kind
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
