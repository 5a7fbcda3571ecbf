import Foundation
import Tagove
import Testing

/// Bad input gives the right case with all that is known, and no text of it holds the key.
@Suite struct BadInputTests {
    static let key = "b1adac97642515fdccf9f3edc1b838db"

    @Test(arguments: [
        (key + "\n", "https://127.0.0.1", 60.0, 1), (key, "http://example.com", 60, 1), (key, "no url", 60, 1),
        (key, "https://user:secret@127.0.0.1", 60, 1), (key, "https://127.0.0.1", 0, 1),
        (key, "https://127.0.0.1", -1, 1), (key, "https://127.0.0.1", 60, -1),
    ])
    func client_refusedOption_isConfiguration(apiKey: String, baseUrl: String, timeout: Double, prefetch: Int)
        async throws
    {
        let error = try await failure {
            try TagoveClient(apiKey: apiKey, baseUrl: baseUrl, timeout: .seconds(timeout), prefetch: prefetch)
        }
        #expect(error.kind == .configuration)
        #expect(!error.reason.isEmpty)
        #expect(error.status == nil && error.code == nil && error.requestId == nil && error.retryAfter == nil)
        #expect(error.attempts == 0 && error.at == nil)
        expectNoSecret(error)
    }

    @Test func getChat_unreachableServer_isConnection() async throws {
        let nobody = try SilentPort()
        let client = try TagoveClient(apiKey: Self.key, baseUrl: nobody.url, maxRetries: 0)
        let error = try await failure { try await client.getChat("1") }
        #expect(error.kind == .connection)
        #expect(error.status == nil && error.attempts == 1)
        expectNoSecret(error)
    }

    @Test func getChat_wrongKey_isAuthenticationWithAllFields() async throws {
        let server = try LocalServer("--key", "another")
        let client = try TagoveClient(apiKey: Self.key, baseUrl: server.url)
        let error = try await failure { try await client.getChat("1") }
        guard case .authentication(let details) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(details.status == 401 && error.status == 401)
        #expect(error.code == "ERROR_UNAUTHORIZED")
        #expect(error.requestId != nil)
        #expect(error.retryAfter == nil && error.attempts == 1 && error.at == nil)
        #expect(error.localizedDescription == error.reason)
        expectNoSecret(error)
    }

    @Test func getChat_serverTooSlow_isTimeout() async throws {
        let server = try LocalServer("--latency", "600")
        let client = try TagoveClient(apiKey: Self.key, baseUrl: server.url, timeout: .milliseconds(200))
        let error = try await failure { try await client.getChat("1") }
        #expect(error.kind == .timeout)
    }

    @Test func listChats_refusedParameter_isInvalidRequestBeforeAnyRequest() async throws {
        let server = try LocalServer()
        let client = try TagoveClient(apiKey: Self.key, baseUrl: server.url)
        for list in [
            client.listChats(startDate: "2016-02-30"), client.listChats(page: 0), client.listChats(limit: -1),
            client.listChats(include: [Include(rawValue: "message")]),
        ] {
            let error = try await failure { try await list.nextPage() }
            #expect(error.kind == .invalidRequest)
        }
        #expect(try await server.journal().request_count == 0)
    }

    @Test func catching_byCase_picksTheKind() async throws {
        let server = try LocalServer("--chats", "1")
        let client = try TagoveClient(apiKey: Self.key, baseUrl: server.url)
        do {
            _ = try await client.getChat("nobody")
            Issue.record("there is such a chat")
        } catch TagoveError.notFound {
        }
    }

    @Test func client_printed_doesNotShowTheKey() throws {
        let client = try TagoveClient(apiKey: Self.key, baseUrl: "https://127.0.0.1")
        expectNoSecret(client)
    }
}
