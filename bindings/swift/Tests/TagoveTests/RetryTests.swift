import Foundation
import Tagove
import Testing

/// Attempts, the waits between them, and the way to the server. Waits of half a minute, so that one that is not ended
/// shows.
@Suite struct RetryTests {
    @Test(
        arguments: [
            (.zero, nil, nil, nil, "attempt_timeout is zero"), (.seconds(-1), nil, nil, nil, "attempt_timeout -1"),
            (nil, .zero, nil, nil, "connect_timeout is zero"), (nil, .seconds(-1), nil, nil, "connect_timeout -1"),
            (nil, nil, -1, nil, "max_retries -1"), (nil, nil, Int.max, nil, "max_retries 9"),
            (nil, nil, nil, 0, "requests_per_second is 0"), (nil, nil, nil, -1, "requests_per_second is -1"),
            (nil, nil, nil, .nan, "requests_per_second is NaN"),
            (nil, nil, nil, .infinity, "requests_per_second is inf"),
        ] as [(Duration?, Duration?, Int?, Double?, String)])
    func client_optionOutOfItsRange_isConfiguration(
        attempt: Duration?, connect: Duration?, retries: Int?, rate: Double?, told: String
    ) async throws {
        let error = try await failure {
            try TagoveClient(
                apiKey: BadInputTests.key, attemptTimeout: attempt, connectTimeout: connect, maxRetries: retries,
                requestsPerSecond: rate)
        }
        #expect(error.kind == .configuration && error.attempts == 0)
        #expect(error.reason.contains(told), "\(error)")
        expectNoSecret(error)
    }

    @Test(arguments: [
        "", "user:secret@proxy:3128", "socks5://user:secret@proxy:1080", "http://user:secret@",
        "http://user:secret@proxy:99999",
    ])
    func client_refusedProxy_isConfigurationThatDoesNotRepeatIt(url: String) async throws {
        let error = try await failure { try TagoveClient(apiKey: "any", proxy: url) }
        #expect(error.kind == .configuration && error.reason.hasPrefix("proxy "), "\(error)")
        #expect(!error.reason.contains("user:secret"))
        expectNoSecret(error)
    }

    @Test func client_fileThatCannotBeUsed_isConfigurationWithItsPath() async throws {
        let empty = FileManager.default.temporaryDirectory.appendingPathComponent("tagove-\(UUID()).pem").path
        #expect(FileManager.default.createFile(atPath: empty, contents: nil))
        defer { try? FileManager.default.removeItem(atPath: empty) }
        for (ca, certificate, told) in [
            ("/none.pem", nil, "ca_file /none.pem cannot be read"),
            (empty, nil, "ca_file \(empty) holds no certificate"),
            (nil, "/none.pem", "client_certificate /none.pem cannot be read"),
            (nil, empty, "client_certificate \(empty) has to hold"),
        ] as [(String?, String?, String)] {
            let error = try await failure {
                try TagoveClient(apiKey: BadInputTests.key, caFile: ca, clientCertificate: certificate)
            }
            #expect(error.kind == .configuration && error.reason.contains(told), "\(error)")
            expectNoSecret(error)
        }
    }

    @Test func client_optionsAtTheirEnds_areTakenAndNotShown() throws {
        let client = try TagoveClient(
            apiKey: BadInputTests.key, attemptTimeout: .seconds(Int64.max), connectTimeout: .milliseconds(1),
            maxRetries: Int(UInt32.max), onRateLimit: .wait, requestsPerSecond: 0.001,
            proxy: "http://user:secret@127.0.0.1:3128")
        expectNoSecret(client)
    }

    @Test func getChat_taskCancelledBetweenTwoAttempts_endsAtOnce() async throws {
        let server = try FailingServer(503, retryAfter: "30")
        let client = try TagoveClient(apiKey: "any", baseUrl: server.url)
        try await expectEndsAtOnce(Task { _ = try await client.getChat("1") }, server)
    }

    @Test func listChats_taskCancelledBetweenTwoAttempts_endsAtOnce() async throws {
        let server = try FailingServer(503, retryAfter: "30")
        let client = try TagoveClient(apiKey: "any", baseUrl: server.url)
        let chats = client.listChats()
        try await expectEndsAtOnce(Task { for try await _ in chats {} }, server)
    }

    private func expectEndsAtOnce(_ task: Task<Void, any Error>, _ server: FailingServer) async throws {
        await server.answers()
        let begin = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(ContinuousClock.now - begin < .seconds(20))
        #expect(await server.rest() == 0)
    }

    @Test func getChat_failureThatMayPass_isTriedAgainSoOften() async throws {
        let server = try FailingServer(503, retryAfter: "0")
        for retries in 0...1 {
            let client = try TagoveClient(apiKey: "any", baseUrl: server.url, maxRetries: retries)
            let error = try await failure { try await client.getChat("1") }
            #expect(error.kind == .server && error.status == 503)
            #expect(error.attempts == retries + 1 && error.retryAfter == .zero)
        }
        #expect(await server.rest() == 3)
    }

    @Test(arguments: ["30", "99999999999999999999"])
    func getChat_waitLongerThanTheWholeTime_isNotBegun(asked: String) async throws {
        let server = try FailingServer(503, retryAfter: asked)
        let client = try TagoveClient(apiKey: "any", baseUrl: server.url, timeout: .seconds(29))
        let error = try await failure { try await client.getChat("1") }
        #expect(error.kind == .server && error.attempts == 1)
        let wait = try #require(error.retryAfter)
        #expect(asked == "30" ? wait == .seconds(30) : wait > .seconds(1_000_000_000))
        // However long it is, it can be read and printed.
        #expect(wait.components.seconds >= 30 && !"\(wait)".isEmpty)
        expectNoSecret(error)
    }

    @Test func getChat_rateLimitRaised_isRateLimitedAtOnce() async throws {
        let server = try FailingServer(429, retryAfter: "30")
        let raising = try TagoveClient(apiKey: "any", baseUrl: server.url, onRateLimit: .raise)
        let error = try await failure { try await raising.getChat("1") }
        #expect(error.kind == .rateLimited && error.attempts == 1 && error.retryAfter == .seconds(30))
        let waiting = try TagoveClient(apiKey: "any", baseUrl: server.url)
        let task = Task { try await waiting.getChat("1") }
        await server.answers(2)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func getChat_attemptTooSlow_isTimeoutThatNamesTheOption() async throws {
        let server = try LocalServer("--latency", "600")
        let client = try TagoveClient(
            apiKey: "any", baseUrl: server.url, attemptTimeout: .milliseconds(200), maxRetries: 0)
        let error = try await failure { try await client.getChat("1") }
        #expect(error.kind == .timeout && error.attempts == 1 && error.reason.contains("attempt_timeout"), "\(error)")
    }

    @Test func getChat_turnThatWouldComeTooLate_isNotWaitedFor() async throws {
        let server = try LocalServer()
        let client = try TagoveClient(apiKey: "any", baseUrl: server.url, requestsPerSecond: 0.01)
        #expect(try await client.getChat("43074").id == "43074")
        let error = try await failure { try await client.getChat("43074") }
        #expect(error.kind == .timeout && error.attempts == 0 && error.reason.contains("requests_per_second"))
    }

    @Test func proxy_given_isWhereRequestsGoAndIsNotShown() async throws {
        let server = try LocalServer("--chats", "3")
        let nobody = try SilentPort()
        let proxy = server.url.replacingOccurrences(of: "http://", with: "http://user:secret@")
        let client = try TagoveClient(apiKey: BadInputTests.key, baseUrl: nobody.url, proxy: proxy)
        #expect(try await client.getChat("43074").id == "43074")
        expectNoSecret(client)
        let unreachable = try TagoveClient(
            apiKey: BadInputTests.key, baseUrl: server.url, maxRetries: 0,
            proxy: nobody.url.replacingOccurrences(of: "http://", with: "http://user:secret@"))
        let error = try await failure { try await unreachable.getChat("43074") }
        #expect(error.kind == .connection && error.attempts == 1, "\(error)")
        #expect(!error.reason.contains("user:"))
        expectNoSecret(error)
    }
}
