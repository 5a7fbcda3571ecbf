import Tagove
import Testing

/// What a client is closed or cancelled under, again and again: who comes first is a matter of microseconds.
@Suite(.timeLimit(.minutes(2))) struct ClosingTests {
    private let turns = 300

    /// A client whose provider never answers, and what tells that it was asked.
    private func waiting(_ server: LocalServer) throws -> (TagoveClient, AsyncStream<Void>) {
        let (asked, told) = AsyncStream.makeStream(of: Void.self)
        let client = try TagoveClient(
            baseUrl: server.url,
            credentials: {
                told.yield()
                try await Task.sleep(for: .seconds(3600))
                return ApiKey("any")
            })
        return (client, asked)
    }

    @Test func call_thatWaitsForAKey_isCancelledWhenItsClientCloses() async throws {
        let server = try LocalServer("--chats", "3")
        for turn in 0..<turns {
            let (client, asked) = try waiting(server)
            async let ended = failure {
                if turn.isMultiple(of: 2) {
                    _ = try await client.getChat("1")
                } else {
                    _ = try await client.listChats().nextPage()
                }
            }
            for await _ in asked { break }
            client.close()
            #expect(try await ended.kind == .cancelled)
        }
    }

    @Test func call_cancelledWithItsClient_throwsSwiftsOwnError() async throws {
        let server = try LocalServer("--chats", "3")
        for turn in 0..<turns {
            let (client, asked) = try waiting(server)
            let task = Task { try await client.getChat("1") }
            for await _ in asked { break }
            task.cancel()
            if turn.isMultiple(of: 2) { client.close() }
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test func list_whoseClientCloses_neverLooksEnded() async throws {
        let server = try LocalServer("--chats", "25")
        for turn in 0..<turns {
            let client = try TagoveClient(apiKey: "any", baseUrl: server.url, prefetch: turn % 3)
            let chats = client.listChats(limit: 2)
            let (begun, told) = AsyncStream.makeStream(of: Void.self)
            let reading = Task {
                var read = 0
                for try await _ in chats {
                    read += 1
                    if read == turn % 20 + 1 { told.yield() }
                }
                return read
            }
            for await _ in begun { break }
            client.close()
            do {
                #expect(try await reading.value == 25)
            } catch let error as TagoveError {
                #expect(error.kind == .cancelled || error.kind == .configuration, "\(error)")
            }
        }
    }
}
