// The way of a template through this room:
//
//     bytes ─Lexer→ tokens ─Parser→ tree ─Compiler→ program ─Renderer→ output
//                                    │                  │
//                  Scope: which cell is this name?   Values: a byte arena and cells
//                  Markup: what place is this, and is it well-formed?
//
// All that can be known before there are values is settled in the compiler, so that rendering is copying: literal,
// value, literal, value. What cannot be known then, an empty field, a text that has to be escaped, a list's length, is
// one comparison each.

/// What compiling a template gives.
package struct Compilation: Sendable {
    /// The template; nil when there is a finding of severity `error`.
    package let template: Template?
    /// Everything found wrong, in the order of the text as it is put together.
    package let findings: [Finding]
}

/// What happens to a required value that is empty.
package enum Mode: Sendable {
    /// It is marked where it is missing: `<mark class="missing">[field]</mark>`, or `[field]` where no element can be.
    case draft
    /// The document is refused.
    case filing
}

/// A required value was empty, so the document was refused. Says which field and where, never a value.
package struct MissingValue: Error, Equatable, CustomStringConvertible {
    /// The field's dotted path.
    package let field: String
    /// The template file, line and column that want it.
    package let path: String
    package let line: Int
    package let column: Int

    /// `motion.html.mustache:12:7: "defendant.name" has no value`
    package var description: String {
        "\(path):\(line):\(column): \"\(field)\" has no value"
    }
}

/// A template that was checked against a schema and compiled. Immutable, so every task may use the same one.
package struct Template: Sendable {
    package let name: String
    /// Dotted paths of the fields that the template and everything put into it use.
    package let usedFields: Set<String>
    let program: Program
    /// The fingerprint of the schema.
    let fingerprint: UInt64

    /// The literals by number: ranges of `pool`, some of them empty.
    package var literals: [Range<Int>] {
        program.steps.map { Int($0.literal)..<Int($0.literal + $0.literalCount) }
    }

    /// The bytes of all literals.
    package var pool: [UInt8] { program.pool }

    /// Compiles the template `name` with all partials, parents and blocks put into their places.
    ///
    /// - Parameters:
    ///   - name: the template to begin with.
    ///   - set: where it and whatever it includes are found.
    ///   - schema: the only names it may use.
    ///   - audience: who may read the result; a confidential field does not compile into a public document.
    ///   - syntax: decides escaping, and whether the result must be well-formed XML.
    ///   - strictness: leave it strict.
    /// - Returns: the template and every finding, not only the first.
    package static func compile(
        _ name: String,
        from set: TemplateSet,
        schema: Schema,
        audience: Audience,
        syntax: Syntax,
        strictness: Strictness = .strict
    ) -> Compilation {
        var compiler = Compiler(set: set, schema: schema, audience: audience, syntax: syntax, strictness: strictness)
        return compiler.compile(name)
    }
}
