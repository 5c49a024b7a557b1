import ArgumentParser
import Intake

struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Document the fields of a batch.",
        discussion: """
            One vocabulary in all formats: a column of CSV, a key of JSON Lines, an element of XML. CSV has one row for \
            each count; JSON Lines one case a line, its counts in "counts"; XML one <case> with its <count> elements.
            """
    )

    @Flag(help: "Print the XML schema of XML batches instead.")
    var xsd = false

    func run() {
        if xsd {
            print(BatchSchema.xsd)
            return
        }
        for field in FieldTable.all {
            var marks = [need(field)]
            if field.field.isOfCount { marks.append("of the count") }
            if field.isConfidential { marks.append("confidential") }
            print("\(field.field.name) (\(marks.joined(separator: ", ")); at most \(field.maxLength) characters)")
            print("    \(field.meaning)")
            if !field.forms.isEmpty { print("    Forms: \(field.forms.joined(separator: " · "))") }
            if !field.aliases.isEmpty { print("    Also read from: \(field.aliases.joined(separator: ", "))") }
        }
    }

    private func need(_ field: FieldDescription) -> String {
        switch field.need {
        case .required: "required"
        case .requiredUnless(let other): "required unless \(other.name) is there"
        case .optional: "optional"
        }
    }
}
