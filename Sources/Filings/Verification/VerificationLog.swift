private import Synchronization

/// Collects findings and counts from all threads.
package final class VerificationLog: Sendable {
    private struct State {
        var findings: [VerificationFinding] = []
        var left = 0
        var files = 0
        var documents = 0
        var bytes = 0
        var cases = 0
        var challenges = 0
    }

    /// Whether pages are held against the paper rules.
    let checksPaper: Bool
    private let state = Mutex(State())
    private static let limit = 1_000

    package init(checksPaper: Bool = true) { self.checksPaper = checksPaper }

    package func add(_ code: VerificationFinding.Code, _ path: String, entry: String = "", _ message: String) {
        let finding = VerificationFinding(path: path, entry: entry, code: code, message: message)
        state.withLock { state in
            if state.findings.count < Self.limit { state.findings.append(finding) } else { state.left += 1 }
        }
    }

    package func count(files: Int = 0, documents: Int = 0, bytes: Int = 0, cases: Int = 0, challenges: Int = 0) {
        state.withLock { state in
            state.files += files
            state.documents += documents
            state.bytes += bytes
            state.cases += cases
            state.challenges += challenges
        }
    }

    package var report: VerificationReport {
        state.withLock { state in
            var findings = Set(state.findings).sorted {
                ($0.path, $0.entry, $0.code.rawValue, $0.message) < ($1.path, $1.entry, $1.code.rawValue, $1.message)
            }
            if state.left > 0 {
                let message = "\(state.left) more findings are not listed"
                findings.append(VerificationFinding(path: "", entry: "", code: .tooMany, message: message))
            }
            return VerificationReport(
                findings: findings,
                files: state.files,
                documents: state.documents,
                bytes: state.bytes,
                cases: state.cases,
                challenges: state.challenges
            )
        }
    }
}
