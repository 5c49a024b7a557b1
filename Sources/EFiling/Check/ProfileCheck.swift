import Cases
import XMLGate

/// Checks messages against our own schema. One for each thread.
///
/// Nearly all messages of a packet have one of few shapes: the same elements with the same codes, and other names, numbers,
/// days and files. A shape is validated the first time that it is met. When it is met again, only what the schema wants of
/// the texts that differ is left to be checked, and that is checked here: that they are not blank, days that exist, a
/// size, a hash. So every message gets the verdict that validating it would give, which the tests hold against each other,
/// for a tenth of the time. Whatever is not understood is validated.
final class ProfileCheck {
    /// What a message has but for the texts that may differ, as 128 bits.
    private struct Shape: Hashable {
        var low: UInt64 = 0xCBF2_9CE4_8422_2325
        var high: UInt64 = 0x9AE1_6A3B_2F90_404F

        mutating func add(_ value: Int) { add(UInt64(truncatingIfNeeded: value)) }

        mutating func add(_ word: UInt64) {
            low = (low ^ word) &* 0x9E37_79B9_7F4A_7C15
            low ^= low >> 29
            high = (high &+ word) &* 0xC2B2_AE3D_27D4_EB4F
            high ^= high >> 31
        }

        mutating func add(_ bytes: ArraySlice<UInt8>) {
            add(bytes.count)
            var word: UInt64 = 0
            var filled = 0
            for byte in bytes {
                word = word << 8 | UInt64(byte)
                filled += 1
                guard filled == 8 else { continue }
                add(word)
                word = 0
                filled = 0
            }
            if filled > 0 { add(word) }
        }
    }

    /// What the schema asks of a text that may differ from message to message.
    private enum Variable {
        /// Not blank, which no text of a `CheckedReader` is.
        case text
        case day, hash, size, base64
    }

    private static let variables: [String: Variable] = [
        "IdentificationID": .text, "CaseTitleText": .text, "CaseShortTitleText": .text, "CaseNumberText": .text,
        "PersonGivenName": .text, "PersonMiddleName": .text, "PersonSurName": .text, "PersonNameSuffixText": .text,
        "BinaryID": .text, "BinaryURI": .text, "ChargeDescriptionText": .text, "OrganizationName": .text,
        "CaseTrackingID": .text, "CaseDocketID": .text, "DocumentFileControlID": .text, "BinaryLocationURI": .text,
        "BinaryBase64Object": .base64, "Date": .day, "DocumentRenditionHash": .hash, "BinarySizeValue": .size,
    ]

    /// Names of the schema that rules have no other use for, behind those of `MessageName`.
    static let names: [String] = {
        let known = Set(MessageName.texts)
        var names: [String] = []
        for module in ProfileSchema.modules.values.sorted() + ECF4Profile.modules.values.sorted() {
            for part in module.split(separator: "<xs:element name=\"").dropFirst() {
                let name = String(part.prefix { $0 != "\"" })
                if !known.contains(name), !names.contains(name) { names.append(name) }
            }
        }
        let namespaces = ECFNamespace.allCases.map(\.rawValue) + ECF4Profile.namespaces.map(\.uri)
        // An attribute of UBL, which has no element of its name.
        return names + (namespaces + ["currencyID"]).filter { !known.contains($0) && !names.contains($0) }
    }()

    /// By position of the name.
    private static let variablesByName = (MessageName.texts + names).map { variables[$0] }

    /// Shapes that one message after the other may bring, at most; beyond that everything is validated.
    private static let mostShapes = 20_000

    private let validator: SchemaValidator
    private var valid: Set<Shape> = []

    init(_ schema: Schema) throws(XMLGateError) { validator = try SchemaValidator(schema, flawLimit: 20) }

    /// The flaws of a message that a reader, which knows `names`, has just read.
    func flaws(in message: [UInt8], _ reader: CheckedReader) -> [XMLFlaw] {
        guard let shape = Self.shape(of: reader) else { return validator.validate(bytes: message) }
        if valid.contains(shape) { return [] }
        let flaws = validator.validate(bytes: message)
        if flaws.isEmpty, valid.count < Self.mostShapes { valid.insert(shape) }
        return flaws
    }

    /// - Returns: nil where there is something that is not understood, or a text that the schema might not take.
    private static func shape(of reader: CheckedReader) -> Shape? {
        let bytes = reader.bytes
        var shape = Shape()
        var name = -1
        for position in 0..<reader.count {
            let event = reader[position]
            switch event.kind {
            case .start:
                name = event.name
                guard name >= 0, event.namespace >= 0 else { return nil }
                shape.add(name << 16 | event.namespace)
                for position in event.attributes {
                    let (name, namespace, value) = reader.attribute(position)
                    guard name >= 0, namespace != -1 else { return nil }
                    shape.add(name << 16 | namespace & 0xFFFF | 1 << 40)
                    shape.add(bytes[value])
                }
            case .end:
                name = -1
                shape.add(1 << 41)
            case .text:
                let variable = name >= 0 ? variablesByName[name] : nil
                guard let variable else {
                    shape.add(bytes[event.text])
                    continue
                }
                guard isRight(bytes[event.text], variable) else { return nil }
                shape.add(1 << 42)
            }
        }
        return shape
    }

    private static func isRight(_ text: ArraySlice<UInt8>, _ variable: Variable) -> Bool {
        switch variable {
        case .text: true
        case .day: CalendarDate(iso: String(decoding: text, as: UTF8.self)) != nil
        case .hash:
            text.count == 64
                && text.allSatisfy { (48...57).contains($0) || (97...102).contains($0) || (65...70).contains($0) }
        case .size: PolicyRules.bytes(ofKilobytes: text).map { $0 > 0 } ?? false
        case .base64: isBase64(text)
        }
    }

    /// As XML Schema has it (part 2, 3.2.16), without blanks: fours of signs, and the bits of the last one that stand for no
    /// byte are 0.
    private static func isBase64(_ text: ArraySlice<UInt8>) -> Bool {
        guard !text.isEmpty, text.count % 4 == 0 else { return false }
        let signs = text.last == UInt8(ascii: "=") ? text.dropLast() : text
        let isDouble = signs.count < text.count && signs.last == UInt8(ascii: "=")
        let values = isDouble ? signs.dropLast() : signs
        guard let last = values.last.flatMap(sixBits), values.allSatisfy({ sixBits($0) != nil }) else { return false }
        return last & (isDouble ? 15 : signs.count < text.count ? 3 : 0) == 0
    }

    private static func sixBits(_ sign: UInt8) -> UInt8? {
        switch sign {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): sign - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): sign - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): sign + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
