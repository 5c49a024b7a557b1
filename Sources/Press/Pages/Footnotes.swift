/// Where footnotes stand: at the foot of the text, below a short rule (rule 2.108 lets them be single-spaced).
enum Footnotes {
    /// Between the text and the first footnote.
    static let roomAbove = Length.points(12)
    static let ruleWidth = Length.points(144)
    static let ruleThickness = Length.points(0.75)
    /// From the rule to the first footnote.
    static let ruleAbove = Length.points(4)
}
