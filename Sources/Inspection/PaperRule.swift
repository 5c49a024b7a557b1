/// The rules that documents are held against. CRC are the California Rules of Court; ISO 19005-2 is PDF/A-2, ISO 14289-1
/// is PDF/UA.
package enum PaperRule: String, Sendable, CaseIterable {
    // Pleadings.
    case fontSize = "font-size"
    case typeface
    case ink
    case leftMargin = "left-margin"
    case rightMargin = "right-margin"
    case spacing
    case lineNumbers = "line-numbers"
    case numberPitch = "number-pitch"
    case alignment
    case numberGap = "number-gap"
    case pageNumber = "page-number"
    case footTitle = "foot-title"
    case footRule = "foot-rule"
    case footSize = "foot-size"
    case attorney
    case clerkSpace = "clerk-space"
    case courtTitle = "court-title"
    case caseTitle = "case-title"
    case caseNumber = "case-number"
    case paperTitle = "paper-title"
    // Any page.
    case pageSize = "page-size"
    case offPage = "off-page"
    case searchable
    // Any file.
    case readable
    case title
    case language
    case passive
    case header
    case identifier
    case encryption
    case metadata
    case outputIntent = "output-intent"
    case embedding
    case fontWidths = "font-widths"
    case transparency
    case bookmarks
    case pageLabels = "page-labels"
    case tagged
    case marks
    case structure
    case tableHeaders = "table-headers"

    /// Where the rule stands.
    package var citation: String {
        switch self {
        case .pageSize: "CRC 2.103"
        case .fontSize: "CRC 2.104"
        case .typeface: "CRC 2.105"
        case .ink: "CRC 2.106"
        case .leftMargin, .rightMargin: "CRC 2.107"
        case .spacing: "CRC 2.108(1)"
        case .lineNumbers, .numberPitch, .alignment, .numberGap: "CRC 2.108(4)"
        case .pageNumber: "CRC 2.109"
        case .footTitle, .footRule, .footSize: "CRC 2.110"
        case .attorney: "CRC 2.111(1)"
        case .clerkSpace: "CRC 2.111(2)"
        case .courtTitle: "CRC 2.111(3)"
        case .caseTitle: "CRC 2.111(4)"
        case .caseNumber: "CRC 2.111(5)"
        case .paperTitle: "CRC 2.111(6)"
        case .offPage, .searchable: "CRC 2.256(b)"
        case .readable: "ISO 32000-1, 7.5"
        case .title: "ISO 14289-1, 7.1"
        case .language: "ISO 14289-1, 7.2"
        case .passive: "ISO 19005-2, 6.5"
        case .header: "ISO 19005-2, 6.1.2"
        case .identifier, .encryption: "ISO 19005-2, 6.1.3"
        case .metadata: "ISO 19005-2, 6.6"
        case .outputIntent: "ISO 19005-2, 6.2.3"
        case .embedding: "ISO 19005-2, 6.2.11.4"
        case .fontWidths: "ISO 19005-2, 6.2.11.5"
        case .transparency: "ISO 19005-2, 6.2.10"
        case .bookmarks: "CRC 3.1110(f)"
        case .pageLabels: "ISO 32000-1, 12.4.2"
        case .tagged, .marks: "ISO 14289-1, 7.1"
        case .structure: "ISO 14289-1, 7.1"
        case .tableHeaders: "ISO 14289-1, 7.5"
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .pageSize: "use letter, 8½ by 11 inches"
        case .fontSize: "use 12 points or more"
        case .typeface: "use a face equivalent to Courier, Times New Roman or Arial"
        case .ink: "print in black"
        case .leftMargin: "keep text at least 1 inch from the left edge"
        case .rightMargin: "keep text at least ½ inch from the right edge"
        case .spacing: "give every line 1½ or 2 spaces; only quotations and footnotes may be closer"
        case .lineNumbers: "number the lines 1 to 28 at the left of every page"
        case .numberPitch: "put at least three numbers on every inch"
        case .alignment: "give every block a height that is a multiple of 24 points"
        case .numberGap: "part the numbers from the text by 1/5 inch or a rule"
        case .pageNumber: "number the pages from 1 at the bottom"
        case .footTitle: "put the title of the paper below the page number"
        case .footRule: "put a printed line between page number and title"
        case .footSize: "set the title in the foot in 10 points or more"
        case .attorney: "begin on line 1, left of the centre, with the attorney's name, bar number and address"
        case .clerkSpace: "leave the right half of lines 1 to 7 to the clerk"
        case .courtTitle: "put the title of the court on line 8"
        case .caseTitle: "put the title of the case below that of the court, left of the centre"
        case .caseNumber: "put the number of the case at the right, opposite the title of the case"
        case .paperTitle: "put the nature of the paper below the number"
        case .offPage: "make the text fit its page"
        case .searchable: "give every page text, and every font the characters of its codes"
        case .readable: "make the document again from its template"
        case .title: "give the document a title"
        case .language: "name the language of the document"
        case .passive: "take out links, forms, scripts, attachments and everything outside of the file"
        case .header: "begin with %PDF-1.7 and a line of bytes that are no text"
        case .identifier: "give the file its identifier"
        case .encryption: "do not encrypt the file"
        case .metadata: "say PDF/A-2b in the metadata, and the same as in the information dictionary"
        case .outputIntent: "name a colour profile as output intent"
        case .embedding: "embed every font"
        case .fontWidths: "state the widths that the fonts have"
        case .transparency: "print opaque"
        case .bookmarks: "give every document a bookmark"
        case .pageLabels: "label the pages"
        case .tagged: "tag the document"
        case .marks: "mark everything as a part of the text or as an artifact"
        case .structure: "tie every marked text to its part of the structure"
        case .tableHeaders: "head the columns or rows of every table"
        }
    }
}
