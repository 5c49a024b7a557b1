/// A font of the project's own, for signs of court forms that text fonts lack: the box to tick, U+2610.
enum SignsFont {
    /// Design units to the em, and the box: its corners and the thickness of its line.
    private static let em = 2_048, advance = 1_650, left = 125, right = 1_525, bottom = -130, top = 1_270, line = 100

    static func bytes() -> [UInt8] {
        let box = outline()
        var loca: [UInt8] = []
        for offset in [0, 0, 0, box.count] { loca.append(u32: offset) }
        var metrics: [UInt8] = []
        for (advance, bearing) in [(advance, 0), (advance, 0), (advance, left)] {
            metrics.append(u16: advance)
            metrics.append(u16: bearing)
        }
        return FontFile.bytes([
            "head": head(), "hhea": header(), "maxp": profile(), "hmtx": metrics, "loca": loca, "glyf": box,
            "cmap": characters(),
        ])
    }

    /// A square ring: the outer edge clockwise, the inner one counter-clockwise.
    private static func outline() -> [UInt8] {
        var glyph: [UInt8] = []
        for value in [2, left, bottom, right, top, 3, 7, 0] { glyph.append(u16: value) }
        glyph += [UInt8](repeating: 1, count: 8)
        let inner = (left: left + line, right: right - line, bottom: bottom + line, top: top - line)
        let points = [
            (left, bottom), (left, top), (right, top), (right, bottom),
            (inner.left, inner.bottom), (inner.right, inner.bottom), (inner.right, inner.top), (inner.left, inner.top),
        ]
        // Coordinates are steps from the point before.
        for axis in [points.map(\.0), points.map(\.1)] {
            for (from, to) in zip([0] + axis, axis) { glyph.append(u16: to - from) }
        }
        while glyph.count % 4 != 0 { glyph.append(0) }
        return glyph
    }

    private static func head() -> [UInt8] {
        var head: [UInt8] = []
        for value in [0x0001_0000, 0x0001_0000, 0, 0x5F0F_3CF5] { head.append(u32: value) }
        head.append(u16: 0)
        head.append(u16: em)
        head += [UInt8](repeating: 0, count: 16)
        for value in [left, bottom, right, top, 0, 8, 2, 1, 0] { head.append(u16: value) }
        return head
    }

    private static func header() -> [UInt8] {
        var header: [UInt8] = []
        header.append(u32: 0x0001_0000)
        for value in [top, bottom, 0, advance, left, em - right, right, 1, 0, 0, 0, 0, 0, 0, 0, 3] {
            header.append(u16: value)
        }
        return header
    }

    private static func profile() -> [UInt8] {
        var profile: [UInt8] = []
        profile.append(u32: 0x0001_0000)
        for value in [3, 8, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0] { profile.append(u16: value) }
        return profile
    }

    /// `cmap` of format 4: U+2610 is glyph 2.
    private static func characters() -> [UInt8] {
        var map: [UInt8] = []
        for value in [0, 1, 3, 1, 0, 12, 4, 32, 0, 4, 4, 1, 0, 0x2610, 0xFFFF, 0, 0x2610, 0xFFFF] {
            map.append(u16: value)
        }
        for value in [(2 - 0x2610) & 0xFFFF, 1, 0, 0] { map.append(u16: value) }
        return map
    }
}
