import Filings
import Foundation
import Inspection
import Press

/// Prints one document over and over, as a run prints thousands: a file for each, or all into one volume; or holds such
/// files and volumes against the paper rules.
enum PressBench {
    static func run(_ path: String, _ mode: String, _ text: String) throws {
        guard let count = Int(text), count > 0, let html = FileManager.default.contents(atPath: path) else {
            throw Misuse()
        }
        let page = [UInt8](html)
        let printer = PaperPrinter(try Fonts.installed().typefaces)
        // Fonts are cut and compressed once in a run.
        var bytes = try printer.pdf(of: page)
        func volume() throws -> [UInt8] {
            try printer.volume(of: [[UInt8]](repeating: page, count: count), title: "Volume")
        }
        if mode == "check-volume" { bytes = try volume() }
        let inspector = PaperInspector()
        let start = ProcessClock.seconds
        switch mode {
        case "each": for _ in 0..<count { bytes = try printer.pdf(of: page) }
        case "volume": bytes = try volume()
        case "check-each": for _ in 0..<count { try check(bytes, with: inspector) }
        case "check-html": for _ in 0..<count { try check(page, with: inspector) }
        case "check-volume": try check(bytes, with: inspector)
        default: throw Misuse()
        }
        print("{\"documents\": \(count), \"bytes\": \(bytes.count), \"seconds\": \(ProcessClock.seconds - start)}")
    }

    private static func check(_ bytes: [UInt8], with inspector: PaperInspector) throws {
        let found = bytes.withUnsafeBytes { inspector.inspect(pleading: $0).findings }
        if !found.isEmpty { throw Misuse() }
    }
}
