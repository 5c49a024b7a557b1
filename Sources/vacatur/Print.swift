import ArgumentParser
import Casework
import Filings
import Glibc
import Press

struct Print: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print one HTML document of a packet as PDF.",
        discussion: """
            Writes a searchable, tagged PDF with its fonts in it: pleadings on pleading paper (California Rules of \
            Court, rules 2.100 to 2.111), other papers on letter. Reads the documents that Vacatur writes; what it \
            does not know is an error with its place, exit code 65.
            """
    )

    @Argument(help: ArgumentHelp("The document.", valueName: "file.html"))
    var document: String

    @OptionGroup var file: OutputFileOption

    func run() throws {
        do {
            guard let html = PrintedFile.bytes(document) else {
                throw CaseworkError(
                    .unusableInput, "\(document): cannot be read (\(String(cString: strerror(errno))))")
            }
            let printer = PaperPrinter(try Fonts.installed().typefaces)
            try file.write(try printer.pdf(of: html))
        } catch let error as PaperError {
            Failure.write("vacatur: \(document):\(error)\n")
            throw ExitCode(65)
        } catch {
            throw Failure.exit(for: error)
        }
    }
}

private enum PrintedFile {
    /// Documents of ours have a few megabytes at most.
    private static let most = 256 << 20

    static func bytes(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rbe") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= most {
            let count = fread(&piece, 1, piece.count, file)
            bytes += piece[..<count]
            if count < piece.count { return ferror(file) == 0 ? bytes : nil }
        }
        errno = EFBIG
        return nil
    }
}
