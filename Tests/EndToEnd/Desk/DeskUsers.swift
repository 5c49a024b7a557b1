import Foundation
import Testing

extension DeskServer {
    /// A password that people of the tests have chosen.
    static let chosen = "four green herons walk"

    /// A browser in which somebody has signed in.
    func browser(of name: String, _ password: String = chosen) async throws -> Browser {
        let browser = try await Browser(at: address, in: office.scratch)
        try await browser.fill("Name", name)
        try await browser.fill("Password", password)
        try await browser.follow("Sign in")
        return browser
    }

    /// The first administrator, who has signed in for the first time and chosen a password.
    static func begin(_ office: Office) async throws -> (desk: DeskServer, administrator: Browser) {
        let password = try await administrator("ada", in: office)
        let desk = try await DeskServer(office)
        let browser = try await desk.browser(of: "ada", password)
        try await browser.choosePassword(after: password)
        return (desk, browser)
    }

    /// Lets the administrator make a user, who then signs in for the first time in a browser of their own.
    func user(
        _ name: String, _ fullName: String, as role: String, barNumber: String = "", office: String? = nil,
        by administrator: Browser
    ) async throws -> Browser {
        try await administrator.open("\(address)/users/new")
        try await administrator.fill("Name to sign in with", name)
        try await administrator.fill("Full name", fullName)
        if !barNumber.isEmpty { try await administrator.fill("State Bar number", barNumber) }
        try await administrator.click(role)
        if let office { try await administrator.click(office) }
        try await administrator.follow("Make the user")
        let password = try #require(try await administrator.ask("document.querySelector('.secret').textContent").text)
        let browser = try await browser(of: name, password)
        try await browser.choosePassword(after: password)
        return browser
    }
}

extension Browser {
    func choosePassword(after password: String) async throws {
        try await fill("Current password", password)
        try await fill("New password", DeskServer.chosen)
        try await fill("New password again", DeskServer.chosen)
        try await follow("Change the password")
    }

    /// Whether the page as it stands can be used by everybody, and nothing of it was held back.
    func judge(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await shoot(name)
        let barriers = try await barriers()
        #expect(barriers == [], "\(name)", sourceLocation: sourceLocation)
        let complaints = try await complained()
        #expect(complaints == [], "\(name)", sourceLocation: sourceLocation)
    }
}
