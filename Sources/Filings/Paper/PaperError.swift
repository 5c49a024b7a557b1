package import Press

/// Why an HTML document of ours cannot be printed. Names elements and classes, never what stands in them.
package struct PaperError: Error, Sendable, CustomStringConvertible {
    package enum Cause: Sendable {
        /// Not well-formed, or not what the templates write.
        case malformed(String)
        case unknownElement(String)
        case unknownClass(String)
        /// The element is known, but not where it stands.
        case misplaced(String)
        case press(PressError)
    }

    package let cause: Cause
    /// From 1; 0 if it is of no one place.
    package let line: Int
    package let column: Int

    init(_ cause: Cause, line: Int = 0, column: Int = 0) {
        self.cause = cause
        self.line = line
        self.column = column
    }

    package var description: String {
        let reason: String =
            switch cause {
            case .malformed(let what): what
            case .unknownElement(let name): "the element <\(name)> cannot be printed"
            case .unknownClass(let name): "the class \"\(name)\" cannot be printed"
            case .misplaced(let name): "<\(name)> cannot stand here"
            case .press(let error): error.description
            }
        return line > 0 ? "\(line):\(column): \(reason)" : reason
    }
}
