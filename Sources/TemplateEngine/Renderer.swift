extension Template {
    /// Renders the values, appending to `output`.
    ///
    /// - Returns: how many values were missing and marked so; zero in filing mode.
    /// - Throws: in filing mode, at the first required value that is empty; `output` is then as it was before.
    /// - Precondition: `values` were made for the schema that the template was compiled for.
    @discardableResult
    package func render(
        _ values: borrowing Values,
        _ mode: Mode,
        into output: inout Output
    ) throws(MissingValue) -> Int {
        precondition(values.shapes.fingerprint == fingerprint, "values of another schema")
        let start = output.count
        let pieces = output.tracedPieces
        var run = Run(values: values, mode: mode)
        run.render(program, into: &output)
        if let site = run.refused {
            output.truncate(to: start, pieces: pieces)
            let missing = program.sites[site]
            throw MissingValue(field: missing.field, path: missing.path, line: missing.line, column: missing.column)
        }
        return run.missing
    }
}

/// One rendering. The loop works on raw pointers only: they are taken once, and every range was checked when the
/// template was compiled or the value was written.
private struct Run {
    /// The first cell of a row.
    private typealias RowPointer = UnsafePointer<Cell>

    let cells: UnsafePointer<Cell>
    let bytes: UnsafePointer<UInt8>
    let mode: Mode
    /// Required values found empty.
    var missing = 0
    /// The site that stopped a filing.
    var refused: Int?

    /// Values up to this length are copied in one go.
    private static let shortValue: UInt32 = 32
    /// Literals up to this length are copied in one go.
    private static let shortLiteral = 64

    /// `values` must outlive this.
    init(values: borrowing Values, mode: Mode) {
        cells = UnsafePointer(values.cells)
        bytes = UnsafePointer(values.bytes)
        self.mode = mode
    }

    mutating func render(_ program: Program, into output: inout Output) {
        program.steps.withUnsafeBufferPointer { steps in
            program.pool.withUnsafeBufferPointer { pool in
                withUnsafeTemporaryAllocation(of: RowPointer.self, capacity: Program.depthLimit + 1) { rows in
                    guard let first = steps.baseAddress, let literals = pool.baseAddress, let row = rows.baseAddress
                    else { return }
                    row.initialize(to: cells + Int(Values.Row.root.start))
                    if output.isTracing {
                        follow(program, first, literals, row, &output, tracing: true)
                    } else {
                        follow(program, first, literals, row, &output, tracing: false)
                    }
                }
            }
        }
    }

    /// The loop. Compiled twice, so that without tracing nothing of it is left.
    @inline(__always)
    private mutating func follow(
        _ program: Program,
        _ steps: UnsafePointer<Instruction>,
        _ pool: UnsafePointer<UInt8>,
        _ rows: UnsafeMutablePointer<RowPointer>,
        _ output: inout Output,
        tracing: Bool
    ) {
        let (cells, bytes) = (cells, bytes)
        var next = steps
        var out = output.end
        var limit = output.limit
        while true {
            let step = next
            next += 1
            let literalCount = Int(step.pointee.literalCount)
            if limit - out < literalCount {
                out = output.makeRoom(literalCount, at: out)
                limit = output.limit
            }
            if tracing, literalCount > 0 {
                output.trace(literal: Int32(truncatingIfNeeded: step - steps), start: out)
            }
            Run.copyLiteral(pool + Int(step.pointee.literal), to: out, literalCount)
            out += literalCount

            switch step.pointee.code {
            case .text, .attribute, .plain, .specified:
                let cell = Run.cell(of: step, rows)
                if tracing { output.trace(literal: -1, start: out) }
                // One comparison: not empty, nothing to escape, not long.
                if cell.count &- 1 < Run.shortValue {
                    Run.copyBlock(bytes + Int(cell.start), to: out)
                    Run.copyBlock(bytes + Int(cell.start) + 16, to: out + 16)
                    out += Int(cell.count)
                } else {
                    guard let end = writeWithCare(cell, step, program, &output, at: out) else { return }
                    out = end
                    limit = output.limit
                }
            case .skipIfEmpty:
                if Run.cell(of: step, rows).count == 0 { next = steps + Int(step.pointee.operand) }
            case .skipUnlessEmpty:
                if Run.cell(of: step, rows).count != 0 { next = steps + Int(step.pointee.operand) }
            case .enter:
                let row = Run.cell(of: step, rows).count
                let end = steps + Int(step.pointee.operand)
                rows[Int(end.pointee.depth)] = cells + Int(row)
                if row == 0 { next = end + 1 }
            case .next:
                let row = rows[Int(step.pointee.depth)][-1].count
                rows[Int(step.pointee.depth)] = cells + Int(row)
                if row != 0 { next = steps + Int(step.pointee.operand) }
            case .select:
                let cell = Run.cell(of: step, rows)
                output.count = out - output.base
                guard let target = select(cell, step, program, &output) else { return }
                next = steps + target
                out = output.end
                limit = output.limit
            case .jump:
                next = steps + Int(step.pointee.operand)
            case .literal:
                break
            case .end:
                output.count = out - output.base
                return
            }
        }
    }

    /// The field that a step is about.
    @inline(__always)
    private static func cell(of step: UnsafePointer<Instruction>, _ rows: UnsafeMutablePointer<RowPointer>) -> Cell {
        rows[Int(step.pointee.depth)][Int(step.pointee.slot)]
    }

    /// Copies a literal; up to 63 bytes more than asked for may be read and written.
    @inline(__always)
    private static func copyLiteral(
        _ source: UnsafePointer<UInt8>,
        to out: UnsafeMutablePointer<UInt8>,
        _ count: Int
    ) {
        if count <= shortLiteral {
            copyBlock(source, to: out)
            copyBlock(source + 16, to: out + 16)
            copyBlock(source + 32, to: out + 32)
            copyBlock(source + 48, to: out + 48)
        } else {
            UnsafeMutableRawPointer(out).copyMemory(from: source, byteCount: count)
        }
    }

    /// Copies 16 bytes.
    @inline(__always)
    private static func copyBlock(_ source: UnsafePointer<UInt8>, to out: UnsafeMutablePointer<UInt8>) {
        let block = UnsafeRawPointer(source).loadUnaligned(as: SIMD16<UInt8>.self)
        UnsafeMutableRawPointer(out).storeBytes(of: block, as: SIMD16<UInt8>.self)
    }

    /// Writes a value that is long, empty or has to be escaped. Gives the end of it; nil stops the rendering.
    @inline(never)
    private mutating func writeWithCare(
        _ cell: Cell,
        _ step: UnsafePointer<Instruction>,
        _ program: Program,
        _ output: inout Output,
        at out: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8>? {
        output.count = out - output.base
        if cell.count == 0 {
            return noteMissing(Int(step.pointee.operand), program, &output) ? output.end : nil
        }
        let code = step.pointee.code
        let text = UnsafeBufferPointer(start: bytes + Int(cell.start), count: cell.length)
        let marks = cell.count & ~Cell.lengthMask
        if code == .plain || marks == 0 || (code == .text && marks == Cell.isSpecialInAttribute) {
            output.append(UnsafeRawBufferPointer(text))
            return output.end
        }
        output.reserve(text.count * Escape.widest)
        return switch code {
        case .attribute: Escape.write(text, to: output.end, Escape.inAttribute)
        case .specified: Escape.write(text, to: output.end, Escape.asSpecified)
        default: Escape.write(text, to: output.end, Escape.inText)
        }
    }

    /// Where a choice leads; nil stops the rendering.
    @inline(never)
    private mutating func select(
        _ cell: Cell,
        _ step: UnsafePointer<Instruction>,
        _ program: Program,
        _ output: inout Output
    ) -> Int? {
        let table = Int(step.pointee.operand)
        for entry in 0..<Int(program.choices[table + 1]) where program.choices[table + 3 + 2 * entry] == cell.start {
            return Int(program.choices[table + 4 + 2 * entry])
        }
        guard noteMissing(Int(program.choices[table]), program, &output) else { return nil }
        return Int(program.choices[table + 2])
    }

    /// Marks a missing value, or says that the document is refused.
    private mutating func noteMissing(_ number: Int, _ program: Program, _ output: inout Output) -> Bool {
        let site = program.sites[number]
        if site.mayBeEmpty { return true }
        guard mode == .draft else {
            refused = number
            return false
        }
        missing += 1
        let name = "[\(site.field)]"
        switch site.position {
        case .plain, .specified: output.append(name)
        case .attribute: Array(name.utf8).withUnsafeBytes { Escaper.appendAttribute($0, to: &output) }
        case .content: Array(name.utf8).withUnsafeBytes { Escaper.appendText($0, to: &output) }
        case .element:
            output.append("<mark class=\"missing\">")
            Array(name.utf8).withUnsafeBytes { Escaper.appendText($0, to: &output) }
            output.append("</mark>")
        }
        return true
    }
}
