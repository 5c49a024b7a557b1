/// A bar of a chart with the places of its parts, in the user units of an SVG drawing; the template only draws.
struct Bar: Sendable {
    let label: String
    let value: Int
    let x: Int
    let y: Int
    let width: Int
    let height: Int
    let labelX: Int
    let labelY: Int
    let valueX: Int
    let valueY: Int
}

let barFields: [DocumentField<Bar>] = [
    .text("label") { $0.label },
    .number("value") { $0.value },
    .text("x") { String($0.x) },
    .text("y") { String($0.y) },
    .text("width") { String($0.width) },
    .text("height") { String($0.height) },
    .text("labelX") { String($0.labelX) },
    .text("labelY") { String($0.labelY) },
    .text("valueX") { String($0.valueX) },
    .text("valueY") { String($0.valueY) },
]

/// Lays out the bars of a chart.
enum BarChart {
    /// Bars lying one below the other, 640 units wide with the labels, 28 high each.
    static func rows(_ values: [(label: String, value: Int)]) -> [Bar] {
        let largest = max(1, values.map(\.value).max() ?? 1)
        return values.enumerated().map { index, item in
            let width = max(1, item.value * 380 / largest)
            let y = index * 28 + 4
            return Bar(
                label: item.label, value: item.value, x: 180, y: y, width: width, height: 20, labelX: 172,
                labelY: y + 15,
                valueX: 180 + width + 6, valueY: y + 15)
        }
    }

    /// Bars standing side by side, 640 units wide and 220 high with the labels.
    static func columns(_ values: [(label: String, value: Int)]) -> [Bar] {
        let largest = max(1, values.map(\.value).max() ?? 1)
        let step = 640 / max(1, values.count)
        return values.enumerated().map { index, item in
            let height = max(1, item.value * 160 / largest)
            let middle = index * step + step / 2
            return Bar(
                label: item.label, value: item.value, x: index * step + step / 6, y: 190 - height, width: step * 2 / 3,
                height: height, labelX: middle, labelY: 210, valueX: middle, valueY: 184 - height)
        }
    }
}
