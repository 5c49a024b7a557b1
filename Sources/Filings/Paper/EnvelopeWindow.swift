internal import Press

/// Where the address of a letter stands, so that the window of the envelope shows all of it and nothing else.
///
/// The envelope is the number 10 with a standard window: 9 1/2 by 4 1/8 inches, the window 4 1/2 by 1 1/8 inches, 7/8 of
/// an inch from the left and half an inch from the bottom edge. A letter page folded in three is 3 2/3 inches high and 8 1/2
/// wide, so in the envelope it can move by 11/24 of an inch up and by an inch to the side. What the window shows in every
/// place of the sheet lies between 2 1/2 and 3 1/6 inches from its top, and 7/8 and 4 3/8 inches from its left; what it
/// shows in any place, between 2 1/24 and 3 5/8 inches from the top. So the address, of three lines, begins at 2 1/2
/// inches, an inch from the left edge; sender and date end above 2 inches, and the text begins at the fold.
enum EnvelopeWindow {
    /// Where the date begins, and where the address does.
    static let date = Length.points(115.2)
    static let top = Length.points(180)
    static let left = Length.points(72)
    static let fold = Length.points(264)
}
