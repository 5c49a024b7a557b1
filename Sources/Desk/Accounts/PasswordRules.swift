internal import Digests

/// What a password has to be: long, and not what somebody who knows the user would try first (NIST SP 800-63B section
/// 3.1.1.2: length counts, rules about kinds of characters do not).
package enum PasswordRules {
    package static let least = 12
    /// UTF-8 bytes.
    static let most = 256

    /// What is wrong with a password that a user wants; nil if nothing is.
    package static func problem(with password: String, of name: String) -> String? {
        if password.count < least { return "The password has to have at least \(least) characters." }
        if password.utf8.count > most { return "The password may have at most \(most) characters." }
        let lowered = password.lowercased()
        if lowered.contains(name.lowercased()) { return "The password may not contain the name to sign in with." }
        if Set(lowered).count < 6 { return "The password has to have at least 6 different characters." }
        if ["password", "vacatur", "123456", "qwerty"].contains(where: lowered.contains) {
            return "The password contains what everybody tries first."
        }
        return nil
    }

    /// A password to begin with, for somebody else to change: 20 letters and digits that cannot be mistaken, 100 bits of chance.
    package static func initial() -> String {
        // 32 of them, so that every byte is as likely to give each.
        let letters = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
        let picked = SecureRandom.bytes(20).map { letters[Int($0 & 31)] }
        return stride(from: 0, to: 20, by: 5).map { String(decoding: picked[$0..<$0 + 5], as: UTF8.self) }
            .joined(separator: "-")
    }
}
