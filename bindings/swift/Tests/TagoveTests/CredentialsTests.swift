import Foundation
import Tagove
import Testing

/// Keys that the app provides.
@Suite(.timeLimit(.minutes(2))) struct CredentialsTests {
    struct Refusal: Error, Equatable { let words: String }

    @Test func provider_askedByManyCallsAtOnce_isAskedOnce() async throws {
        let server = try LocalServer("--key", "right")
        let asked = CallbackLog<Void>()
        let client = try TagoveClient(
            baseUrl: server.url,
            credentials: {
                asked.add(())
                return ApiKey("right")
            })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { _ = try await client.getChat("43074") } }
            try await group.waitForAll()
        }
        #expect(asked.entries.count == 1)
    }

    @Test func key_refusedByTheServer_isRenewedOnce() async throws {
        let server = try LocalServer("--key", "right")
        let asked = CallbackLog<Void>()
        let client = try TagoveClient(
            baseUrl: server.url, credentials: { ApiKey(asked.add(()) == 1 ? "old" : "right") })
        #expect(try await client.getChat("43074").page.attempts == 2)
        #expect(try await client.getChat("43074").page.attempts == 1)
        #expect(asked.entries.count == 2)
    }

    @Test(arguments: [(Duration.zero, 3), (.seconds(3600), 1), (.seconds(Int64.max), 1)])
    func key_expired_isAskedForAgain(expiresIn: Duration, times: Int) async throws {
        let server = try LocalServer()
        let asked = CallbackLog<Void>()
        let client = try TagoveClient(
            baseUrl: server.url,
            credentials: {
                asked.add(()); return ApiKey("any", expiresIn: expiresIn)
            })
        for _ in 0..<3 { _ = try await client.getChat("43074") }
        #expect(asked.entries.count == times)
    }

    @Test func provider_thatThrows_isTheCauseOfAuthentication() async throws {
        let server = try LocalServer()
        let client = try TagoveClient(baseUrl: server.url, credentials: { throw Refusal(words: "secret") })
        for call in [
            { _ = try await client.getChat("1") }, { for try await _ in client.listChats() {} },
            { _ = try await client.withOptions(maxRetries: 0).request("GET", "/chats") },
        ] as [@Sendable () async throws -> Void] {
            let error = try await failure(of: call)
            #expect(error.kind == .authentication && error.attempts == 0)
            #expect(error.cause as? Refusal == Refusal(words: "secret"))
            #expect((error as NSError).userInfo[NSUnderlyingErrorKey] is Refusal)
            expectNoSecret(error)
            expectNoSecret(error.details)
        }
        #expect(try await server.journal().request_count == 0)
    }

    @Test func provider_thatThrowsForManyCalls_givesEachItsOwn() async throws {
        let server = try LocalServer()
        let asked = CallbackLog<Void>()
        let client = try TagoveClient(
            baseUrl: server.url, maxRetries: 0, credentials: { throw Refusal(words: "\(asked.add(()))") })
        for number in 1...300 {
            let error = try await failure { try await client.getChat("1") }
            #expect(error.cause as? Refusal == Refusal(words: "\(number)"))
        }
    }

    @Test func key_thatIsNone_isRefusedAndNotRepeated() async throws {
        let server = try LocalServer()
        let broken = try TagoveClient(baseUrl: server.url, credentials: { ApiKey("secret\n") })
        let error = try await failure { try await broken.getChat("1") }
        #expect(error.kind == .configuration)
        expectNoSecret(error)
        let past = try TagoveClient(baseUrl: server.url, credentials: { ApiKey("secret", expiresIn: .seconds(-1)) })
        let refused = try await failure { try await past.getChat("1") }
        #expect(refused.kind == .authentication)
        #expect((refused.cause as? TagoveError)?.kind == .configuration)
        expectNoSecret(ApiKey("secret", expiresIn: .seconds(5)))
        #expect("\(ApiKey("secret", expiresIn: .seconds(5)))" == "ApiKey(expiresIn: 5.0 seconds)")
        #expect(try await server.journal().request_count == 0)
    }

    @Test func provider_andAKey_areRefusedTogether() async throws {
        let error = try await failure { try TagoveClient(apiKey: "any", credentials: { ApiKey("any") }) }
        #expect(error.kind == .configuration && error.cause == nil)
    }

    @Test func getChat_taskCancelledWhileTheProviderWorks_cancelsTheProvider() async throws {
        let server = try LocalServer()
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let (ended, end) = AsyncStream.makeStream(of: Bool.self)
        let client = try TagoveClient(
            baseUrl: server.url, timeout: .seconds(3600),
            credentials: {
                ask.finish()
                // Until it is cancelled, nothing comes.
                for await _ in AsyncStream<Void>.makeStream().stream {}
                end.yield(Task.isCancelled)
                end.finish()
                throw CancellationError()
            })
        let task = Task { try await client.getChat("1") }
        for await _ in asked {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        for await cancelled in ended { #expect(cancelled) }
        #expect(try await server.journal().request_count == 0)
    }

    @Test func provider_thatThrowsCancellationItself_isNotTheCallersCancellation() async throws {
        let server = try LocalServer()
        let client = try TagoveClient(baseUrl: server.url, credentials: { throw CancellationError() })
        let error = try await failure { try await client.getChat("1") }
        #expect(error.kind == .authentication && error.cause is CancellationError)
    }
}
