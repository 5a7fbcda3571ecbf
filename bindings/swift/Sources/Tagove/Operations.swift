import Foundation
import TagoveBindings

/// The operations. On each, cancelling the task drops the request.
extension TagoveClient {
    /// All chats of a date range, record by record or page by page ("List all chat history"). Nothing is sent before
    /// the first one is asked for; a parameter that is refused shows there, as `TagoveError.invalidRequest`.
    ///
    /// - Parameters:
    ///   - startDate: The first day, `yyyy-mm-dd`.
    ///   - endDate: The last day, `yyyy-mm-dd`. The vendor does not say whether it is included.
    ///   - page: The page to begin with, from 1.
    ///   - limit: Records a page, from 1; the server may cap it.
    ///   - include: What comes along with each chat.
    public func listChats(
        startDate: String? = nil, endDate: String? = nil, page: Int? = nil, limit: Int? = nil, include: [Include] = []
    ) -> TagoveList<Chat> {
        TagoveList(
            core.listChats(
                startDate: startDate, endDate: endDate, page: page.map(Int64.init), limit: limit.map(Int64.init),
                include: include.map(\.rawValue)), thrown)
    }

    /// All visitor sessions of a date range, record by record or page by page ("List all chat visitor"). Nothing is
    /// sent before the first one is asked for.
    ///
    /// - Parameters:
    ///   - startDate: The first day, `yyyy-mm-dd`.
    ///   - endDate: The last day, `yyyy-mm-dd`.
    ///   - page: The page to begin with, from 1.
    ///   - limit: Records a page, from 1; the server may cap it.
    public func listVisitorSessions(
        startDate: String? = nil, endDate: String? = nil, page: Int? = nil, limit: Int? = nil
    ) -> TagoveList<VisitorSession> {
        TagoveList(
            core.listVisitorSessions(
                startDate: startDate, endDate: endDate, page: page.map(Int64.init), limit: limit.map(Int64.init)),
            thrown)
    }

    /// One chat ("Single chat history"); `TagoveError.notFound` if there is none.
    public func getChat(_ chatId: String) async throws -> Answer<Chat> {
        let page = try await cancellable(thrown) { [core] in try await core.getChat(chatId: chatId, cancel: $0) }
        return try Answer(one: page.records, facts: page.facts)
    }

    /// One chat with its messages ("List all chat message"); `TagoveError.notFound` if there is none.
    public func listMessages(_ chatId: String) async throws -> Answer<Chat> {
        let page = try await cancellable(thrown) { [core] in try await core.listMessages(chatId: chatId, cancel: $0) }
        return try Answer(one: page.records, facts: page.facts)
    }

    /// One chat with the paths of its recorded files ("List all chat recording"); `TagoveError.notFound` if there is
    /// none.
    public func getRecording(_ chatId: String) async throws -> Answer<Recording> {
        let page = try await cancellable(thrown) { [core] in try await core.getRecording(chatId: chatId, cancel: $0) }
        return try Answer(one: page.records, facts: page.facts)
    }

    /// All sessions of one visitor, in the server's order ("Single chat visitor"); `TagoveError.notFound` if there is
    /// no such visitor.
    public func getVisitorSessions(_ visitorId: String) async throws -> Answer<[VisitorSession]> {
        let page = try await cancellable(thrown) { [core] in
            try await core.getVisitorSessions(visitorId: visitorId, cancel: $0)
        }
        return Answer(value: page.records, page: PageInfo(facts: page.facts))
    }
    /// Asks for a path below the base URL that no operation models.
    ///
    ///     let answer = try await client.request("GET", "/chats", query: [URLQueryItem(name: "limit", value: "5")])
    ///
    /// - Parameters:
    ///   - method: `GET`, the only one.
    ///   - path: The path, from `/`.
    ///   - query: Names and values, sent in this order; one without a value is sent empty.
    /// - Throws: `TagoveError.invalidRequest` if the method is another or the path leaves the base URL; any other kind as
    ///   it comes.
    public func request(_ method: String, _ path: String, query: [URLQueryItem] = []) async throws -> RawAnswer {
        let pairs = query.map { Pair(name: $0.name, value: $0.value ?? "") }
        return RawAnswer(
            try await cancellable(thrown) { [core] in
                try await core.request(method: method, path: path, query: pairs, cancel: $0)
            })
    }
}
