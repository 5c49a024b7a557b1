/// A rule by which one prosecutor rules about a whole screening at once.
///
/// Approves what the screening found eligible, holds what it left to a person, and says nothing about what is not
/// eligible, or what no office is known for.
package struct ReviewPolicy: Hashable, Sendable {
    /// Whether misdemeanors and infractions that the rules leave to the cities' prosecutors are approved for dismissal.
    package let withCities: Bool

    package init(withCities: Bool) { self.withCities = withCities }

    /// What is ruled on a conviction of a jurisdiction, which is empty where nothing tells it; nil where the policy says
    /// nothing.
    package func ruling(on conviction: ScreenedConviction, of jurisdiction: String) -> Ruling? {
        if jurisdiction.isEmpty { return nil }
        return switch conviction.determination {
        case .dismissal, .reduction: .approve(nil)
        case .cityReview where withCities: .approve(conviction.sentence == .serving ? .recall : .dismissAndSeal)
        case .handReview, .maybeEligible, .missing: .hold
        case .cityReview, .notEligible: nil
        }
    }
}
