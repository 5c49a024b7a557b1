import ArgumentParser
import Casework

@main
struct Vacatur: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vacatur",
        abstract: "Turns a county's list of old convictions into court-ready filing packets.",
        discussion: """
            The main job, from a list that a prosecutor has reviewed:

              vacatur generate list.csv --approve-as "NAME, BAR NUMBER" --as-of 2020-02-13

            It reads CSV, JSON Lines and XML, fills motion, proposed order and notices for each case, and leaves a \
            folder with one packet for each prosecuting office: documents, schedules, control totals, and every row \
            that is in no packet with its reason. Without --approve-as the documents are drafts and say so.

            Try it on invented people:

              vacatur sample --cases 500 --seed 1 --format csv -o list.csv

            Exit codes: 0 all rows filed; 1 verification, lint or template check found errors; 2 done, with exceptions; \
            3 the input as a whole is unusable; 64 wrong usage; 65 errors in templates or packs; 70 a fault of the \
            program, nothing published; 73 output or docket cannot be written; 75 another run is busy, try again.
            """,
        version: Program.version,
        subcommands: [
            Run.self, Screen.self, Review.self, Report.self, Compare.self, Generate.self, EFile.self, Send.self,
            Outcomes.self, Dispositions.self, Schemas.self, Policy.self, Verify.self, Print.self, Lint.self,
            Preview.self, Templates.self, Schema.self, MakeSample.self, Audit.self, DocketCommands.self,
        ]
    )
}
