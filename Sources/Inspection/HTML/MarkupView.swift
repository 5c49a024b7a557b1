/// An HTML document of ours as the rules look at it: what stands above and beside what.
struct MarkupView {
    /// The parts of the first page of a pleading.
    private enum Part { case attorney, court, left, right }

    private(set) var css: [UInt8] = []
    private(set) var title: [UInt8] = []
    private(set) var language: [UInt8] = []
    private(set) var isWellFormed = true
    /// Elements and attributes that do something or fetch something.
    private(set) var actingParts = 0
    private(set) var hasCourt = false
    /// Whether the text begins with the attorney's block, and whether the title of the court follows it at once.
    private(set) var beginsWithAttorney = false
    private(set) var courtFollows = false
    private(set) var hasBarNumber = false
    private(set) var hasCourtTitle = false
    private(set) var hasCaseTitle = false
    private(set) var hasCaseNumber = false
    private(set) var hasPaperTitle = false
    /// Tables without a heading cell.
    private(set) var headlessTables = 0

    private var open: [Range<Int>] = []
    private var inside: (part: Part, depth: Int)?
    private var mainDepth = 0
    private var blocks = 0
    private var captionDepth = 0
    private var columns = 0
    private var tables: [Bool] = []

    private static let deepest = 256
    private static let acting: [UInt64] = [
        "script", "a", "link", "base", "iframe", "frame", "object", "embed", "applet", "form", "input", "button",
        "select",
        "textarea", "img", "picture", "video", "audio", "source", "svg",
    ].map { Markup.key($0.utf8) }
    private static let actingAttributes: [UInt64] = [
        "href", "src", "srcset", "action", "formaction", "data", "http-equiv", "background", "style",
    ].map { Markup.key($0.utf8) }

    init(_ bytes: UnsafeRawBufferPointer) {
        var markup = Markup(bytes)
        while let event = markup.next() {
            switch event {
            case .start(let isClosed):
                if open.isEmpty, markup.isNamed("!DOCTYPE") { continue }
                begin(markup, bytes)
                open.append(markup.name)
                if isClosed { end(markup) }
                if open.count > Self.deepest { isWellFormed = false }
            case .end:
                guard let last = open.last, bytes[last].elementsEqual(bytes[markup.name]) else {
                    isWellFormed = false
                    return
                }
                end(markup)
            case .text: take(bytes[markup.text], bytes)
            }
        }
        if markup.isBroken || !open.isEmpty { isWellFormed = false }
    }

    private mutating func begin(_ markup: Markup, _ bytes: UnsafeRawBufferPointer) {
        var isCourt = false
        var isCaption = false
        let name = UnsafeRawBufferPointer(rebasing: bytes[markup.name])
        if Self.acting.contains(Markup.key(name)) { actingParts += 1 }
        markup.forEachAttribute { key, value in
            if key.elementsEqual("class".utf8) {
                isCourt = value.elementsEqual("court".utf8)
                isCaption = value.elementsEqual("caption".utf8)
            } else if key.elementsEqual("lang".utf8), markup.isNamed("html") {
                language = Array(value)
            } else if key.starts(with: "on".utf8)
                || Self.actingAttributes.contains(Markup.key(key))
            {
                actingParts += 1
            }
        }
        let isDivision = markup.isNamed("div")
        if markup.isNamed("main"), mainDepth == 0 { mainDepth = open.count + 1 }
        if mainDepth > 0, open.count == mainDepth {
            blocks += 1
            if blocks == 1, markup.isNamed("address") {
                beginsWithAttorney = true
                inside = (.attorney, open.count)
            }
            if isDivision, isCourt {
                hasCourt = true
                courtFollows = blocks == 2 && beginsWithAttorney
                inside = (.court, open.count)
            }
            if isDivision, isCaption { (captionDepth, columns) = (open.count + 1, 0) }
        }
        if isDivision, captionDepth > 0, open.count == captionDepth {
            columns += 1
            inside = columns == 1 ? (.left, open.count) : columns == 2 ? (.right, open.count) : nil
        }
        if markup.isNamed("h1"), case (.right, _)? = inside, hasCaseNumber { hasPaperTitle = true }
        if markup.isNamed("table") { tables.append(false) }
        if markup.isNamed("th"), !tables.isEmpty { tables[tables.count - 1] = true }
    }

    private mutating func end(_ markup: Markup) {
        _ = open.popLast()
        if let part = inside, open.count == part.depth { inside = nil }
        if captionDepth > 0, open.count < captionDepth { captionDepth = 0 }
        if markup.isNamed("table"), tables.popLast() == false { headlessTables += 1 }
    }

    private mutating func take(_ text: Slice<UnsafeRawBufferPointer>, _ bytes: UnsafeRawBufferPointer) {
        guard let last = open.last else {
            if !text.allSatisfy({ $0 <= 0x20 }) { isWellFormed = false }
            return
        }
        if mainDepth == 0 {
            if bytes[last].elementsEqual("style".utf8) { css += text }
            if bytes[last].elementsEqual("title".utf8) { title += text }
            return
        }
        guard let part = inside?.part else { return }
        switch part {
        case .attorney:
            if contains("SBN", text) || contains("State Bar", text) || contains("Bar No", text) { hasBarNumber = true }
        case .court: if contains("SUPERIOR COURT", text) { hasCourtTitle = true }
        case .left: if text.elementsEqual("v.".utf8) || contains(" v. ", text) { hasCaseTitle = true }
        case .right: if contains("Case No", text) { hasCaseNumber = true }
        }
    }

    private func contains(_ words: StaticString, _ text: Slice<UnsafeRawBufferPointer>) -> Bool {
        let words = words.asciiBytes
        guard text.count >= words.count else { return false }
        for start in text.startIndex...(text.endIndex - words.count)
        where text[start] == words[0] && text[start..<start + words.count].elementsEqual(words) { return true }
        return false
    }
}
