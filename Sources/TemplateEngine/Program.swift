/// One step of a compiled template: copy a literal, then do one thing.
///
/// Sixteen bytes, four to a cache line. Since most of a document is literal, value, literal, value, joining the two
/// halves the steps. A step without anything to do after its literal is `literal`.
struct Instruction {
    enum Code: UInt8 {
        /// Nothing more.
        case literal
        /// Writes a value between elements.
        case text
        /// Writes a value inside a quoted attribute.
        case attribute
        /// Writes a value as it is.
        case plain
        /// Writes a value as the specification's test data expects.
        case specified
        /// Goes to the operand if the cell is empty.
        case skipIfEmpty
        /// Goes to the operand unless the cell is empty.
        case skipUnlessEmpty
        /// Begins a list. The operand is its `next`: that one's depth gets the list's first row; without any, goes on
        /// behind it.
        case enter
        /// Gives its depth the next row of the list and goes back to the operand; goes on behind the last row.
        case next
        /// Goes where the choice table at the operand says.
        case select
        /// Goes to the operand.
        case jump
        /// The document is complete.
        case end
    }

    var code: Code
    /// How many lists stand open around the field's row.
    var depth: UInt8
    /// The field's cell in its row.
    var slot: UInt16
    /// Where the literal lies in the pool.
    var literal: UInt32
    var literalCount: UInt32
    /// Where to go; for values the number of their site.
    var operand: UInt32
}

/// Where in a template a value is written, for when it is missing.
struct Site: Sendable {
    /// The field's dotted path.
    let field: String
    let path: String
    let line: Int
    let column: Int
    let position: Position
    /// The value may well be empty: guarded in the template, or nobody minds.
    let mayBeEmpty: Bool
}

/// The kinds of places that a value can be written to.
enum Position: Sendable {
    /// Between the elements of a page, where a missing value can be marked up.
    case element
    /// Between the elements of other XML.
    case content
    /// Between the quotes of an attribute.
    case attribute
    /// In text without markup.
    case plain
    /// Anywhere in a template of the specification's test data.
    case specified

    var code: Instruction.Code {
        switch self {
        case .element, .content: .text
        case .attribute: .attribute
        case .plain: .plain
        case .specified: .specified
        }
    }
}

/// A compiled template: steps over one pool of literals.
struct Program: Sendable {
    /// The most lists that may stand open at once.
    static let depthLimit = 64
    /// The most steps and literal bytes of a program; far above any document, below what partials that
    /// include each other many times over would grow to.
    static let stepLimit = 200_000
    static let poolLimit = 32 << 20

    fileprivate(set) var steps: [Instruction] = []
    /// All literals, one behind the other, and slack.
    fileprivate(set) var pool: [UInt8] = []
    /// For each `select`: its site, how many choices, where to go without a match, then per choice where its text
    /// lies in the arena and where to go.
    fileprivate(set) var choices: [UInt32] = []
    fileprivate(set) var sites: [Site] = []
}

/// Writes a program step by step. Literals are joined until a step or a jump's target ends them.
struct ProgramBuilder {
    private(set) var program = Program()
    private var literalStart = 0

    /// A step whose target is not known yet.
    struct Hole {
        fileprivate let step: Int
    }

    var isOverLimit: Bool {
        program.steps.count > Program.stepLimit || program.pool.count > Program.poolLimit
    }

    mutating func add(literal bytes: some Sequence<UInt8>) {
        program.pool.append(contentsOf: bytes)
    }

    mutating func addValue(_ place: Place, _ code: Instruction.Code, site: Site) {
        program.sites.append(site)
        add(code, place, operand: program.sites.count - 1)
    }

    /// Adds a step that goes elsewhere, to be told where by `fill`.
    mutating func addJump(_ code: Instruction.Code, _ place: Place?) -> Hole {
        add(code, place, operand: 0)
        return Hole(step: program.steps.count - 1)
    }

    /// Adds the end of a list's body that began at `start` behind the `enter` at `hole`.
    mutating func addNext(depth: Int, backTo start: Int, _ hole: Hole) {
        program.steps[hole.step].operand = UInt32(program.steps.count)
        add(.next, Place(depth: depth, slot: 0), operand: start)
    }

    /// The place that a jump written later, or filled now, can lead to.
    mutating func label() -> Int {
        if program.pool.count > literalStart { add(.literal, nil, operand: 0) }
        return program.steps.count
    }

    /// Lets earlier jumps lead here.
    mutating func fill(_ holes: [Hole]) {
        let target = UInt32(label())
        for hole in holes { program.steps[hole.step].operand = target }
    }

    /// Adds a `select` over the texts at `starts`; gives the slots of its table to be filled by `setChoice`.
    mutating func addSelect(_ place: Place, site: Site, starts: [UInt32]) -> Int {
        let table = program.choices.count
        program.sites.append(site)
        program.choices += [UInt32(program.sites.count - 1), UInt32(starts.count), 0]
        for start in starts { program.choices += [start, 0] }
        add(.select, place, operand: table)
        return table
    }

    /// Lets a choice of a `select` lead here; without a number, the case that none of them matches.
    mutating func setChoice(_ number: Int?, of table: Int) {
        let entry = if let number { table + 4 + 2 * number } else { table + 2 }
        program.choices[entry] = UInt32(label())
    }

    mutating func finish() -> Program {
        add(.end, nil, operand: 0)
        program.pool.append(contentsOf: repeatElement(0, count: Output.slack))
        return program
    }

    private mutating func add(_ code: Instruction.Code, _ place: Place?, operand: Int) {
        program.steps.append(
            Instruction(
                code: code,
                depth: UInt8(place?.depth ?? 0),
                slot: UInt16(place?.slot ?? 0),
                literal: UInt32(literalStart),
                literalCount: UInt32(program.pool.count - literalStart),
                operand: UInt32(operand)
            )
        )
        literalStart = program.pool.count
    }
}
