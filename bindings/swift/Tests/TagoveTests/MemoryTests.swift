import Foundation
import Tagove
import Testing

/// Loops that would show a leak: what one round holds, times the rounds, is far more than what they may grow by. The other
/// tests run beside them, so the figures are of all.
@Suite(.serialized, .timeLimit(.minutes(5))) struct MemoryTests {
    @Test func pages_letGoOf_areFreed() async throws {
        let words = String(repeating: "words of somebody ", count: 20)
        let messages = (0..<10).map { #"{"id": "\#($0)", "message": "\#(words)", "mood": "fine"}"# }
        let chats = (0..<60).map { #"{"id": "\#($0)", "messages": [\#(messages.joined(separator: ","))]}"# }
        let body = Data(#"{"data": {"chat": [\#(chats.joined(separator: ","))]}}"#.utf8)
        func read(_ times: Int) throws -> Int {
            for _ in 0..<times {
                let page = try decodeChats(body: body)
                #expect(page.records.count == 60 && page.body.count == body.count)
            }
            return resident()
        }
        _ = try read(50)
        let most = 400 * body.count / 2
        let grown = try await growth("400 pages of \(body.count >> 10) KiB", under: most) { try read(400) }
        #expect(grown < most)
    }

    @Test func clientsListsAndCalls_letGoOf_doNotAddUp() async throws {
        let server = try LocalServer("--chats", "50")
        let slow = try LocalServer("--latency", "600")
        let heard = CallbackLog<Void>()
        func read(_ times: Int) async throws -> Int {
            for _ in 0..<times {
                let client = try TagoveClient(
                    baseUrl: server.url, prefetch: 2, credentials: { ApiKey("any") }, onPage: { _ in heard.add(()) })
                for try await _ in client.listChats(limit: 5, include: [.messages]) { break }
                _ = try? await client.withOptions(strict: true).getChat("nobody")
                let waiting = try TagoveClient(
                    baseUrl: slow.url,
                    credentials: {
                        try await Task.sleep(for: .seconds(3600)); return ApiKey("any")
                    })
                let task = Task { try await waiting.getChat("1") }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
            }
            return resident()
        }
        _ = try await read(30)
        let most = 64 << 20
        let grown = try await growth("400 clients, each with a list left or a call cancelled", under: most) {
            try await read(200)
        }
        #expect(grown < most)
        #expect(heard.entries.count >= 230)
    }

    /// What one round adds. A leak adds as much each time; what other tests take meanwhile is not in all of five rounds.
    private func growth(_ told: String, under most: Int, _ round: () async throws -> Int) async throws -> Int {
        var (grown, before) = (Int.max, resident())
        for _ in 0..<5 where grown >= most {
            let after = try await round()
            print("memory: \(before >> 20) MiB before, \(after >> 20) MiB after \(told)")
            (grown, before) = (after - before, after)
        }
        return grown
    }

    /// Bytes of this process in memory; 0 where there is no `/proc`, and then the loops only run.
    private func resident() -> Int {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") })
        else { return 0 }
        return (Int(line.filter(\.isNumber)) ?? 0) << 10
    }
}
