import Foundation
import Tagove
import Testing

/// A provider that asks through the client that waits for it: refused at once, not when the minute of `timeout` is up.
@Suite(.timeLimit(.minutes(1))) struct AskingTests {
    typealias Way = @Sendable (TagoveClient) async throws -> Void

    /// Gives the provider the client that it belongs to.
    final class Own: @unchecked Sendable {
        private let lock = NSLock()
        private var value: TagoveClient?
        var client: TagoveClient? {
            get { lock.withLock { value } }
            set { lock.withLock { value = newValue } }
        }
    }

    static let ways: [Way] = [
        { _ = try await $0.getChat("43074") },
        { _ = try await $0.request("GET", "/chats") },
        { for try await _ in $0.listChats() { break } },
        { _ = try await $0.listVisitorSessions().nextPage() },
        { _ = try await $0.withOptions(maxRetries: 0).getChat("43074") },
        { client in _ = try await Task { try await client.getChat("43074") }.value },
    ]

    @Test(arguments: ways.indices) func provider_askingThroughItsOwnClient_isRefused(way: Int) async throws {
        let server = try LocalServer()
        let own = Own()
        let client = try TagoveClient(
            baseUrl: server.url,
            credentials: {
                try await Self.ways[way](try #require(own.client))
                return ApiKey("any")
            })
        own.client = client
        defer { client.close() }
        let refused = try await failure { try await client.getChat("43074") }
        #expect(refused.kind == .authentication)
        let cause = refused.cause as? TagoveError
        #expect(cause?.kind == .configuration)
        #expect(
            cause?.reason == "credentials asks through its own client, which waits for it; ask through another client")
        own.client = nil
    }

    @Test func provider_askingThroughAnotherClient_isAnswered() async throws {
        let server = try LocalServer()
        let other = try TagoveClient(apiKey: "any", baseUrl: server.url)
        let client = try TagoveClient(
            baseUrl: server.url, credentials: { ApiKey(try await other.getChat("43074").id ?? "none") })
        #expect(try await client.getChat("43079").id == "43079")
    }

    @Test func whatAProviderLeftRunning_afterItsAnswer_mayAsk() async throws {
        let server = try LocalServer()
        let own = Own()
        let (answered, answer) = AsyncStream<Void>.makeStream()
        let left = CallbackLog<Task<String?, any Error>>()
        let client = try TagoveClient(
            baseUrl: server.url,
            credentials: {
                left.add(
                    Task {
                        for await _ in answered {}
                        return try await own.client?.getChat("43079").id
                    })
                return ApiKey("any")
            })
        own.client = client
        #expect(try await client.getChat("43074").id == "43074")
        answer.finish()
        #expect(try await left.entries[0].value == "43079")
        own.client = nil
    }
}
