internal import Cases
internal import Casework
internal import Docket

/// Figures and words as pages show them.
enum PageText {
    /// `66,000`
    static func count(_ number: some BinaryInteger) -> String {
        var text = "\(number.magnitude)"
        var at = text.endIndex
        while let next = text.index(at, offsetBy: -3, limitedBy: text.startIndex), next > text.startIndex {
            text.insert(",", at: next)
            at = next
        }
        return number < 0 ? "-\(text)" : text
    }

    /// `3 cases`, `1 case`
    static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(count(number)) \(number == 1 ? one : many)"
    }

    /// `449.2 MB`, in steps of 1,000.
    static func size(_ bytes: Int64) -> String {
        var (size, unit) = (bytes * 10, 0)
        let units = ["bytes", "kB", "MB", "GB", "TB"]
        while size >= 10_000, unit < units.count - 1 { (size, unit) = (size / 1_000, unit + 1) }
        return unit == 0 ? "\(count(bytes)) bytes" : "\(size / 10).\(size % 10) \(units[unit])"
    }
}

extension Outcome {
    /// As pages head its column.
    var words: String {
        switch self {
        case .filed: "In the packet"
        case .held: "Held"
        case .referred: "Referred"
        case .notEligible: "Not eligible"
        case .challenged: "Challenged"
        case .rejected: "Rejected"
        case .alreadyFiled: "Filed before"
        case .notSelected: "Not selected"
        }
    }
}

extension JobOrder.Kind {
    var words: String {
        switch self {
        case .screen: "Screen a history file"
        case .generate: "Make packets"
        case .verify: "Verify packets"
        case .report: "Make a report"
        case .efile: "Make messages for the court"
        }
    }
}

extension Job.State {
    var words: String {
        switch self {
        case .waiting: "Waiting"
        case .running: "Running"
        case .done: "Done"
        case .failed: "Failed"
        case .cancelled: "Cancelled"
        }
    }
}

extension Job {
    var words: String { JobOrder.Kind(rawValue: asked.kind)?.words ?? asked.kind }
}
