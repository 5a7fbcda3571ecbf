import Foundation
import Tagove
import Testing

/// So many records of a list, and no request for more.
@Suite struct TakeTests {
    /// Five chats in pages of two: none, less than a page, a page, over pages, all, more than there are.
    @Test(arguments: [
        (0, [], "taken"), (1, [1], "taken"), (2, [2], "taken"), (3, [2, 1], "taken"), (5, [2, 2, 1], "taken"),
        (6, [2, 2, 1, 0], "empty_page"),
    ])
    func take_ofFiveInPagesOfTwo_givesSoManyAndSaysSo(records: Int, sizes: [Int], ended: String) async throws {
        let server = try LocalServer("--chats", "5")
        let all = try TagoveClient(apiKey: "any", baseUrl: server.url, prefetch: 0).listChats(limit: 2)
        let expected = Summary(
            pages: Int64(sizes.count), records: Int64(sizes.reduce(0, +)), duplicates: 0, ended: ended,
            complete: ended == "empty_page")

        let paged = all.take(records)
        var pages: [[Chat]] = []
        for try await page in paged.pages { pages.append(page.records) }
        #expect(pages.map(\.count) == sizes)
        #expect(paged.summary == expected)
        #expect(try await server.journal().request_count == sizes.count)

        let streamed = all.take(records)
        var again: [Chat] = []
        for try await chat in streamed { again.append(chat) }
        #expect(again == pages.flatMap(\.self))
        #expect(streamed.summary == expected)

        // The list it was taken from is as it was.
        var rest = 0
        for try await _ in all { rest += 1 }
        #expect(rest == 5 && all.summary.complete)
    }

    @Test func take_withPagesAskedAhead_asksForNoneBehindTheLast() async throws {
        let server = try LocalServer("--chats", "50")
        let four = try TagoveClient(apiKey: "any", baseUrl: server.url, prefetch: 1).listChats(limit: 2).take(4)
        var count = 0
        for try await _ in four { count += 1 }
        #expect(count == 4)
        #expect(try await server.journal().request_count == 2)
    }

    @Test func take_ofSessions_andOfWhatWasTaken_isTheSmaller() async throws {
        let server = try LocalServer()
        let sessions = try TagoveClient(apiKey: "any", baseUrl: server.url).listVisitorSessions()
        for list in [sessions.take(2).take(4), sessions.take(4).take(2)] {
            var count = 0
            for try await _ in list { count += 1 }
            #expect(count == 2)
        }
    }

    @Test func take_ofFewerThanNone_isInvalidRequestBeforeAnyRequest() async throws {
        let server = try LocalServer()
        let client = try TagoveClient(apiKey: "any", baseUrl: server.url)
        for list in [
            client.listChats().take(-1), client.listChats().take(Int.min), client.listChats().take(-1).take(1),
        ] {
            let error = try await failure { try await list.nextPage() }
            #expect(error.kind == .invalidRequest && error.reason.contains("take -") && error.attempts == 0)
            #expect(list.summary == Summary(pages: 0, records: 0, duplicates: 0, ended: "error", complete: false))
        }
        #expect(try await server.journal().request_count == 0)
    }

    @Test func take_ofAListThatHasBegun_isInvalidRequestAndTheListGoesOn() async throws {
        let server = try LocalServer("--chats", "5")
        let chats = try TagoveClient(apiKey: "any", baseUrl: server.url, prefetch: 0).listChats(limit: 2)
        var ids: [String?] = []
        for try await chat in chats {
            ids.append(chat.id)
            break
        }
        let late = chats.take(2)
        let error = try await failure { try await late.nextPage() }
        #expect(error.kind == .invalidRequest)
        #expect(try await server.journal().request_count == 1)
        for try await chat in chats { ids.append(chat.id) }
        #expect(ids.count == 5 && Set(ids).count == 5)
    }
}
