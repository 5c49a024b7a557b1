internal import Cases
internal import Filings

/// What the service reads in the template folder when it starts: its pages, and which jurisdictions there are.
struct OfficeFiles: Sendable {
    let pages: PageLibrary
    /// Of the county, in its order.
    let jurisdictions: [Jurisdiction]

    /// - Parameters:
    ///   - folder: with `base`, `desk`, and a folder for each jurisdiction.
    ///   - time: seconds since 1970, UTC; which heads of offices the packs name depends on the day.
    /// - Throws: `PageError` or `PackError`, with the file and what is wrong with it.
    init(folder: String, at time: Int64) throws {
        pages = try PageLibrary(folder: folder + "/desk")
        guard let today = CalendarDate(dayNumber: Int(time / 86_400)) else {
            throw PageError(description: "the clock of the machine is wrong")
        }
        jurisdictions = try CountyPack.load(from: TemplateLibrary(folder: folder), asOf: today).jurisdictions
    }
}
