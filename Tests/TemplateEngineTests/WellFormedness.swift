/// A plain reader of XML, written apart from the engine's own, for judging what the engine writes.
///
/// Knows elements, quoted attributes, the five entities and character numbers; gives what is wrong, or nil.
func complaintAboutXML(_ text: String) -> String? {
    let characters = Array(text.unicodeScalars)
    var open: [String] = []
    var roots = 0
    var index = 0
    func name() -> String {
        var name = ""
        while index < characters.count, !"<>/=\"' \n\t\r".unicodeScalars.contains(characters[index]) {
            name.unicodeScalars.append(characters[index])
            index += 1
        }
        return name
    }
    func skipBlanks() -> Bool {
        let start = index
        while index < characters.count, " \n\t\r".unicodeScalars.contains(characters[index]) { index += 1 }
        return index > start
    }
    func reference() -> String? {
        var name = ""
        index += 1
        while index < characters.count, characters[index] != ";", name.count < 12 {
            name.unicodeScalars.append(characters[index])
            index += 1
        }
        index += 1
        return ["amp", "lt", "gt", "quot", "apos", "#39", "#13", "#10", "#9"].contains(name) ? nil : "reference \(name)"
    }
    while index < characters.count {
        let character = characters[index]
        if character.value < 0x20, !"\n\t\r".unicodeScalars.contains(character) { return "control \(character.value)" }
        if character == "&" {
            if let complaint = reference() { return complaint }
        } else if character == ">", index >= 2, characters[index - 1] == "]", characters[index - 2] == "]" {
            return "]]>"
        } else if character != "<" {
            if open.isEmpty, !" \n\t\r".unicodeScalars.contains(character) { return "text outside" }
            index += 1
        } else if index + 1 < characters.count, characters[index + 1] == "/" {
            index += 2
            let closed = name()
            _ = skipBlanks()
            guard open.popLast() == closed, index < characters.count, characters[index] == ">" else {
                return "</\(closed)"
            }
            index += 1
        } else {
            index += 1
            let element = name()
            if element.isEmpty { return "bare <" }
            if open.isEmpty { roots += 1 }
            var seen: Set<String> = []
            while true {
                let hadBlank = skipBlanks()
                guard index < characters.count else { return "unfinished tag" }
                if characters[index] == ">" {
                    index += 1
                    open.append(element)
                    break
                }
                if characters[index] == "/" {
                    guard index + 1 < characters.count, characters[index + 1] == ">" else { return "slash" }
                    index += 2
                    break
                }
                let attribute = name()
                guard hadBlank, !attribute.isEmpty, seen.insert(attribute).inserted else {
                    return "attribute \(attribute)"
                }
                _ = skipBlanks()
                guard index < characters.count, characters[index] == "=" else { return "no =" }
                index += 1
                _ = skipBlanks()
                guard index < characters.count else { return "unfinished attribute" }
                let quote = characters[index]
                guard quote == "\"" || quote == "'" else { return "no quote" }
                index += 1
                while index < characters.count, characters[index] != quote {
                    if characters[index] == "<" { return "< in attribute" }
                    if characters[index] == "&" {
                        if let complaint = reference() { return complaint }
                    } else {
                        index += 1
                    }
                }
                index += 1
            }
        }
    }
    return open.isEmpty && roots == 1 ? nil : "\(open.count) open, \(roots) roots"
}
