import Foundation
import Tagove
import Testing

/// The options about what is asked for and how it is read.
@Suite struct OptionsTests {
    @Test(
        arguments: [
            (0, nil, nil, "max_body_bytes is 0; it goes from 1 to 268435456"), (268_435_457, nil, nil, "268435457"),
            (-1, nil, nil, "max_body_bytes -1"), (Int.max, nil, nil, "max_body_bytes"),
            (nil, 0, nil, "max_rows is 0; it goes from 1 to 10000000"), (nil, 10_000_001, nil, "10000001"),
            (nil, -1, nil, "max_rows -1"), (nil, nil, 0, "max_depth is 0; it goes from 1 to 512"),
            (nil, nil, 513, "max_depth is 513"), (nil, nil, Int.min, "max_depth -"),
        ] as [(Int?, Int?, Int?, String)])
    func client_limitOutOfItsRange_isConfiguration(bytes: Int?, rows: Int?, depth: Int?, told: String) async throws {
        let error = try await failure {
            try TagoveClient(apiKey: BadInputTests.key, maxBodyBytes: bytes, maxRows: rows, maxDepth: depth)
        }
        #expect(error.kind == .configuration && error.attempts == 0 && error.at == nil)
        #expect(error.reason.contains(told), "\(error)")
        expectNoSecret(error)
    }

    @Test func client_limitsAtTheirEnds_areTaken() throws {
        _ = try TagoveClient(apiKey: "any", maxBodyBytes: 1, maxRows: 1, maxDepth: 1)
        let client = try TagoveClient(
            apiKey: BadInputTests.key, accept: .xml, strict: true, timeZone: "UTC", maxBodyBytes: 268_435_456,
            maxRows: 10_000_000, maxDepth: 512)
        expectNoSecret(client)
    }

    @Test(arguments: [
        ("Europe/Atlantis", "Europe/Atlantis"), ("berlin", "Europe/Berlin"), ("", "time_zone"), ("+02:00", "time_zone"),
        ("../../etc/localtime", "time_zone"),
    ])
    func client_unknownZone_isConfigurationWithTheNearName(zone: String, told: String) async throws {
        let error = try await failure { try TagoveClient(apiKey: BadInputTests.key, timeZone: zone) }
        #expect(error.kind == .configuration && error.attempts == 0)
        #expect(error.reason.contains(told), "\(error)")
        expectNoSecret(error)
    }

    @Test(arguments: [(100, nil, nil), (nil, 2, nil), (nil, nil, 1)] as [(Int?, Int?, Int?)])
    func listChats_answerBeyondALimit_isDecodeWithItsPlace(bytes: Int?, rows: Int?, depth: Int?) async throws {
        let server = try LocalServer("--chats", "3")
        let client = try TagoveClient(
            apiKey: "any", baseUrl: server.url, maxBodyBytes: bytes, maxRows: rows, maxDepth: depth)
        let error = try await failure { try await client.listChats().nextPage() }
        #expect(error.kind == .decode && error.status == 200)
        let at = try #require(error.at)
        #expect(bytes == nil ? at.hasPrefix("byte ") : at == "byte 100")
    }

    @Test func getChat_strict_makesAWarningADecodeError() async throws {
        let server = try LocalServer("--replay", LocalServer.corpus.path)
        let base = server.url + "/get_chat/id-object-unfit/json"
        let lenient = try await TagoveClient(apiKey: "corpus-key", baseUrl: base).getChat("43074")
        #expect(lenient.page.warnings.map(\.code) == ["unfit_value"])
        let strict = try TagoveClient(apiKey: "corpus-key", baseUrl: base, strict: true)
        let error = try await failure { try await strict.getChat("43074") }
        #expect(error.kind == .decode && error.at == "/0/session_id" && error.status == 200)
    }

    @Test func getChat_acceptXML_asksForIt() async throws {
        // The case compares the header: the player answers only what was recorded.
        let server = try LocalServer("--replay", LocalServer.corpus.path)
        let base = server.url + "/get_chat/accept-xml/xml"
        let chat = try await TagoveClient(apiKey: "corpus-key", baseUrl: base, accept: .xml).getChat("43074")
        #expect(chat.id == "43074" && chat.page.body.first == UInt8(ascii: "<"))
        let plain = try TagoveClient(apiKey: "corpus-key", baseUrl: base, maxRetries: 0)
        _ = try await failure { try await plain.getChat("43074") }
    }

    @Test(arguments: ["Europe/Berlin", "europe/berlin", "America/St_Johns", "UTC"])
    func listChats_inAZone_placesEveryTime(name: String) async throws {
        let server = try LocalServer("--chats", "20")
        let zone = try #require(TimeZone(identifier: name == "europe/berlin" ? "Europe/Berlin" : name))
        let civil = try await times(TagoveClient(apiKey: "any", baseUrl: server.url))
        let placed = try await times(TagoveClient(apiKey: "any", baseUrl: server.url, timeZone: name))
        #expect(civil.count == 20 && civil.allSatisfy { $0.offsetSeconds == nil && $0.date == nil })
        #expect(placed.map(\.components) == civil.map(\.components))
        #expect(placed.map(\.date) == civil.map { $0.date(in: zone) })
        for time in placed {
            let date = try #require(time.date)
            #expect(time.offsetSeconds == zone.secondsFromGMT(for: date))
        }
    }

    private func times(_ client: TagoveClient) async throws -> [TagoveTime] {
        var times: [TagoveTime] = []
        for try await chat in client.listChats() { times.append(try #require(chat.dateCreated)) }
        return times
    }

    @Test(arguments: [("skipped", "skipped_time"), ("repeated", "ambiguous_time")])
    func getChat_timeThatTheZoneSkipsOrRepeats_staysCivilWithAWarning(behaviour: String, code: String) async throws {
        let server = try LocalServer("--replay", LocalServer.corpus.path)
        let chat = try await TagoveClient(
            apiKey: "corpus-key", baseUrl: "\(server.url)/get_chat/time-zone-\(behaviour)/json",
            timeZone: "Europe/Berlin"
        ).getChat("43074")
        let warning = try #require(chat.page.warnings.first { $0.code == code })
        let time = warning.at == "/0/date_created" ? chat.dateCreated : chat.dateUpdated
        #expect(try #require(time).date == nil)
    }
}
