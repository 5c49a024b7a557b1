/// How a jurisdiction's filings reach the court.
package enum Delivery: String, CaseIterable, Sendable {
    case paper
    /// Electronically: each document of each case is a PDF of its own too (rules 2.250 to 2.261).
    case efile
}

/// The papers that a case has of its own.
package enum CasePaper: String, CaseIterable, Sendable { case motion, order, notice }

/// How a jurisdiction's packet goes to the printer.
package struct PrintSetup: Hashable, Sendable {
    /// Whether sheets are printed on both sides. Papers that are filed on paper are on one side (rule 2.102).
    package var isTwoSided = false
    /// Pages of a print job at most; a case is never divided.
    package var pages = 2_000
    /// What of each case is printed, in this order.
    package var papers = CasePaper.allCases

    package init() {}
}
