/// Finds the case numbers that stand on a page, in the HTML from which the page is printed: what follows `Case No.`.
package enum CaptionNumbers {
    private static let label = Array("Case No.".utf8)

    package static func find(in html: [UInt8]) -> [String] {
        var numbers: [String] = []
        var index = 0
        while index + label.count <= html.count {
            guard html[index] == label[0], html[index..<index + label.count].elementsEqual(label) else {
                index += 1
                continue
            }
            index += label.count
            let text = html[index...].prefix { $0 != UInt8(ascii: "<") }
            let number = unescaped(String(decoding: text, as: UTF8.self)).split(whereSeparator: \.isWhitespace)
                .joined(separator: " ")
            if !number.isEmpty, !numbers.contains(number) { numbers.append(number) }
        }
        return numbers
    }

    private static func unescaped(_ text: String) -> String {
        guard text.contains("&") else { return text }
        return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#160;", " "), ("&amp;", "&")]
            .reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
