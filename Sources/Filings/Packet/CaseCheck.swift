import Cases
package import TemplateEngine

/// Tries the documents of a case without writing them, to learn whether one of them wants a value that the case lacks.
package final class CaseCheck {
    private let documents: DocumentSet
    private var caseValues: Values
    private var letterValues: Values
    private var challengeValues: Values
    private var output = Output()

    package init(documents: DocumentSet, context: PacketContext) {
        self.documents = documents
        caseValues = documents.ofCase.values(in: context)
        letterValues = documents.letter.values(in: context)
        challengeValues = documents.ofChallenge.values(in: context)
    }

    /// The first value that is missing in the notice of challenge in one case; nil if none is.
    package func missingValue(in placed: PlacedChallenge) -> MissingValue? {
        documents.ofChallenge.fill(&challengeValues, from: placed)
        output.removeAll()
        do throws(MissingValue) {
            try documents[.caseChallenge].render(challengeValues, .filing, into: &output)
            return nil
        } catch {
            return error
        }
    }

    /// The first value that is missing in any of the case's documents or in the person's letter; nil if none is.
    package func missingValue(in placed: PlacedCase) -> MissingValue? {
        documents.ofCase.fill(&caseValues, from: placed)
        documents.letter.fill(&letterValues, from: PersonLetter(number: 1, cases: [placed]))
        do throws(MissingValue) {
            for kind in DocumentKind.ofCase {
                output.removeAll()
                try documents[kind].render(caseValues, .filing, into: &output)
            }
            if !placed.person.isDeceased {
                output.removeAll()
                try documents[.letter].render(letterValues, .filing, into: &output)
            }
            return nil
        } catch {
            return error
        }
    }
}
