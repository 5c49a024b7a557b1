import Cases
import Docket
import Filings

/// `other-acts.csv`: what the court did with cases in which it did not grant relief, with what to do; and what contradicts other
/// answers or an earlier notice. For the office; names nobody.
struct OtherActsList {
    let docket: Docket
    let run: DispositionRun
    let county: County

    func write(to folder: PacketFolder) throws -> FileEntry {
        let file = try folder.file(OtherActs.path)
        var csv = CSVText()
        csv.row(OtherActs.columns)
        for jurisdiction in county.jurisdictions {
            try docket.dispositions(of: run, in: jurisdiction.id) { disposition in
                guard disposition.state != .granted || disposition.isDoubtful else { return }
                csv.row([
                    jurisdiction.id, String(disposition.sequence), disposition.number, disposition.courthouse,
                    disposition.state.rawValue, CaliforniaTime.day(of: disposition.time)?.iso ?? "",
                    disposition.differs ? "yes" : "no", disposition.advice,
                ])
                try file.write(csv.bytes)
                csv.removeAll()
            }
        }
        try file.write(csv.bytes)
        return try file.finish()
    }
}

extension Disposition {
    /// For the office.
    fileprivate var advice: String {
        if state != .granted, let grantNoticed {
            return "Notice \(grantNoticed) said that relief was granted: tell the Department of Justice and the person."
        }
        let doubt = differs ? " Other answers of the court contradict: ask the clerk." : ""
        return advice(of: state) + doubt
    }

    private func advice(of state: CaseState) -> String {
        switch state {
        case .granted: "A notice is in this folder."
        case .denied: "Nobody is told by this folder. Tell the public defender, and see whether to ask again."
        case .struck: "The order does not reach the case. See why the judge struck it, and file it by itself."
        case .noFile: "The court has no file. See whether the Department of Justice still lists the conviction."
        case .alreadyDone: "An earlier order granted it. See whether the Department of Justice knows of that order."
        case .sent, .received, .accepted, .partiallyAccepted, .rejected, .cancelled: ""
        }
    }
}
