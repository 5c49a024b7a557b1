/// Something wrong in a template, at one place of its text.
package struct Finding: Sendable, Equatable, CustomStringConvertible {
    package enum Severity: String, Sendable {
        /// The template does not compile.
        case error
        /// It compiles; its author should look.
        case warning
    }

    package let severity: Severity
    /// The file, as `TemplateSource.path` gave it.
    package let path: String
    /// From 1.
    package let line: Int
    /// From 1, in characters.
    package let column: Int
    package let message: String
    /// The nearest known name, when there is a near one.
    package let suggestion: String?

    package init(
        severity: Severity = .error,
        path: String,
        line: Int,
        column: Int,
        message: String,
        suggestion: String? = nil
    ) {
        self.severity = severity
        self.path = path
        self.line = line
        self.column = column
        self.message = message
        self.suggestion = suggestion
    }

    /// `motion.html.mustache:12:7: error: unknown field "numbr" (did you mean "number"?)`
    package var description: String {
        let hint = suggestion.map { " (did you mean \"\($0)\"?)" } ?? ""
        return "\(path):\(line):\(column): \(severity.rawValue): \(message)\(hint)"
    }
}
