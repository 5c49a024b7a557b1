package import Filings

/// Whether a jurisdiction's cases go to the court electronically: `delivery: efile` in its `jurisdiction.yaml`.
package enum DeliverySetting {
    private static let words = [("paper", false), ("efile", true)]

    package static func isElectronic(_ jurisdiction: String, in library: TemplateLibrary) throws(PackError) -> Bool {
        let document = try YAMLNode.document(try library.pack("\(jurisdiction)/jurisdiction.yaml"))
        for (key, value) in try document.entries("a jurisdiction") where key == "delivery" {
            return try value.choice("delivery", of: words)
        }
        return false
    }
}
