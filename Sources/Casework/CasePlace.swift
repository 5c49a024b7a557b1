import Cases
import Docket
import Filings

extension County {
    /// A case of the docket as documents need it.
    ///
    /// `granted` is the day of the order that granted relief, where one has.
    func place(_ numbered: NumberedCase, granted: CalendarDate? = nil) throws(CaseworkError) -> PlacedCase {
        PlacedCase(
            standing: numbered.standing, sequence: numbered.sequence,
            courthouse: try knownCourthouse(numbered.standing.eligible.route.courthouse), withdrawn: numbered.withdrawn,
            granted: granted)
    }

    func place(_ letter: Letter) throws(CaseworkError) -> PersonLetter {
        var cases: [PlacedCase] = []
        for numbered in letter.cases { cases.append(try place(numbered)) }
        return PersonLetter(number: letter.number, cases: cases)
    }

    func place(_ numbered: NumberedChallenge) throws(CaseworkError) -> PlacedChallenge {
        PlacedChallenge(
            challenged: numbered.challenged, decision: numbered.decision, sequence: numbered.sequence,
            courthouse: try knownCourthouse(numbered.challenged.route.courthouse))
    }

    /// The courthouse that the docket names.
    private func knownCourthouse(_ id: String) throws(CaseworkError) -> Courthouse {
        guard let courthouse = courthouse(id) else {
            throw CaseworkError(
                .storage, "the docket names the courthouse \"\(id)\", which base/county.yaml no longer has")
        }
        return courthouse
    }
}
