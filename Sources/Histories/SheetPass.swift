import Cases
import Intake
import Synchronization

/// Pass two: the files are read again, and each row is written with what was found beside it.
struct SheetPass: Sendable {
    let plan: ScreeningPlan
    let reading: ReadingPass.Result
    let columns: PartitionStore
    let sheets: Sheets
    let progress: @Sendable (Int) -> Void

    func run() throws -> ProblemTotals {
        let binder = SheetBinder(sheets)
        // The titles, and files that were left out, come before the first block.
        try binder.add(firstPages(), number: 0)
        let source = BlockSource(paths: plan.files, hashing: false)
        let totals = Mutex(ProblemTotals())
        try Workers.run(
            stop: {
                source.stop()
                binder.stop()
            }
        ) {
            do {
                let own = try writeBlocks(from: source, to: binder)
                totals.withLock { $0 = $0 + own }
            } catch is Turnstile.Broken {}
        }
        return totals.withLock { $0 }
    }

    private func firstPages() -> SheetPages {
        let pages = SheetPages()
        func title(_ kind: Sheets.Kind, _ names: [String]) {
            CSVCell.append(names, to: pages[kind])
            pages[kind].append(10)
        }
        let all = HistoryColumn.names + HistoryColumn.added
        title(.allRows, all)
        title(.condensed, HistoryColumn.condensed.map { HistoryColumn.names[$0] } + HistoryColumn.added)
        title(.convictions, all)
        title(.problems, ["file", "row", "code", "column", "reason", "detail", "what_to_do"])
        if let other = plan.other { title(.differences, Difference.titles((plan.rules.id, other.id))) }
        for (file, input) in reading.inputs.enumerated() where input.isRepeated {
            let problem = Problem(
                .repeatedFile, at: RowPlace(file: file, row: 0), detail: "\(input.rows) rows were left out")
            SheetWriter.append(problem, file: fileName(file), to: pages[.problems])
        }
        return pages
    }

    private func fileName(_ file: Int) -> String { reading.inputs[file].name }

    private func writeBlocks(from source: BlockSource, to binder: SheetBinder) throws -> ProblemTotals {
        let buffer = BlockBuffer()
        let index = BlockIndex(capacity: BlockSource.blockSize)
        var writer = SheetWriter()
        while let block = try source.next(into: buffer) {
            writer.begin(file: fileName(block.file), fileIndex: block.file, rowsBefore: reading.rowsBefore[block.index])
            if !reading.inputs[block.file].isRepeated {
                let partition = columns.partition(ofBlock: block.index, of: reading.rowsBefore.count)
                let pieces = try columns.pieces(of: partition)
                let bytes = UnsafePointer(buffer.bytes)
                index.index(bytes, count: block.count, findingFormulas: true)
                try writer.write(
                    index, bytes, block, AddedColumns.read(pieces, block: block.index), path: plan.files[block.file])
            }
            try binder.add(writer.pages, number: block.index + 1)
            progress(block.count)
        }
        return writer.totals
    }
}
