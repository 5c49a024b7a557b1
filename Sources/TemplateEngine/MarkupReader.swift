/// The steps of `Markup`: what each byte of a literal leads to.
extension Markup {
    /// Takes the next byte; gives what speaks against it. After a complaint it goes on as if the byte had been right,
    /// so that one mistake is not reported many times.
    mutating func read(_ byte: UInt8, from origin: Origin) -> String? {
        bytesRead += 1
        if byte < 0x20, !Markup.isSpace(byte) { return "a control character cannot stand in XML" }
        switch state {
        case .content: return readContent(byte, origin)
        case .reference: return readReference(byte)
        case .tagStart: return readTagStart(byte)
        case .startName, .betweenAttributes, .afterValue, .emptyTagEnd: return readStartTag(byte)
        case .attributeName, .afterAttributeName, .beforeValue: return readAttribute(byte)
        case .value: return readValue(byte)
        case .endName, .afterEndName: return readEndTag(byte)
        case .declaration, .doctype: return readDeclaration(byte)
        case .comment, .commentDash, .commentEnd: return readComment(byte)
        case .characterData: return readCharacterData(byte)
        case .instruction, .instructionEnd: return readInstruction(byte)
        }
    }

    /// What is wrong when the text ends here, and where that began.
    mutating func finish() -> [(complaint: String, origin: Origin?)] {
        if state != .content { return [("the template ends inside \(placeName)", tagOrigin)] }
        if !elements.isEmpty {
            return elements.reversed().map { ("<\(Markup.text($0.name))> is never closed", $0.origin) }
        }
        return hasRoot ? [] : [("the template has no root element", nil)]
    }

    private mutating func readContent(_ byte: UInt8, _ origin: Origin) -> String? {
        let bracketsBefore = brackets
        brackets = byte == UInt8(ascii: "]") ? min(brackets + 1, 2) : 0
        switch byte {
        case UInt8(ascii: "<"):
            state = .tagStart
            tagOrigin = origin
            tagStart = bytesRead - 1
            return nil
        case UInt8(ascii: "&"):
            guard !elements.isEmpty else { return "text cannot stand outside the root element" }
            beginReference()
            return nil
        case UInt8(ascii: ">") where bracketsBefore == 2:
            return "\">\" could stand behind \"]]\" here, which XML forbids; write &gt;"
        default:
            if Markup.isSpace(byte) { return nil }
            hasBegun = true
            guard elements.isEmpty, !isReportedOutside else { return nil }
            isReportedOutside = true
            return "text cannot stand outside the root element"
        }
    }

    private mutating func beginReference() {
        buffer = []
        returnState = state
        state = .reference
    }

    private mutating func readReference(_ byte: UInt8) -> String? {
        if byte == UInt8(ascii: ";") {
            defer { buffer = [] }
            state = returnState
            return Markup.isReference(buffer)
                ? nil : "&\(Markup.text(buffer)); is not one of &amp; &lt; &gt; &quot; &apos; or a character number"
        }
        if Markup.isNameByte(byte) || byte == UInt8(ascii: "#"), buffer.count < 32 {
            buffer.append(byte)
            return nil
        }
        state = returnState
        buffer = []
        if state == .value, byte == quote { state = .afterValue }
        return "a bare \"&\" cannot stand here; write &amp;"
    }

    private mutating func readTagStart(_ byte: UInt8) -> String? {
        buffer = []
        switch byte {
        case UInt8(ascii: "/"):
            state = .endName
        case UInt8(ascii: "!"):
            state = .declaration
        case UInt8(ascii: "?"):
            state = .instruction
        case _ where Markup.isNameStart(byte):
            state = .startName
            attributes = []
            buffer = [byte]
        default:
            state = .content
            return "a bare \"<\" cannot stand here; write &lt;"
        }
        return nil
    }

    private mutating func readStartTag(_ byte: UInt8) -> String? {
        switch (state, byte) {
        case (.startName, _) where Markup.isNameByte(byte):
            buffer.append(byte)
            return nil
        case (.emptyTagEnd, UInt8(ascii: ">")):
            return closeStartTag(isEmpty: true)
        case (.emptyTagEnd, _):
            state = .betweenAttributes
            return "\"/\" in a tag is followed by \">\""
        case (_, UInt8(ascii: ">")):
            return closeStartTag(isEmpty: false)
        case (_, UInt8(ascii: "/")):
            let complaint = openElement()
            state = .emptyTagEnd
            return complaint
        case (_, _) where Markup.isSpace(byte):
            let complaint = openElement()
            state = .betweenAttributes
            return complaint
        case (.betweenAttributes, _) where Markup.isNameStart(byte):
            attributeName = [byte]
            state = .attributeName
            return nil
        default:
            let place = state == .afterValue ? "behind the value of an attribute" : "in a tag"
            if Markup.isNameStart(byte) {
                attributeName = [byte]
                state = .attributeName
                return "a blank is missing before the next attribute"
            }
            return "\(Markup.printable(byte)) cannot stand \(place)"
        }
    }

    /// Puts the element whose name has just been read onto the stack.
    private mutating func openElement() -> String? {
        guard state == .startName, let origin = tagOrigin else { return nil }
        hasBegun = true
        let complaint = elements.isEmpty && hasRoot ? "a second root element cannot follow the first" : nil
        hasRoot = true
        elements.append(Element(name: buffer, origin: origin))
        buffer = []
        return complaint
    }

    private mutating func closeStartTag(isEmpty: Bool) -> String? {
        var complaint = openElement()
        state = .content
        attributes = []
        brackets = 0
        guard let name = elements.last?.name else { return complaint }
        let text = Markup.text(name)
        let isVoid = isHTML && Markup.voidElements.contains(text)
        if isEmpty {
            if isHTML, !isVoid, !isInForeignElement {
                complaint = complaint ?? "<\(text)/> does not close the element in HTML; write <\(text)></\(text)>"
            }
            elements.removeLast()
        } else if isVoid, !isInForeignElement {
            complaint = complaint ?? "<\(text)> has no content; write <\(text)/>"
        }
        return complaint
    }

    /// Inside drawings and formulas HTML follows XML's rules for empty elements.
    private var isInForeignElement: Bool {
        elements.contains { $0.name.elementsEqual("svg".utf8) || $0.name.elementsEqual("math".utf8) }
    }

    private mutating func readAttribute(_ byte: UInt8) -> String? {
        switch (state, byte) {
        case (.attributeName, _) where Markup.isNameByte(byte):
            attributeName.append(byte)
            return nil
        case (.beforeValue, UInt8(ascii: "\"")), (.beforeValue, UInt8(ascii: "'")):
            quote = byte
            valueHasBegun = false
            state = .value
            return addAttribute()
        case (.attributeName, UInt8(ascii: "=")), (.afterAttributeName, UInt8(ascii: "=")):
            state = .beforeValue
            return nil
        case (.attributeName, _) where Markup.isSpace(byte):
            state = .afterAttributeName
            return nil
        case (_, _) where Markup.isSpace(byte):
            return nil
        case (.beforeValue, _):
            let name = Markup.text(attributeName)
            leaveAttribute(byte)
            return "the value of \(name) needs quotes"
        default:
            let name = Markup.text(attributeName)
            leaveAttribute(byte)
            return "the attribute \(name) needs a value: \(name)=\"\(name)\""
        }
    }

    /// Goes on behind an attribute that was not written right.
    private mutating func leaveAttribute(_ byte: UInt8) {
        attributeName = []
        state = .betweenAttributes
        if byte == UInt8(ascii: ">") { _ = closeStartTag(isEmpty: false) }
        if byte == UInt8(ascii: "/") { state = .emptyTagEnd }
    }

    private mutating func addAttribute() -> String? {
        defer { attributes.append(Attribute(name: attributeName, conditions: conditions)) }
        if isInLoop { return "an attribute inside a list would be written more than once" }
        let isDouble = attributes.contains { $0.name == attributeName && !Markup.exclude($0.conditions, conditions) }
        return isDouble ? "the attribute \(Markup.text(attributeName)) is there already" : nil
    }

    /// Whether one of the sections around the first is the opposite of one around the second.
    private static func exclude(_ first: [Condition], _ second: [Condition]) -> Bool {
        first.contains { one in second.contains { $0.place == one.place && $0.isOn != one.isOn } }
    }

    private mutating func readValue(_ byte: UInt8) -> String? {
        switch byte {
        case quote:
            state = .afterValue
            attributeName = []
            quote = 0
        case UInt8(ascii: "<"):
            return "\"<\" cannot stand in an attribute; write &lt;"
        case UInt8(ascii: "&"):
            valueHasBegun = true
            beginReference()
        default:
            valueHasBegun = true
        }
        return nil
    }

    private mutating func readEndTag(_ byte: UInt8) -> String? {
        if byte == UInt8(ascii: ">") {
            state = .content
            brackets = 0
            defer { buffer = [] }
            return closeElement(buffer)
        }
        if state == .endName, Markup.isNameByte(byte) {
            buffer.append(byte)
            return nil
        }
        if Markup.isSpace(byte), !buffer.isEmpty {
            state = .afterEndName
            return nil
        }
        return "\(Markup.printable(byte)) cannot stand in an end tag"
    }

    private mutating func closeElement(_ name: [UInt8]) -> String? {
        let text = Markup.text(name)
        guard let index = elements.lastIndex(where: { $0.name == name }) else {
            return "</\(text)> closes an element that is not open"
        }
        guard index >= floor else { return "</\(text)> closes an element that was opened outside this section" }
        guard index == elements.count - 1 else {
            let inner = Markup.text(elements.last?.name)
            elements.removeSubrange(index...)
            return "</\(text)> is here, but <\(inner)> is still open"
        }
        elements.removeLast()
        return nil
    }

    private mutating func readDeclaration(_ byte: UInt8) -> String? {
        buffer.append(byte)
        if state == .doctype {
            guard byte == UInt8(ascii: ">") else { return nil }
            return endDeclaration(buffer.elementsEqual("DOCTYPE html>".utf8) ? nil : "only <!DOCTYPE html> is allowed")
        }
        if buffer.elementsEqual("--".utf8) {
            state = .comment
            buffer = []
        } else if buffer.elementsEqual("[CDATA[".utf8) {
            buffer = []
            brackets = 0
            state = .characterData
            if elements.isEmpty { return "text cannot stand outside the root element" }
        } else if buffer.elementsEqual("DOCTYPE".utf8) {
            state = .doctype
            let complaint = isHTML ? nil : "a document type declaration is not allowed here"
            return hasBegun ? "<!DOCTYPE html> can only stand first" : complaint
        } else if !Markup.declarations.contains(where: { $0.starts(with: buffer) }) {
            return endDeclaration("only comments, CDATA sections and <!DOCTYPE html> can follow \"<!\"")
        }
        return nil
    }

    private mutating func endDeclaration(_ complaint: String?) -> String? {
        state = .content
        buffer = []
        hasBegun = true
        return complaint
    }

    private mutating func readComment(_ byte: UInt8) -> String? {
        let isDash = byte == UInt8(ascii: "-")
        switch state {
        case .comment where isDash: state = .commentDash
        case .comment: break
        case .commentDash: state = isDash ? .commentEnd : .comment
        default:
            state = byte == UInt8(ascii: ">") ? .content : .comment
            return state == .content ? nil : "\"--\" cannot stand in a comment"
        }
        return nil
    }

    private mutating func readCharacterData(_ byte: UInt8) -> String? {
        if byte == UInt8(ascii: ">"), brackets == 2 { state = .content }
        brackets = byte == UInt8(ascii: "]") ? min(brackets + 1, 2) : 0
        return nil
    }

    private mutating func readInstruction(_ byte: UInt8) -> String? {
        if state == .instructionEnd, byte == UInt8(ascii: ">") { return endInstruction() }
        state = byte == UInt8(ascii: "?") ? .instructionEnd : .instruction
        if buffer.count < 128 { buffer.append(byte) }
        return nil
    }

    private mutating func endInstruction() -> String? {
        defer { hasBegun = true }
        let isDeclaration = buffer.starts(with: "xml".utf8) && buffer.dropFirst(3).first.map(Markup.isSpace) ?? true
        let hasName = buffer.first.map(Markup.isNameStart) ?? false
        let isKnown = Markup.xmlDeclarations.contains { buffer.elementsEqual($0.utf8) }
        state = .content
        buffer = []
        if !hasName { return "a processing instruction begins with a name" }
        if isHTML { return "a processing instruction is not allowed in HTML" }
        if isDeclaration, tagStart > 0 { return "<?xml …?> can only stand first" }
        if isDeclaration, !isKnown { return "the declaration is written <?xml version=\"1.0\" encoding=\"UTF-8\"?>" }
        return nil
    }
}
