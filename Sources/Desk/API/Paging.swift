internal import Hummingbird

/// Part of a list, and where to go on.
struct Page<Item: Encodable & Sendable>: Encodable, Sendable {
    let items: [Item]
    /// Given as `cursor`, it brings the next page; missing on the last one.
    let next: String?
}

/// Which part of a list is asked for: `?limit=100&cursor=…`.
struct Paging: Sendable {
    let limit: Int
    let cursor: String?

    private static let usual = 100
    private static let most = 1_000

    /// - Throws: 400 for a limit that is no number from 1 to 1,000.
    init(_ request: Request) throws(Refusal) {
        let parameters = request.uri.queryParameters
        cursor = parameters["cursor"].map { String($0) }
        guard let text = parameters["limit"] else {
            limit = Self.usual
            return
        }
        guard let number = Int(text), 1...Self.most ~= number else {
            throw Refusal(.badRequest, "bad-limit", "limit is a number from 1 to \(Self.most).")
        }
        limit = number
    }

    /// The cursor as the number that it has to be.
    ///
    /// - Throws: 400 for anything else.
    var number: Int64? {
        get throws(Refusal) {
            guard let cursor else { return nil }
            guard let number = Int64(cursor), number >= 0 else { throw badCursor }
            return number
        }
    }

    var badCursor: Refusal { Refusal(.badRequest, "bad-cursor", "The cursor is not one that this list has given.") }

    /// A page out of one element more than is asked for, if there are so many.
    func page<Element, Item: Encodable & Sendable>(
        _ elements: [Element], next: (Element) -> String, _ item: (Element) -> Item
    ) -> Page<Item> {
        let shown = elements.prefix(limit)
        return Page(items: shown.map(item), next: elements.count > limit ? shown.last.map(next) : nil)
    }
}
