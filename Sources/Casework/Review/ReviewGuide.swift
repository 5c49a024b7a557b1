import Cases
import Filings

/// Explains the columns of a worksheet to those who fill it in: `REVIEW.txt` beside the worksheets.
enum ReviewGuide {
    static func text(_ offices: ReviewOffices, _ statute: Statute) -> String {
        let names = lines(offices.county.jurisdictions.map(\.id), indent: 13)
        let dates = statute.dates.map { "  \($0.date.long): \($0.meaning) (\($0.citation))" }
        return """
            HOW TO FILL IN A WORKSHEET

            Each row is one conviction. Fill in the last columns and return the file as CSV. Rows may be sorted, left out or
            returned in parts. The first column, key, tells which conviction a row is: leave it as it is. What the state's
            record says cannot be changed here; a row in which it was changed is not read.

            A row without decision is not read. In the rows that you decide:

            decision     approve     relief is not challenged, and asked for
                         challenge   relief is challenged: give the ground
                         hold        not yet decided
                         refer       another office has to decide: name it in refer_to
            ground       does-not-meet-11361.8   the person does not meet the criteria of H&S 11361.8
                         unreasonable-risk       an unreasonable risk of danger to public safety (H&S 11361.8(b)); only
                                                 where the sentence is still being served
            relief       dismiss-seal, redesignate or recall. Needed where the determination names none (hand review, not
                         eligible, city review); otherwise leave it empty, unless you ask for another one
            refer_to     \(names)
            reviewer     your name
            bar_number   your State Bar number. Name and number may be left out if they are given at the import
            overrides    the bar number of another reviewer, if you decide over that reviewer's ruling. Where two reviewers
                         differ, none of their rulings counts until somebody does
            note         your own words; confidential

            Your later ruling takes the place of your earlier one: to withdraw a challenge, approve.

            \(dates.joined(separator: "\n"))

            These files hold criminal history information. Keep them as such.

            """
    }

    /// Names with commas between them, in lines of at most 110 characters; all but the first are indented.
    private static func lines(_ names: [String], indent: Int) -> String {
        var lines = [""]
        for (index, name) in names.enumerated() {
            let word = index == names.count - 1 ? name : name + ","
            if lines[lines.count - 1].count + word.count > 110 - indent { lines.append("") }
            lines[lines.count - 1] += lines[lines.count - 1].isEmpty ? word : " " + word
        }
        return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
    }
}
