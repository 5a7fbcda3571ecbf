import Foundation
import Tagove
import Testing

/// A client's end, its other options, and many calls at once.
@Suite(.timeLimit(.minutes(3))) struct LifeTests {
    @Test func client_closed_refusesAllThatIsAskedLater() async throws {
        let server = try LocalServer("--chats", "5")
        let client = try TagoveClient(apiKey: "any", baseUrl: server.url, prefetch: 0)
        let sibling = try client.withOptions(maxRetries: 0)
        let begun = client.listChats(limit: 2)
        let kept = try #require(try await begun.nextPage())
        let asked = try await server.journal().request_count
        sibling.close()
        client.close()
        for one in [client, sibling] {
            for call in [
                { _ = try await one.getChat("43074") }, { _ = try await one.listMessages("43074") },
                { _ = try await one.getRecording("43074") }, { _ = try await one.getVisitorSessions("1") },
                { _ = try await one.request("GET", "/chats") }, { for try await _ in one.listChats().take(1) {} },
                { for try await _ in one.listVisitorSessions().pages {} }, { _ = try await begun.nextPage() },
                { _ = try one.withOptions(strict: true) },
            ] as [@Sendable () async throws -> Void] {
                let error = try await failure(of: call)
                #expect(error.kind == .configuration && error.reason == "the client is closed; make a new one")
            }
        }
        #expect(kept.records.count == 2 && !kept.body.isEmpty)
        #expect(try await server.journal().request_count == asked)
    }

    @Test func client_closedWhileACallIsOnItsWay_isCancelledAndTheServerSeesTheHangUp() async throws {
        let server = try LocalServer("--latency", "600")
        let client = try TagoveClient(
            apiKey: "any", baseUrl: server.url, timeout: .seconds(3600), attemptTimeout: .seconds(3600))
        async let one = failure { try await client.getChat("1") }
        async let other = failure { try await client.listChats().nextPage() }
        _ = try await server.journal(requests: 2)
        client.close()
        for error in [try await one, try await other] { #expect(error.kind == .cancelled) }
        #expect(try await server.journal(hangUps: 2).hang_ups == 2)
    }

    @Test func withOptions_changed_holdForTheNewClientAlone() async throws {
        let server = try LocalServer("--replay", LocalServer.corpus.path)
        let base = server.url + "/get_chat/id-object-unfit/json"
        let client = try TagoveClient(apiKey: "corpus-key", baseUrl: base)
        let strict = try client.withOptions(strict: true)
        #expect(try await failure { try await strict.getChat("43074") }.kind == .decode)
        #expect(try await strict.withOptions(strict: false).getChat("43074").page.warnings.count == 1)
        #expect(try await client.getChat("43074").page.warnings.count == 1)
    }

    @Test func withOptions_everyOne_isTakenOrRefusedByItsRange() async throws {
        let client = try TagoveClient(apiKey: "any")
        _ = try client.withOptions(
            timeout: .seconds(1), attemptTimeout: .seconds(1), maxRetries: 0, onRateLimit: .raise, prefetch: 64,
            strict: true, timeZone: "UTC", maxBodyBytes: 1, maxRows: 1, maxDepth: 1)
        for (told, call) in [
            ("timeout is zero", { try client.withOptions(timeout: .zero) }),
            ("attempt_timeout", { try client.withOptions(attemptTimeout: .seconds(-1)) }),
            ("max_retries", { try client.withOptions(maxRetries: -1) }),
            ("prefetch", { try client.withOptions(prefetch: 65) }),
            ("Europe/Atlantis", { try client.withOptions(timeZone: "Europe/Atlantis") }),
            ("max_body_bytes", { try client.withOptions(maxBodyBytes: 0) }),
            ("max_rows", { try client.withOptions(maxRows: Int.max) }),
            ("max_depth", { try client.withOptions(maxDepth: 513) }),
        ] as [(String, () throws -> TagoveClient)] {
            let error = try await failure(of: call)
            #expect(error.kind == .configuration && error.reason.contains(told), "\(error)")
        }
    }

    @Test func calls_twoHundredAtOnce_areAllAnswered() async throws {
        let server = try LocalServer("--chats", "20")
        let client = try TagoveClient(apiKey: "any", baseUrl: server.url)
        let answered = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<200 {
                group.addTask {
                    number.isMultiple(of: 2)
                        ? try await client.getChat("43074").id : try await client.listMessages("43074").id
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answered == [String?](repeating: "43074", count: 200))
        #expect(try await server.journal(requests: 200).request_count == 200)
    }

    @Test func calls_twoHundredCancelledAtOnce_allHangUp() async throws {
        let server = try LocalServer("--latency", "600")
        let client = try TagoveClient(
            apiKey: "any", baseUrl: server.url, timeout: .seconds(3600), attemptTimeout: .seconds(3600))
        let tasks = (0..<200).map { _ in Task { try await client.getChat("1") } }
        _ = try await server.journal(requests: 200)
        for task in tasks { task.cancel() }
        for task in tasks { await #expect(throws: CancellationError.self) { try await task.value } }
        #expect(try await server.journal(hangUps: 200).hang_ups == 200)
    }

    @Test func getChat_taskCancelledAfterwards_keepsItsAnswer() async throws {
        let server = try LocalServer("--chats", "1")
        let client = try TagoveClient(apiKey: "any", baseUrl: server.url)
        let task = Task { try await client.getChat("43074") }
        #expect(try await task.value.id == "43074")
        task.cancel()
        #expect(try await task.value.id == "43074")
        #expect(try await client.getChat("43074").id == "43074")
        #expect(try await server.journal().hang_ups == 0)
    }

    @Test func listChats_loopLeft_stopsThePagesAskedAheadAndGoesOnLater() async throws {
        // The pages asked ahead are never answered, so that nothing but giving them up ends them.
        let server = try LocalServer("--chats", "12", "--fault", "2=silence", "--fault", "3=silence")
        let client = try TagoveClient(
            apiKey: "any", baseUrl: server.url, timeout: .seconds(3600), prefetch: 2, attemptTimeout: .seconds(3600))
        let chats = client.listChats(limit: 5)
        var ids: [String?] = []
        for try await chat in chats {
            ids.append(chat.id)
            _ = try await server.journal(requests: 3)
            break
        }
        #expect(try await server.journal(hangUps: 2).hang_ups == 2)
        for try await chat in chats { ids.append(chat.id) }
        #expect(ids.count == 12 && Set(ids).count == 12 && chats.summary.complete)
    }
}
