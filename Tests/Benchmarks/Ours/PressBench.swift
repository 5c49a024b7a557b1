import Filings
import Foundation
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
        var bytes = try printer.pdf(of: page).count
        let start = ProcessClock.seconds
        switch mode {
        case "each": for _ in 0..<count { bytes = try printer.pdf(of: page).count }
        case "volume":
            bytes = try printer.volume(of: [[UInt8]](repeating: page, count: count), title: "Volume").count
        case "check-each": bytes = try check(Array(repeating: try printer.pdf(of: page), count: count))
        case "check-volume":
            bytes = try check([try printer.volume(of: [[UInt8]](repeating: page, count: count), title: "Volume")])
        default: throw Misuse()
        }
        print("{\"documents\": \(count), \"bytes\": \(bytes), \"seconds\": \(ProcessClock.seconds - start)}")
    }
}
