internal import Cases
internal import Casework
internal import Docket
internal import HTTPTypes

/// A screening as it is asked for.
struct ScreeningOrder: Decodable {
    var uploads: [String]
    var asOf: String
    var county: String?
    var rules: String?
    var parameters: [String: Int]?
    var compareWith: String?

    func order(_ paths: [String]) throws(Refusal) -> JobOrder.Screening {
        guard !paths.isEmpty else { throw .invalid("no-uploads", "Name the uploads with the state's files.") }
        return JobOrder.Screening(
            files: paths, county: try OrderField.text(county ?? "LOS ANGELES", "county"),
            rules: try OrderField.key(rules ?? "vacatur", "rules"), parameters: parameters ?? [:],
            other: try compareWith.map { name throws(Refusal) in try OrderField.key(name, "compareWith") },
            asOf: try OrderField.day(asOf, "asOf"))
    }
}

/// A batch as it is asked for: of lists, or of a screening.
struct BatchOrder: Decodable {
    var uploads: [String]?
    var aliases: String?
    var screening: String?
    var asOf: String?
    /// `draft` unless told otherwise.
    var mode: String?
    var jurisdiction: String?
    var layout: String?
    var print: String?

    /// Every upload that is read; aliases are the last.
    var allUploads: [String] { (uploads ?? []) + (aliases.map { [$0] } ?? []) }

    /// Who approves what is filed: the deputy who asks, and nobody in the name of another.
    func reviewer(_ user: User) throws(Refusal) -> Reviewer? {
        switch mode ?? "draft" {
        case "draft": return nil
        case "filing":
            guard user.role == .deputy else {
                throw Refusal(.forbidden, "wrong-role", "Only a deputy approves cases for filing.")
            }
            return try user.requiredReviewer
        default: throw .invalid("bad-mode", "mode is draft or filing.")
        }
    }

    func order(_ paths: [String], _ reviewer: Reviewer?) throws(Refusal) -> JobOrder.Generation {
        let files = aliases == nil ? paths : Array(paths.dropLast())
        guard (screening == nil) != files.isEmpty else {
            throw .invalid("no-source", "Name uploads, or a screening, and not both.")
        }
        guard screening == nil || aliases == nil else {
            throw .invalid("no-source", "aliases is for uploads; a screening has no columns.")
        }
        guard screening != nil || asOf != nil else {
            throw .invalid("missing-field", "Name the day with asOf; lists do not say it.")
        }
        return JobOrder.Generation(
            files: files, aliases: aliases.flatMap { _ in paths.last },
            screening: try screening.map { name throws(Refusal) in try OrderField.key(name, "screening") },
            asOf: try asOf.map { day throws(Refusal) in try OrderField.day(day, "asOf") }, reviewer: reviewer,
            jurisdiction: try jurisdiction.map { name throws(Refusal) in try OrderField.key(name, "jurisdiction") },
            layout: try OrderField.choice(layout ?? "zip", of: ["zip", "tree"], "layout"),
            printing: try print.map { name throws(Refusal) in
                try OrderField.choice(name, of: ["none", "documents", "jobs"], "print")
            })
    }
}

/// Messages for the court as they are asked for.
struct MessageOrder: Decodable {
    var jurisdiction: String?
    var postedAt: String?
    var casesPerMessage: Int?

    func order(_ batch: String) throws(Refusal) -> JobOrder.EFiling {
        if let casesPerMessage, !(1...10_000 ~= casesPerMessage) {
            throw .invalid("bad-number", "casesPerMessage is a number from 1 to 10,000.")
        }
        if let postedAt {
            guard postedAt.utf8.count <= 40, CalendarDate(iso: String(postedAt.prefix(10))) != nil,
                postedAt.utf8.count >= 20
            else {
                throw .invalid("bad-time", "postedAt is a day and a time with its zone, such as 2020-02-13T20:00:00Z.")
            }
        }
        return JobOrder.EFiling(
            batch: batch,
            jurisdiction: try jurisdiction.map { name throws(Refusal) in try OrderField.key(name, "jurisdiction") },
            postedAt: postedAt, casesPerMessage: casesPerMessage)
    }
}

/// Checks of single fields. Names of rule sets and the like become parts of paths, so they are letters and digits.
private enum OrderField {
    static func key(_ text: String, _ field: String) throws(Refusal) -> String {
        guard 1...80 ~= text.utf8.count, text.utf8.first != UInt8(ascii: "-"),
            text.utf8.allSatisfy({ 97...122 ~= $0 || 48...57 ~= $0 || $0 == UInt8(ascii: "-") })
        else { throw .invalid("bad-name", "\(field) is made of small letters, digits and hyphens.") }
        return text
    }

    static func text(_ text: String, _ field: String) throws(Refusal) -> String {
        guard 1...80 ~= text.utf8.count, text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw .invalid("bad-text", "\(field) has 1 to 80 bytes and no control characters.")
        }
        return text
    }

    static func day(_ text: String, _ field: String) throws(Refusal) -> String {
        guard let day = CalendarDate(iso: text) else {
            throw .invalid("bad-date", "\(field) is a day such as 2020-02-13.")
        }
        return day.iso
    }

    static func choice(_ text: String, of choices: [String], _ field: String) throws(Refusal) -> String {
        guard choices.contains(text) else {
            throw .invalid("bad-choice", "\(field) is one of \(choices.joined(separator: ", ")).")
        }
        return text
    }
}
