import Foundation
import Tagove
import Testing

/// What an app hears of its requests.
@Suite(.timeLimit(.minutes(2))) struct HooksTests {
    private enum Heard: Sendable, Equatable {
        case request(RequestEvent)
        case response(ResponseEvent)
        case retry(RetryEvent)
        case page(PageEvent)
    }

    private func listening(_ url: String, _ log: CallbackLog<Heard>, retries: Int? = nil) throws -> TagoveClient {
        try TagoveClient(
            apiKey: BadInputTests.key, baseUrl: url, maxRetries: retries, onRequest: { log.add(.request($0)) },
            onResponse: { log.add(.response($0)) }, onRetry: { log.add(.retry($0)) }, onPage: { log.add(.page($0)) })
    }

    @Test func hooks_ofARequestThatIsMadeAgain_hearAllInOrderBeforeTheCallGoesOn() async throws {
        let server = try LocalServer("--chats", "3", "--fault", "1=503:0")
        let log = CallbackLog<Heard>()
        let chat = try await listening(server.url, log).getChat("43074")
        let heard = log.entries
        try #require(heard.count == 6, "\(heard)")
        guard case .request(let first) = heard[0], case .response(let failed) = heard[1],
            case .retry(let again) = heard[2], case .request(let second) = heard[3],
            case .response(let answered) = heard[4], case .page(let page) = heard[5]
        else {
            Issue.record("\(heard)")
            return
        }
        #expect(first.operation == "getChat" && first.attempt == 1 && second.attempt == 2)
        #expect(first.url.hasPrefix(server.url) && first.requestId == second.requestId)
        #expect(failed.request == first && failed.status == 503)
        #expect(again.request == first && again.status == 503 && again.kind == .server && again.wait >= .zero)
        #expect(answered.request == second && answered.status == 200 && answered.bytes == chat.page.body.count)
        #expect(answered.elapsed > .zero)
        #expect(page.operation == "getChat" && page.page == 1 && page.records == 1 && page.warnings == 0)
        expectNoSecret(heard)
    }

    @Test func hooks_ofAList_hearEveryPage() async throws {
        let server = try LocalServer("--chats", "5")
        let pages = CallbackLog<PageEvent>()
        let client = try TagoveClient(
            apiKey: "any", baseUrl: server.url, prefetch: 0, onPage: { pages.add($0) })
        for try await _ in client.listVisitorSessions().take(1) {}
        for try await _ in client.listChats(limit: 2) {}
        #expect(pages.entries.map(\.operation) == ["listVisitorSessions"] + [String](repeating: "listChats", count: 4))
        #expect(pages.entries.dropFirst().map(\.records) == [2, 2, 1, 0])
        #expect(pages.entries.dropFirst().map(\.page) == [1, 2, 3, 4])
    }

    @Test func hook_capturingItsClient_isLetGoOfByClose() async throws {
        let server = try LocalServer("--chats", "1")
        final class Holder: @unchecked Sendable { var client: TagoveClient? }
        weak var gone: TagoveClient?
        do {
            let holder = Holder()
            let client = try TagoveClient(apiKey: "any", baseUrl: server.url, onPage: { _ in _ = holder.client })
            holder.client = client
            gone = client
            _ = try await client.getChat("43074")
            client.close()
        }
        // The library lets go on a thread of its own.
        for _ in 0..<100_000 where gone != nil { await Task.yield() }
        #expect(gone == nil)
    }
}
