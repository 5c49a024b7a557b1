private import Glibc

/// What a court's system knows us by. Never shown: neither as a description nor in an error.
package struct Credentials: Sendable, CustomStringConvertible, CustomReflectable {
    enum Secret: Sendable {
        case password(user: String, String)
        case token(String)
    }

    /// Why there are none to be had. Says nothing of what was read.
    package struct Flaw: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    let secret: Secret

    package init(user: String, password: String) { secret = .password(user: user, password) }

    package init(token: String) { secret = .token(token) }

    package var description: String { "credentials" }

    package var customMirror: Mirror { Mirror(self, children: [:]) }

    /// Reads a file of lines `user: NAME` and `password: SECRET`, or `token: SECRET`, that its owner alone may read.
    package init(file path: String) throws(Flaw) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            throw Flaw(description: "the credentials cannot be read (\(String(cString: strerror(errno))))")
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.largestFile else {
            throw Flaw(description: "the credentials are no plain file of a few lines")
        }
        guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() else {
            throw Flaw(description: "others may read the credentials; `chmod 600` the file, owned by who sends")
        }
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.largestFile) { buffer, count in
            count = max(0, read(file, buffer.baseAddress, buffer.count))
        }
        var values: [String: String] = [:]
        for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw Self.malformed }
            let value = line[(colon + 1)...].drop { $0 == 0x20 }
            values[String(decoding: line[..<colon], as: UTF8.self)] = String(decoding: value, as: UTF8.self)
        }
        try self.init(user: values["user"], password: values["password"], token: values["token"], else: Self.malformed)
    }

    /// Takes them from `VACATUR_COURT_USER` and `VACATUR_COURT_PASSWORD`, or `VACATUR_COURT_TOKEN`.
    ///
    /// - Returns: nil where none of them is set.
    package static func fromEnvironment(_ value: (String) -> String?) throws(Flaw) -> Credentials? {
        let (user, password) = (value("VACATUR_COURT_USER"), value("VACATUR_COURT_PASSWORD"))
        let token = value("VACATUR_COURT_TOKEN")
        if user == nil, password == nil, token == nil { return nil }
        return try Credentials(
            user: user, password: password, token: token,
            else: Flaw(description: "VACATUR_COURT_USER goes with VACATUR_COURT_PASSWORD, VACATUR_COURT_TOKEN alone"))
    }

    private init(user: String?, password: String?, token: String?, else flaw: Flaw) throws(Flaw) {
        switch (user, password, token) {
        case (let user?, let password?, nil) where !user.isEmpty && !user.contains(":") && !password.isEmpty:
            self.init(user: user, password: password)
        case (nil, nil, let token?) where !token.isEmpty: self.init(token: token)
        default: throw flaw
        }
    }

    private static let largestFile = 4_096
    private static let malformed = Flaw(
        description: "the credentials are lines `user: NAME` and `password: SECRET`, or `token: SECRET`")

    /// Overwrites the secret wherever a court's answer repeats it, so that nothing made of the answer can hold it.
    func blank(in bytes: inout [UInt8]) {
        for form in forms where !form.isEmpty && form.count <= bytes.count {
            var position = 0
            while position + form.count <= bytes.count {
                if bytes[position] == form[0], bytes[position..<position + form.count].elementsEqual(form) {
                    for index in position..<position + form.count { bytes[index] = UInt8(ascii: "*") }
                    position += form.count
                } else {
                    position += 1
                }
            }
        }
    }

    /// How it may be repeated: as it is, and as the header has it (RFC 7617).
    private var forms: [[UInt8]] {
        switch secret {
        case .password(let user, let password):
            [Base64.encode(Array("\(user):\(password)".utf8)), Array(password.utf8)]
        case .token(let token): [Array(token.utf8)]
        }
    }
}

/// RFC 4648, section 4.
private enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var encoded: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for digit in 0..<4 {
                encoded.append(digit <= group.count ? alphabet[bits >> (18 - 6 * digit) & 63] : UInt8(ascii: "="))
            }
        }
        return encoded
    }
}
