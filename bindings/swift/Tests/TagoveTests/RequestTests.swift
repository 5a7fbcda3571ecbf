import Foundation
import Tagove
import Testing

/// What no operation models.
@Suite struct RequestTests {
    @Test func request_ofAPath_givesTheWholeAnswer() async throws {
        let server = try LocalServer("--chats", "3")
        let client = try TagoveClient(apiKey: BadInputTests.key, baseUrl: server.url)
        let answer = try await client.request(
            "GET", "/chats",
            query: [URLQueryItem(name: "limit", value: "2"), URLQueryItem(name: "note", value: "a&b=ü")])
        #expect(answer.status == 200 && answer.attempts == 1)
        #expect(answer.header("Content-Type")?.hasPrefix("application/json") == true && answer.header("none") == nil)
        #expect(try decodeChats(body: answer.body).records.count == 2)
        #expect(try await server.journal().requests.first?.contains("limit=2&note=a%26b%3D%C3%BC") == true)
        #expect("\(answer)" == "RawAnswer(status: 200, bytes: \(answer.body.count), attempts: 1)")
        expectNoSecret(answer)
    }

    @Test(arguments: [("POST", "/chats"), ("GET", "http://example.com/"), ("GET", "/../secrets"), ("", "/chats")])
    func request_thatLeavesTheApi_isInvalidRequest(method: String, path: String) async throws {
        let server = try LocalServer()
        let client = try TagoveClient(apiKey: "any", baseUrl: server.url)
        let error = try await failure { try await client.request(method, path) }
        #expect(error.kind == .invalidRequest && error.attempts == 0)
        #expect(try await server.journal().request_count == 0)
    }

    @Test func request_taskCancelled_serverSeesTheHangUp() async throws {
        let server = try LocalServer("--latency", "600")
        let client = try TagoveClient(
            apiKey: "any", baseUrl: server.url, timeout: .seconds(3600), attemptTimeout: .seconds(3600))
        let task = Task { try await client.request("GET", "/chats") }
        _ = try await server.journal(requests: 1)
        task.cancel()
        #expect(try await server.journal(hangUps: 1).hang_ups == 1)
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func cassette_recorded_answersWithoutAKeyOrAServer() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tagove-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let server = try LocalServer("--chats", "7")
        let recorder = try TagoveClient(apiKey: BadInputTests.key, baseUrl: server.url, record: folder, redact: true)
        var ids: [String?] = []
        for try await chat in recorder.listChats(limit: 5) { ids.append(chat.id) }
        let nobody = try SilentPort()
        let player = try TagoveClient(baseUrl: nobody.url, replay: folder)
        var again: [String?] = []
        for try await chat in player.listChats(limit: 5) { again.append(chat.id) }
        #expect(ids.count == 7 && again == ids)
        let error = try await failure { try await player.getChat("1") }
        #expect(error.kind == .configuration)
        for file in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            let bytes = FileManager.default.contents(atPath: "\(folder)/\(file)") ?? Data()
            #expect(bytes.range(of: Data(BadInputTests.key.utf8)) == nil, "\(file)")
        }
    }
}
