/// A profile of the colour space sRGB (IEC 61966-2-1) of the project's own making, for the output intent that PDF/A asks
/// for (ISO 15076-1, version 4.2: three primaries and a parametric curve).
enum ColorProfile {
    static func bytes() -> [UInt8] {
        let curve = tag("para", [3 << 16] + [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].map(fixed))
        let tags: [(String, [UInt8])] = [
            ("desc", text("sRGB")), ("cprt", text("No copyright, use freely")),
            ("wtpt", xyz(0.9642, 1, 0.8249)),
            // From the white of sRGB, D65, to that of profiles, D50 (Bradford).
            (
                "chad",
                tag(
                    "sf32",
                    [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168].map(fixed))
            ),
            ("rXYZ", xyz(0.43607, 0.22249, 0.01392)), ("gXYZ", xyz(0.38515, 0.71687, 0.09708)),
            ("bXYZ", xyz(0.14307, 0.06061, 0.7141)), ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ]
        var table: [UInt8] = []
        var body: [UInt8] = []
        table.append(u32: tags.count)
        let start = 128 + 4 + 12 * tags.count
        for (name, bytes) in tags {
            table += name.utf8
            // The three curves are one.
            let offset = name == "gTRC" || name == "bTRC" ? body.count - bytes.count : body.count
            table.append(u32: start + offset)
            table.append(u32: bytes.count)
            if offset == body.count { body += bytes }
        }
        var profile: [UInt8] = []
        profile.append(u32: start + body.count)
        profile.append(u32: 0)
        profile.append(u32: 0x0420_0000)
        profile += "mntrRGB XYZ ".utf8
        for part in [2020, 1, 1, 0, 0, 0] { profile.append(u16: part) }
        profile += "acsp".utf8
        profile += [UInt8](repeating: 0, count: 28)
        for value in [0.9642, 1, 0.8249].map(fixed) { profile.append(u32: value) }
        profile += [UInt8](repeating: 0, count: 128 - profile.count)
        return profile + table + body
    }

    /// 16 bits before and 16 behind the point.
    private static func fixed(_ value: Double) -> Int { Int((value * 65_536).rounded()) & 0xFFFF_FFFF }

    private static func tag(_ type: String, _ values: [Int]) -> [UInt8] {
        var bytes = Array(type.utf8)
        bytes.append(u32: 0)
        for value in values { bytes.append(u32: value) }
        return bytes
    }

    private static func xyz(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] { tag("XYZ ", [x, y, z].map(fixed)) }

    /// A text in one language.
    private static func text(_ text: String) -> [UInt8] {
        let units = Array(text.utf16)
        var bytes = tag("mluc", [1, 12])
        bytes += "enUS".utf8
        bytes.append(u32: 2 * units.count)
        bytes.append(u32: 28)
        for unit in units { bytes.append(u16: Int(unit)) }
        while bytes.count % 4 != 0 { bytes.append(0) }
        return bytes
    }
}
