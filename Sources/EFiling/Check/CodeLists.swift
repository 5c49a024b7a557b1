/// The values of ECF 5.0 code lists that our messages may have. The schemas of ECF do not check them: their types are plain
/// texts. What a list leaves to the court is in `CourtPolicy`.
enum CodeLists {
    private static let base = "urn:oasis:names:tc:legalxml-courtfiling:schema:xsd:"

    /// `ecf:SignatureProfileCode`: those that need nothing but the code come first.
    static let signatures = ["NullSignature", "ApplicationSignature"].map { "\(base)\($0)-1.0" }

    /// `ecf:ServiceInteractionProfileCode`.
    static let interactionProfiles = ["\(base)WebServicesMessaging-5.0"]
}
