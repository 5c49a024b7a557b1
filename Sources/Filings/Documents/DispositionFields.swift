package import Cases

/// An order that granted relief: the cases of one courthouse's omnibus motion, or of all, on which a court acted on one day.
/// Where each case has an order of its own, all orders of the day.
package struct DispositionOrder: Sendable {
    /// The day of the order.
    package let date: CalendarDate
    package let courthouse: Courthouse
    package let isPerCase: Bool
    package let figures: Figures

    package init(date: CalendarDate, courthouse: Courthouse, isPerCase: Bool, figures: Figures) {
        self.date = date
        self.courthouse = courthouse
        self.isPerCase = isPerCase
        self.figures = figures
    }
}

/// A volume of the notice of dispositions to the Department of Justice: some thousand cases of one order, with the totals
/// carried from volume to volume.
package struct DispositionVolume: Sendable {
    package let number: Int
    package let volumes: Int
    package let carried: CaseTotal
    package let rows: [PlacedCase]
    package let order: DispositionOrder

    package init(number: Int, volumes: Int, carried: CaseTotal, rows: [PlacedCase], order: DispositionOrder) {
        self.number = number
        self.volumes = volumes
        self.carried = carried
        self.rows = rows
        self.order = order
    }

    var subtotal: CaseTotal {
        CaseTotal(cases: rows.count, counts: rows.reduce(0) { $0 + $1.eligible.counts.count })
    }
}

let dispositionFields: [DocumentField<DispositionVolume>] = [
    .number("volume") { $0.number },
    .number("volumeCount") { $0.volumes },
    .flag("hasVolumes") { $0.volumes > 1 },
    .flag("isFirst") { $0.number == 1 },
    .flag("isLast") { $0.number == $0.volumes },
    .record(
        "order",
        [
            .text("date") { $0.date.long },
            .text("dateISO") { $0.date.iso },
            .flag("isPerCase") { $0.isPerCase },
        ] as [DocumentField<DispositionOrder>]
    ) { $0.order },
    .record("courthouse", courthouseFields) { $0.order.courthouse },
    .list("rows", scheduleRowFields + identifierFields) { $0.rows },
    .record("carried", caseTotalFields) { $0.carried },
    .record("subtotal", caseTotalFields) { $0.subtotal },
    .record("running", caseTotalFields) { $0.carried + $0.subtotal },
    .record("totals", caseTotalFields) { $0.order.figures.total },
    .list("reliefs", reliefTotalFields) { $0.order.figures.reliefs },
    .flag("hasDismiss") { $0.order.figures.byRelief[.dismissAndSeal] != nil },
    .flag("hasRedesignate") { $0.order.figures.byRelief[.redesignate] != nil },
    .flag("hasRecall") { $0.order.figures.byRelief[.recall] != nil },
]
