import Foundation
import Tagove
import Testing

/// Cancelling a task closes its connection: the server says so. The server waits ten minutes with its answers and the
/// client allows an hour, so that nothing but the cancellation ends a call; the journal is asked for a minute at most.
@Suite struct CancellationTests {
    @Test func getChat_taskCancelled_serverSeesTheHangUp() async throws {
        let server = try LocalServer("--latency", "600")
        let client = try TagoveClient(
            apiKey: "any", baseUrl: server.url, timeout: .seconds(3600), attemptTimeout: .seconds(3600))
        let task = Task { try await client.getChat("1") }
        _ = try await server.journal(requests: 1)
        task.cancel()
        #expect(try await server.journal(hangUps: 1).hang_ups == 1)
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func listChats_taskCancelledInALoop_serverSeesTheHangUpAndTheListGoesOn() async throws {
        let server = try LocalServer("--latency", "600")
        let client = try TagoveClient(
            apiKey: "any", baseUrl: server.url, timeout: .seconds(3600), prefetch: 0, attemptTimeout: .seconds(3600))
        let chats = client.listChats()
        let task = Task { for try await _ in chats {} }
        _ = try await server.journal(requests: 1)
        task.cancel()
        #expect(try await server.journal(hangUps: 1).hang_ups == 1)
        await #expect(throws: CancellationError.self) { try await task.value }
        // Nothing of the list is lost: the next loop asks for the page again.
        let again = Task { try await chats.nextPage() }
        #expect(try await server.journal(requests: 2).requests.allSatisfy { $0.contains("page=1") })
        again.cancel()
    }

    @Test func listChats_letGoOf_stopsThePagesAskedAhead() async throws {
        let server = try LocalServer("--chats", "50", "--fault", "2=silence", "--fault", "3=silence")
        let client = try TagoveClient(apiKey: "any", baseUrl: server.url, prefetch: 2)
        // The first page comes, two are asked ahead and never answered; the list is gone: both connections are closed.
        try await takeOne(of: client.listChats(limit: 5), from: server)
        #expect(try await server.journal(hangUps: 2).hang_ups == 2)
    }

    private func takeOne(of list: TagoveList<Chat>, from server: LocalServer) async throws {
        for try await _ in list {
            _ = try await server.journal(requests: 3)
            break
        }
    }

    @Test func getChat_taskCancelledBefore_sendsNothing() async throws {
        let server = try LocalServer()
        let client = try TagoveClient(apiKey: "any", baseUrl: server.url)
        let (begin, go) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            for await _ in begin { break }
            return try await client.getChat("1")
        }
        task.cancel()
        go.finish()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await server.journal().request_count == 0)
    }
}
