package import Cases

/// What clerks write about a case, in whatever case and words.
package enum OutcomeWords {
    /// - Returns: nil for words that are not known, and for letters that could mean several: `D` is how our schedules mark a
    ///   dismissal that is asked for, and how others write a denial.
    package static func state(_ text: String) -> CaseState? {
        switch key(text) {
        case "granted", "grant", "g", "gr", "grtd", "motiongranted", "reliefgranted", "ordered", "soordered",
            "approved",
            "signed", "ordersigned", "dismissed", "dismissedandsealed", "sealed", "redesignated", "reduced", "recalled":
            .granted
        case "denied", "deny", "dn", "den", "motiondenied", "notgranted", "refusedrelief": .denied
        case "struck", "stricken", "strike", "struckout", "strickenfromschedule", "excluded", "removed",
            "removedfromschedule", "st", "str":
            .struck
        case "nofile", "nofilefound", "nofilelocated", "filenotfound", "notfound", "casenotfound", "norecord",
            "norecordfound", "nf", "nff", "nrf", "destroyed", "filedestroyed", "purged":
            .noFile
        case "alreadydone", "already", "alreadydismissed", "alreadysealed", "alreadygranted", "alreadyreduced",
            "alreadyredesignated", "previouslydone", "previouslydismissed", "previouslygranted", "priororder", "ad",
            "duplicateorder":
            .alreadyDone
        case "accepted", "accept", "filed", "filestamped", "filedstamped", "entered": .accepted
        case "rejected", "reject", "rej", "returned", "returnedunfiled", "refused", "notfiled": .rejected
        case "received", "lodged", "rcvd", "recd": .received
        case "cancelled", "canceled", "withdrawn", "takenback": .cancelled
        default: nil
        }
    }

    /// Whether a cell of a column for one outcome is ticked.
    ///
    /// - Returns: nil for anything that is neither a tick nor none.
    package static func isTicked(_ text: String) -> Bool? {
        if ["✓", "✔", "✔️", "☑", "☒", "✗", "✘", "*", "+", "'+", "'x"].contains(text) { return true }
        if ["☐", "□", "-", "–", "—"].contains(text) { return false }
        return switch key(text) {
        case "x", "xx", "xxx", "yes", "y", "true", "1", "tick", "ticked", "done", "ok": true
        case "", "no", "n", "false", "0", "na", "none", "null": false
        default: nil
        }
    }

    private static func key(_ text: String) -> String { Aliases.key(text.utf8) }
}
