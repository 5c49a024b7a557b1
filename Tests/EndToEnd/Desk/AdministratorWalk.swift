import Foundation
import Testing

/// An administrator's day in a browser.
@Suite(
    .timeLimit(.minutes(10)),
    .enabled(if: Browser.isThere && DeskServer.isThere, "chromium or vacatur-desk is missing; `make test` sees to both")
)
struct AdministratorWalk {
    @Test("The first administrator signs in with what the command printed, chooses a password, and makes users")
    func firstDay() async throws {
        let office = try Office()
        let password = try await DeskServer.administrator("ada", in: office)
        let desk = try await DeskServer(office)
        let browser = try await Browser(at: desk.address, in: office.scratch)
        try await browser.fill("Name", "ada")
        try await browser.fill("Password", password)
        try await browser.shoot("sign-in")
        #expect(try await browser.barriers() == [])
        try await browser.follow("Sign in")
        try await browser.see("Choose one of your own")
        try await browser.fill("Current password", password)
        try await browser.fill("New password", "four green herons walk")
        try await browser.fill("New password again", "four green herons walk")
        try await browser.follow("Change the password")
        try await browser.shoot("account")
        #expect(try await browser.barriers() == [])
        try await browser.follow("Users")
        try await browser.follow("New user")
        #expect(try await browser.barriers() == [])
        try await browser.shoot("new-user")
        let complaints = try await browser.complained()
        #expect(complaints == [])
    }
}
