import Foundation

@testable import Inspection
@testable import Press

/// Makes PDFs whose streams are not compressed, so that a test can change a page by changing its bytes.
enum Workshop {
    private static let files: [String: [UInt8]] = Dictionary(
        uniqueKeysWithValues: Typefaces.files.compactMap { name in
            FileManager.default.contents(atPath: "\(Typefaces.folder)/\(name).ttf").map { (name, Array($0)) }
        })
    static let hasFonts = files.count == Typefaces.files.count

    /// One stored block of zlib (RFC 1950, 1951) for each 65,535 bytes, without a checksum.
    private static var stored: Compression {
        Compression(
            bound: { 6 + $0 + 5 * ($0 / 65_535 + 1) },
            compress: { source, space in
                var out: [UInt8] = [0x78, 0x01]
                var rest = source[...]
                repeat {
                    let piece = rest.prefix(65_535)
                    rest = rest.dropFirst(piece.count)
                    out += [rest.isEmpty ? 1 : 0, UInt8(piece.count & 255), UInt8(piece.count >> 8)]
                    out += [UInt8(~piece.count & 255), UInt8(~piece.count >> 8 & 255)]
                    out += piece
                } while !rest.isEmpty
                out += [0, 0, 0, 0]
                space.copyBytes(from: out)
                return out.count
            })
    }

    /// Undoes `stored`, and minds no checksum.
    static var unpacking: Inflation {
        Inflation { stream, space in
            var place = 2
            var count = 0
            while place + 5 <= stream.count {
                let length = Int(stream[place + 1]) | Int(stream[place + 2]) << 8
                let isLast = stream[place] == 1
                place += 5
                guard place + length <= stream.count else { return .damaged }
                guard count + length <= space.count else { return .tooSmall }
                for offset in 0..<length { space[count + offset] = stream[place + offset] }
                count += length
                place += length
                if isLast { return .done(count) }
            }
            return .damaged
        }
    }

    static func pdf(_ manuscripts: [Manuscript], title: String = "Motion") throws -> [UInt8] {
        let printer = PDFPrinter(try Typefaces { files[$0] }, stored)
        printer.begin(title: title, language: "en")
        for manuscript in manuscripts { try printer.add(manuscript) }
        return try printer.finish()
    }

    static func findings(_ bytes: [UInt8], as paper: Inspector.Paper = .any) -> [Finding] {
        let inspector = Inspector(unpacking)
        return bytes.withUnsafeBytes { inspector.inspect($0, as: paper).findings }
    }

    /// The rules that were broken, each once.
    static func rules(_ bytes: [UInt8], as paper: Inspector.Paper = .any) -> Set<PaperRule> {
        Set(findings(bytes, as: paper).map(\.rule))
    }

    /// Puts other bytes in the place of some, wherever they stand or at the last place only. Blanks fill up what is left.
    ///
    /// - Returns: nil if they stand nowhere, or the new ones are longer.
    static func changed(_ bytes: [UInt8], _ old: String, _ new: String, lastOnly: Bool = false) -> [UInt8]? {
        let old = Array(old.utf8)
        var new = Array(new.utf8)
        guard new.count <= old.count else { return nil }
        new += [UInt8](repeating: 0x20, count: old.count - new.count)
        var places = (0...bytes.count - old.count).filter {
            bytes[$0] == old[0] && bytes[$0..<$0 + old.count].elementsEqual(old)
        }
        if lastOnly { places = places.suffix(1) }
        guard !places.isEmpty else { return nil }
        var changed = bytes
        for place in places { changed.replaceSubrange(place..<place + old.count, with: new) }
        return changed
    }

    /// The same for everything from a beginning through an end, once.
    static func changed(_ bytes: [UInt8], from start: String, through end: String, _ new: String) -> [UInt8]? {
        let text = String(decoding: bytes, as: Unicode.ASCII.self)
        guard let first = text.range(of: start), let last = text.range(of: end, range: first.upperBound..<text.endIndex)
        else { return nil }
        let place = text.unicodeScalars.distance(from: text.startIndex, to: first.lowerBound)
        let length = text.unicodeScalars.distance(from: first.lowerBound, to: last.upperBound)
        var new = Array(new.utf8)
        guard new.count <= length else { return nil }
        new += [UInt8](repeating: 0x20, count: length - new.count)
        var changed = bytes
        changed.replaceSubrange(place..<place + length, with: new)
        return changed
    }
}

/// A pleading of two pages, right in everything but what a test wants wrong.
struct Pleading {
    var attorney = ["Dana Whitfield (SBN 123456)", "1 Invented Way", "Los Angeles, CA 90000"]
    var attorneyHeight = Press.Pleading.line * 7
    var attorneyRight = Length.points(265.8)
    var attorneyIndent: Length = 0
    var court = "SUPERIOR COURT OF THE STATE OF CALIFORNIA"
    var people = ["THE PEOPLE OF THE STATE OF CALIFORNIA,", "v.", "MARÍA SAMPLE, Defendant."]
    var number = "Case No. BA000001"
    var title = "NOTICE OF MOTION"
    var titleRole = Role.title
    var paragraphs = (1...30).map { "Paragraph \($0) of the paper." }
    /// Of `paragraphs`.
    var format = Self.body
    var paper = Paper.pleading(footer: "NOTICE OF MOTION")
    /// Moves the paragraphs down.
    var slip: Length = 0

    private static let body = ParagraphFormat(role: .paragraph, size: .points(12), leading: .points(24))

    var manuscript: Manuscript {
        var manuscript = Manuscript()
        manuscript.title = "Motion"
        manuscript.language = "en"
        manuscript.paper = paper
        var block = ParagraphFormat(role: .paragraph, size: .points(12), leading: .points(12))
        block.isHalfLines = true
        (block.height, block.right, block.left) = (attorneyHeight, attorneyRight, attorneyIndent)
        manuscript.beginParagraph(block)
        for (index, line) in attorney.enumerated() {
            if index > 0 { manuscript.addBreak() }
            manuscript.add(Array(line.utf8), [])
        }
        manuscript.endParagraph()
        var centered = Self.body
        centered.alignment = .center
        add([court], centered, to: &manuscript)
        var boxes = TableFormat(role: .none)
        (boxes.isEven, boxes.boxRule, boxes.paddingRight) = (true, .points(0.75), .points(9))
        manuscript.beginTable(boxes)
        manuscript.beginRow()
        manuscript.beginCell(CellFormat(role: .none))
        add(people, Self.body, to: &manuscript)
        manuscript.endCell()
        manuscript.beginCell(CellFormat(role: .none))
        if !number.isEmpty { add([number], Self.body, to: &manuscript) }
        var heading = Self.body
        heading.role = titleRole
        add([title], heading, to: &manuscript)
        manuscript.endCell()
        manuscript.endRow()
        manuscript.endTable()
        if slip > 0 { manuscript.space(slip) }
        add(paragraphs, format, to: &manuscript)
        return manuscript
    }

    private func add(_ texts: [String], _ format: ParagraphFormat, to manuscript: inout Manuscript) {
        for text in texts {
            manuscript.beginParagraph(format)
            manuscript.add(Array(text.utf8), [])
            manuscript.endParagraph()
        }
    }

    func pdf() throws -> [UInt8] { try Workshop.pdf([manuscript]) }
}
