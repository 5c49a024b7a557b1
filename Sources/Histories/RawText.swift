// The bytes of the state's file as texts for people. Two questions that every room answers differently, so they stay here.
extension UnsafeRawBufferPointer {
    /// The text without blanks around it.
    var withoutBlanks: UnsafeRawBufferPointer {
        var first = startIndex
        var last = endIndex
        while first < last, self[first].isBlank { first += 1 }
        while last > first, self[last - 1].isBlank { last -= 1 }
        return UnsafeRawBufferPointer(rebasing: self[first..<last])
    }

    /// UTF-8 where the bytes are that, otherwise Latin-1; control characters become blanks.
    var decoded: String {
        if !contains(where: { $0 < 32 || $0 >= 127 }) { return String(decoding: self, as: UTF8.self) }
        let scalars =
            String(validating: self, as: UTF8.self).map { Array($0.unicodeScalars) }
            ?? map { Unicode.Scalar($0) }
        var text = String.UnicodeScalarView()
        for scalar in scalars {
            let isControl = scalar.value < 32 || (127..<160).contains(scalar.value)
            text.append(isControl ? " " : scalar)
        }
        return String(text)
    }
}
