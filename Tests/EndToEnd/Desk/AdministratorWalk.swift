import Foundation
import Testing

/// What every walk needs.
enum Walk {
    static let isPossible = Browser.isThere && DeskServer.isThere
    static let comment: Comment = "chromium or vacatur-desk is missing; `make test` sees to both"
}

/// An administrator's day in a browser.
@Suite(.timeLimit(.minutes(20)), .enabled(if: Walk.isPossible, Walk.comment))
struct AdministratorWalk {
    @Test("The first administrator signs in with what the command printed, chooses a password, and makes users")
    func firstDay() async throws {
        let office = try Office()
        let password = try await DeskServer.administrator("ada", in: office)
        let desk = try await DeskServer(office)
        let browser = try await Browser(at: desk.address, in: office.scratch)
        try await browser.judge("sign-in")
        try await browser.fill("Name", "ada")
        try await browser.fill("Password", password)
        try await browser.follow("Sign in")
        try await browser.see("Choose one of your own")
        try await browser.judge("password")
        try await browser.choosePassword(after: password)
        try await browser.judge("account")
        try await browser.follow("Users")
        try await browser.judge("users")
        try await browser.follow("New user")
        try await browser.judge("user-new")
        try await browser.follow("Audit chain")
        try await browser.follow("Check the chain")
        try await browser.see("The chain holds")
        try await browser.judge("audit")
        try await browser.follow("Sign out")
        try await browser.see("You are signed out")
        try await browser.open("\(desk.address)/users")
        try await browser.see("Sign in")
    }
}
