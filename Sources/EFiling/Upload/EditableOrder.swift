package import XMLGate

/// A proposed order as a word processor reads it (rule 3.1312(c) wants an editable form beside the PDF): Rich Text Format
/// 1.9, with the text of the page, its paragraphs, numbered orders and bold, but not its pleading paper.
package struct EditableOrder {
    private var rtf: [UInt8] = []
    private var hidden = 0
    private var item: [Int] = []
    private var isAtStart = true
    private var needsBlank = false

    /// Writes an order that was published as a page. Throws if the page is not well-formed.
    package static func rtf(of html: [UInt8]) throws(XMLGateError) -> [UInt8] {
        let doctype = Array("<!DOCTYPE html>".utf8)
        let reader = try XMLReader(bytes: html.starts(with: doctype) ? Array(html.dropFirst(doctype.count)) : html)
        var order = EditableOrder()
        order.raw("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}\\paperw12240\\paperh15840")
        order.raw("\\margl1440\\margr1440\\margt1440\\margb1440\\f0\\fs24\\sl360\\slmult1\n")
        while let event = try reader.next() {
            switch event {
            case .start: order.start(reader)
            case .text: reader.withText { order.text($0) }
            case .end: order.end(reader.name)
            }
        }
        order.raw("}\n")
        return order.rtf
    }

    private mutating func raw(_ text: String) { rtf += text.utf8 }

    private mutating func start(_ reader: XMLReader) {
        switch reader.name {
        case "head", "style": hidden += 1
        case "p", "h2", "h3": begin("\\pard\\plain\\f0\\fs24\\sl360\\slmult1 ")
        case "h1": begin("\\pard\\plain\\f0\\fs24\\b\\qc ")
        case "ol", "ul": item.append(0)
        case "li":
            begin("\\pard\\plain\\f0\\fs24\\sl360\\slmult1\\fi-360\\li360 ")
            if !item.isEmpty {
                item[item.count - 1] += 1
                raw("\(item[item.count - 1]).\\tab ")
            }
        case "tr": begin("\\pard\\plain\\f0\\fs24 ")
        case "b", "strong", "th": raw("{\\b ")
        case "i", "em": raw("{\\i ")
        case "u": raw("{\\ul ")
        case "br": raw("\\line ")
        case "span" where reader.attribute("class")?.contains("blank") ?? false: blank()
        default: break
        }
    }

    private mutating func blank() {
        raw(needsBlank ? " ____________________" : "____________________")
        needsBlank = false
        isAtStart = false
    }

    private mutating func begin(_ format: String) {
        if !isAtStart { raw("\\par\n") }
        raw(format)
        isAtStart = true
        needsBlank = false
    }

    private mutating func end(_ name: String) {
        switch name {
        case "head", "style": hidden -= 1
        case "p", "h1", "h2", "h3", "li", "tr":
            if !isAtStart { raw("\\par\n") }
            isAtStart = true
            needsBlank = false
        case "ol", "ul": item.removeLast()
        case "td": raw("\\tab ")
        case "th": raw("}\\tab ")
        case "b", "strong", "i", "em", "u": raw("}")
        default: break
        }
    }

    /// Runs of blanks are one, as on the page; what is not ASCII is written as RTF's `\u` with a question mark for readers
    /// that do not know it.
    private mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard hidden == 0 else { return }
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" {
                needsBlank = !isAtStart
                continue
            }
            if needsBlank { rtf.append(0x20) }
            needsBlank = false
            isAtStart = false
            switch scalar {
            case "\\", "{", "}": raw("\\\(scalar)")
            case _ where scalar.isASCII: rtf.append(UInt8(scalar.value))
            default: for unit in String(scalar).utf16 { raw("\\u\(Int16(bitPattern: unit))?") }
            }
        }
    }
}
